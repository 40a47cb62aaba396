import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tca } from '../../../src/run/tca/tca';
import { folder } from '../../market-data/files';
import { MadeUpLog } from './made-up-log';

/** Ticks of 7 October 2013, a day of New York's summer time; not part of this repository. */
const TICKS = join(__dirname, '../../../../shared/data/us-equities-algoseek/ticks');
const test_ = existsSync(TICKS) ? test : test.skip;
if (!existsSync(TICKS)) console.warn('the ticks that a test of tca reads are not there: it is skipped');

/** From START of made-up logs (5 January 2026, 14:30 UTC) to 10:00 in New York on that day, in seconds. */
const TEN = (Date.UTC(2013, 9, 7, 14) - Date.UTC(2026, 0, 5, 14, 30)) / 1000;

/** Counted by scanning the files with awk: last bid and ask by 10:00:00.000, and all prints from then to 10:30:00.000. */
const BY_SCAN = { arrival: 182.47, vwap: 182.740866, volume: 313_756 };

test_('ticks of a day of New York: the mid at an order, VWAP and volume of its window are those of a plain scan', async () => {
  const place = folder();
  const body = '55=IBM|54=1|38=1000';
  const log = new MadeUpLog()
    .add(TEN, 'OMS>BRK', 'D', `11=A1|21=1|40=1|59=0|${body}`)
    .add(TEN, 'BRK>OMS', '8', `37=P1|11=A1|17=N1|150=0|39=0|${body}|151=1000|14=0|6=0`)
    .add(TEN + 900, 'BRK>OMS', '8', `37=P1|11=A1|17=F1|150=F|39=1|${body}|151=600|14=400|6=182.7|32=400|31=182.7`)
    .add(TEN + 1800, 'BRK>OMS', '8', `37=P1|11=A1|17=C1|150=4|39=4|${body}|151=0|14=400|6=182.7`);
  const market = ['quote', 'trade'].map(kind => `IBM=${join(TICKS, `IBM_20131007_${kind}_ticks.csv.gz`)}`);
  const report = await tca({
    logs: [place.file('ibm.log', log.text())],
    market,
    by: ['hour'],
    ci: 95,
    hourZone: 'America/New_York',
  });
  place.remove();
  const [o] = report.orders;
  expect([o!.arrival, o!.vwap!.toFixed(6), Math.round(400 / o!.participation!), report.groups.hour![0]!.name]).toEqual([
    BY_SCAN.arrival,
    String(BY_SCAN.vwap),
    BY_SCAN.volume,
    '10:00',
  ]);
});
