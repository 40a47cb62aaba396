import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outFolder } from '../../../src/run/backtest/files';
import { Interrupted } from '../../../src/run/backtest/paced';
import { replayJournal } from '../../../src/run/replay';
import { doneInLog } from '../../../src/run/through/done';
import type { ThroughOptions } from '../../../src/run/through/options';
import { playStretch } from '../../../src/run/through/play';
import { readLog } from '../../../src/run/through/read';
import { sourceOf } from '../../../src/run/through/source';
import { stretchesOf } from '../../../src/run/through/stretches';
import { replayThrough } from '../../../src/run/through/through';
import { writeThrough } from '../../../src/run/through/write';
import { flatLog, madeLog } from './made-log';
import { type PaperLog, paperLog } from './paper-log';

const folder = mkdtempSync(join(tmpdir(), 'through-'));
afterAll(() => rmSync(folder, { recursive: true }));

let paper: PaperLog;
beforeAll(async () => {
  paper = await paperLog(folder);
}, 180_000);

const TERMS = { rate: '0.1', window: 600_000_000, parameters: {} };
const optionsOf = (over: Partial<ThroughOptions> = {}): ThroughOptions => ({
  ...TERMS,
  files: paper.logs,
  market: paper.market,
  strategies: [],
  speed: Number.POSITIVE_INFINITY,
  ...over,
});

test('a log that a paper gateway wrote, replayed in its market with its seed, gives every fill again', async () => {
  const log = await readLog(paper.logs, {});
  const symbols = [...new Set(log.parents.map(p => p.happened.symbol))];
  const source = sourceOf({ market: paper.market }, symbols, log.seen);
  const { stretches } = stretchesOf(log.parents, source, TERMS.window);
  const playing = {
    world: source.world,
    terms: TERMS,
    speed: Number.POSITIVE_INFINITY,
    signal: undefined,
    told: () => undefined,
    watch: undefined,
  };
  const played = await playStretch(stretches[0]!, 'as logged', playing, undefined);
  const filled = (of: ReturnType<typeof doneInLog>) => of.fills.map(f => `${f.qty} at ${f.px.toFixed(4)}`);
  const names = log.parents.map(p => p.clOrdId);
  expect({
    parity: paper.parity.differs,
    orders: names.length,
    replayed: Object.fromEntries(played.parents.map((p, n) => [names[n], filled(p.done)])),
    booked: played.parents.reduce((sum, p) => sum + p.done.fills.length, 0),
  }).toEqual({
    parity: undefined,
    orders: 12,
    replayed: Object.fromEntries(log.parents.map(p => [p.clOrdId, filled(doneInLog(p))])),
    booked: paper.parity.fills,
  });
}, 180_000);

test('its report: the same market, and Sluice differs from the log in nothing', async () => {
  const { sameMarket, plans, parents } = await replayThrough(optionsOf());
  const figures = plans[0]!.againstLog.map(d => [d.figure, d.log === d.sluice, d.difference.mean]);
  expect({
    same: sameMarket.same && sameMarket.inside === sameMarket.fills,
    figures: figures.filter(([name]) => name !== 'child orders' && name !== 'seconds'),
    cancelled: parents.filter(p => p.log.status === 'Canceled').map(p => [p.clOrdId, p.orderQty, p.sluice.outcome]),
  }).toEqual({
    same: true,
    figures: ['slippage bps', 'IS bps', 'after first fill bps', 'completion %', 'fills'].map(name => [name, true, 0]),
    cancelled: [
      ['D1', 400, 'part'],
      ['T1', 1200, 'part'],
    ],
  });
}, 180_000);

/** Orders of a log of elsewhere. */
const ORDERS = 20;
/** `SLUICE_LONG=1`: most of a minute of processor time. */
const long = process.env['SLUICE_LONG'] === '1' ? test : test.skip;

describe('a log of orders of elsewhere', () => {
  const log = join(folder, 'made.log');
  const short = join(folder, 'short.log');
  const flat = join(folder, 'flat.log');
  beforeAll(() => {
    madeLog(log, ORDERS, 2);
    madeLog(short, 4, 1);
    flatLog(flat, 30);
  });
  const away = (over: Partial<ThroughOptions> = {}): ThroughOptions =>
    optionsOf({ files: [log], market: 'agents', strategies: ['TWAP'], window: 60_000_000, seed: 3, ...over });

  test('it finishes and compares, and opens no socket', async () => {
    const sockets = [jest.spyOn(net.Socket.prototype, 'connect'), jest.spyOn(net.Server.prototype, 'listen')];
    const report = await replayThrough(away());
    const calls = sockets.map(spy => spy.mock.calls.length);
    jest.restoreAllMocks();
    const asLogged = report.plans[0]!.againstLog;
    const firstFill = asLogged.find(d => d.figure === 'after first fill bps')!;
    expect({
      calls,
      log: report.log,
      market: report.sameMarket,
      derived: report.notes.filter(note => note.startsWith('derived')),
      plans: report.plans.map(({ plan, parents, denied, broken }) => [plan, parents, denied, broken]),
      firstFill: firstFill.log!.toFixed(4),
      paired: [firstFill.difference.observations, firstFill.difference.clusters, firstFill.difference.by],
      unknown: asLogged.filter(d => d.log === null).map(d => d.figure),
      rows: report.parents.length,
    }).toEqual({
      calls: [0, 0],
      log: { files: [{ file: 'made.log', messages: 82, damaged: {} }], orders: ORDERS, parents: ORDERS, stretches: 2 },
      market: { same: false, madeUp: true, fills: 38, inside: expect.any(Number) },
      derived: [
        'derived from the log: ACME: tick 0.01 from 20 fills, lot 1, its market begins at 250.01, the first price seen',
        'derived from the log: BOLT: tick 0.01 from 18 fills, lot 1, its market begins at 31.02, the first price seen',
      ],
      plans: [
        ['as logged', ORDERS, 0, []],
        ['TWAP', ORDERS, 0, []],
      ],
      firstFill: byHand(),
      paired: [ORDERS, 4, 'wild-t'],
      unknown: ['slippage bps', 'IS bps', 'child orders'],
      rows: 2 * ORDERS,
    });
  }, 180_000);

  /** Whether each of the files of some runs is that of the first run. */
  const written = async (runs: readonly Partial<ThroughOptions>[]) => {
    const folders = runs.map((_, n) => outFolder(mkdtempSync(join(folder, `run-${n}-`))));
    for (const [n, out] of folders.entries()) writeThrough(out, await replayThrough(away(runs[n])));
    return ['report.json', 'report.html', 'parents.csv'].map(name => {
      const [first, ...others] = folders.map(out => readFileSync(join(out, name)));
      return others.map(bytes => bytes.equals(first!));
    });
  };

  test('the same seed gives the same bytes, at any pace; another one others', async () => {
    const one = { files: [short], symbols: ['ACME'], strategies: [] };
    expect(await written([one, { ...one, speed: 500 }, { ...one, seed: 4 }])).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
  }, 180_000);

  long(
    '60 parents of three days, as logged and by VWAP and IS: the same seed gives the same bytes',
    async () => {
      const many = join(folder, 'many.log');
      madeLog(many, 60, 3);
      const run = { files: [many], strategies: ['VWAP', 'IS'] as const, window: 600_000_000 };
      expect(await written([run, run])).toEqual([[true], [true], [true]]);
    },
    900_000,
  );

  test.each([
    [
      'agents',
      "the log's prices are not those of this market, which agents make up from the first price that the log shows: so prices",
      [false, true, 'unknown'],
    ],
    [
      'quotes:',
      "the log's prices are those of this market (30 of its 30 fills lie within the best prices): the log is measured against the same",
      [true, false, 'this market'],
    ],
  ])(
    'a log of one price in a market that begins at it: %s',
    async (kind, remark, expected) => {
      const quotes = join(folder, 'quotes.csv');
      const row = (minute: string) => `2026-01-05 14:${minute}:00,N,99.99,20,100.01,20,ACME\n`;
      writeFileSync(quotes, `DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL\n${row('29')}${row('45')}`);
      const market = kind === 'agents' ? kind : `${kind}${quotes}`;
      const { sameMarket, logPrices, plans, notes } = await replayThrough(away({ files: [flat], market, strategies: [] }));
      const isMeasured = plans[0]!.againstLog[0]!.log !== null;
      expect([sameMarket.same, sameMarket.madeUp, logPrices, isMeasured, notes.some(n => n.startsWith(remark))]).toEqual([
        ...expected,
        sameMarket.same,
        true,
      ]);
    },
    180_000,
  );

  test('interrupted, it says so; the journals are whole', async () => {
    const ending = new AbortController();
    const out = join(folder, 'interrupted');
    let turns = 0;
    const watch = (): void => {
      if (++turns === 50) ending.abort();
    };
    const ended = await replayThrough(away({ files: [short], out, signal: ending.signal, watch })).catch(
      (error: unknown) => error,
    );
    expect({
      ended: ended instanceof Interrupted,
      decided: replayJournal(join(out, 'runs', 'as-logged-1', 'journal.db')).difference,
    }).toEqual({ ended: true, decided: undefined });
  }, 180_000);

  test.each([
    ['sessions/live.cfg', /live\.cfg: a file of sessions is not opened: nothing is sent to a venue from here/],
    ['nowhere', /--market: 'nowhere' is none of agents, agents:REGIME, lobster:FILE/],
    ['agents:stormy', /market\.regime|stormy/],
    ['quotes:q.csv', /--market quotes: needs --symbol: whose market it is; the log has ACME, BOLT/],
    ['bars:none.csv', /needs --symbol/],
  ])('--market %s is refused', async (market, why) => {
    await expect(replayThrough(away({ files: [short], market }))).rejects.toThrow(why);
  });

  test("a gateway's own config is no market", async () => {
    const config = join(folder, 'gateway.yaml');
    writeFileSync(config, 'sessions: live.cfg\ninstruments: [{symbol: ACME, tick: 0.01}]\n');
    await expect(replayThrough(away({ files: [short], market: config }))).rejects.toThrow(
      /gateway\.yaml:1: sessions: unknown key/,
    );
  });
});

/** What `madeLog` comes to: a cent for half of the order where it was done, against its first fill. */
function byHand(): string {
  const costs = Array.from({ length: ORDERS }, (_, n) => {
    const first = (n % 2 === 0 ? 250 + (n % 7) / 100 : 31 + (n % 5) / 100) + 0.01;
    const sign = n % 3 === 0 ? -1 : 1;
    return n % 10 === 9 ? 0 : (sign * 1e4 * 0.005) / first;
  });
  return (costs.reduce((sum, c) => sum + c, 0) / costs.length).toFixed(4);
}
