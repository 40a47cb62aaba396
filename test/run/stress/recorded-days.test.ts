import { join } from 'node:path';
import { scenariosOf } from '../../../src/run/stress/scenarios';
import { dataFile, testOn } from '../../data-pack';

const folder = dataFile('stress');
const onData = testOn('stress');

const day = (name: string, file: string, from: string, side: 'buy' | 'sell') => ({
  name,
  file: join(folder, file),
  from: Date.parse(from) * 1000,
  side,
});

onData('recorded days: how far the price went while an order would be worked, and where the market stood still', async () => {
  const found = await scenariosOf({
    scenarios: ['halt'],
    bars: [
      day('y2010', 'SPX500_CFD_2010-05-06_1730_2014utc_flash_crash_1min.csv', '2010-05-06T18:38:00Z', 'sell'),
      day('y2008', 'SPX500_CFD_2008-09-29_1732_1815utc_tarp_vote_1min.csv', '2008-09-29T17:38:00Z', 'sell'),
      day('y2020', 'SPX500_CFD_2020-03-18_1640_1759utc_circuit_breaker_1min.csv', '2020-03-18T16:54:00Z', 'sell'),
      day('y2023', 'binanceus_BTCUSD_2023-03-01_2023-03-21_1min.csv.gz', '2023-03-12T22:15:00Z', 'buy'),
    ],
  });
  expect(found.slice(1).map(s => [s.name, Math.round(s.reach / 100), s.status, s.completes])).toEqual([
    ['y2010', 5, [], true],
    ['y2008', 4, [], true],
    [
      'y2020',
      0,
      [
        { after: 300, to: 'halted' },
        { after: 1080, to: 'trading' },
      ],
      false,
    ],
    ['y2023', 3, [], true],
  ]);
});
