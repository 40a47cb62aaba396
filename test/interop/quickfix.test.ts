import { setTimeout as after } from 'node:timers/promises';
import type { CutProxy } from './cut-proxy';
import type { Program } from './processes';
import { quickFixClient, quickFixIsHere, quickFixProgram, quickFixVenue } from './quickfix-programs';
import { Stage, SYMBOL } from './set-up';

/** A line of the OMS: a rule, how often it looked, where it was broken. */
interface CheckLine {
  readonly check: string;
  readonly ok: boolean;
  readonly seen: number;
  readonly wrong: readonly string[];
}

/** Rules that every run must have looked at. */
const EVERY_REPORT = [
  'AvgPx exact',
  'ClOrdID known',
  'CumQty sums the fills',
  'ExecID once',
  'LeavesQty consistent',
  'MsgSeqNum in order',
  'OrdStatus legal',
  'OrderID, Symbol and Side kept',
  'OrderQty as asked',
  'TransactTime told',
  'cancel of nothing',
  'cancel too late',
  'filled exactly',
  'in time',
  'no Reject got',
  'no Reject needed',
  'reports as expected',
];
const AFTER_A_GAP = ['PossDup with OrigSendingTime', 'a ResendRequest was sent', 'replayed with PossDup'];

/** What the venue was asked: the OMS's own terms, its ClOrdID in 526 of orders and replaces. */
const PASSED_ON = [
  { type: 'D', from: 'filled', qty: '300', price: '110.00' },
  { type: 'D', from: 'worked', qty: '500', price: '90.00' },
  { type: 'G', from: 'worked', qty: '700', price: '89.50' },
  { type: 'F', from: '', qty: '700', price: '' },
].map(line => JSON.stringify(line));

/** What the gateway sent is lost this long (ms) before the wire breaks, and it stays broken as long again. */
const DEAF_MS = 900;

/** Breaks the wire where the OMS asks for it. */
async function obey(oms: Program, wire: CutProxy): Promise<void> {
  await oms.line('{"ask":"mute"}', 40_000);
  wire.mute();
  oms.answer('muted');
  await oms.line('{"ask":"cut"}');
  oms.answer('soon');
  await after(DEAF_MS);
  wire.cut();
  await after(DEAF_MS);
  wire.mend();
}

const checksOf = (oms: Program): CheckLine[] =>
  oms.lines.filter(l => l.startsWith('{"check"')).map(l => JSON.parse(l) as CheckLine);

/** What came of the OMS's checks, short: the rules it looked at, those that were broken with where, its exit status. */
const outcome = (oms: Program, exit: number) => ({
  exit,
  looked: checksOf(oms)
    .map(c => c.check)
    .sort(),
  broken: checksOf(oms).filter(c => !c.ok),
  said: exit === 0 ? '' : oms.account(),
});

const passed = (looked: readonly string[]) => ({ exit: 0, looked: [...looked].sort(), broken: [], said: '' });

const withQuickFix = quickFixIsHere() ? test : test.skip;

describe('an OMS in C++ on QuickFIX, with our FIX44.xml', () => {
  beforeAll(() => {
    if (quickFixIsHere()) for (const name of ['oms', 'venue'] as const) quickFixProgram(name);
  }, 240_000);

  withQuickFix(
    'finds every report right over DMA, TWAP, cancel, replace, and a cut with a gap, against the simulator',
    async () => {
      const stage = new Stage();
      try {
        const sim = await stage.sluice('sim', '--port', '0', '--symbols', SYMBOL, '--seed', '11').line('ready ');
        const venue = { targetCompID: 'SIM', port: Number(/:(\d+)/.exec(sim)![1]), marketData: true };
        const { gateway, port } = await stage.gateway(venue);
        const { wire, port: cuttable } = await stage.proxy(port);
        const oms = quickFixClient(stage, cuttable, 'algo', SYMBOL);
        await Promise.all([obey(oms, wire), oms.exit]);
        expect(outcome(oms, await oms.exit)).toEqual(passed([...EVERY_REPORT, ...AFTER_A_GAP]));
        expect(await gateway.stop()).toBe(0);
      } finally {
        await stage.close();
      }
    },
    60_000,
  );

  withQuickFix(
    'and a venue on QuickFIX finds no fault in what the gateway sends it',
    async () => {
      const stage = new Stage();
      try {
        const { venue, port: at } = await quickFixVenue(stage);
        const { port } = await stage.gateway({ targetCompID: 'VENUE', port: at });
        const oms = quickFixClient(stage, port, 'pass', SYMBOL);
        const told = outcome(oms, await oms.exit);
        expect({ told, venue: venue.lines.slice(1) }).toEqual({ told: passed(EVERY_REPORT), venue: PASSED_ON });
      } finally {
        await stage.close();
      }
    },
    30_000,
  );
});
