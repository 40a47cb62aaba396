import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGIMES } from '../../../simulator/market/agents/regimes';
import type { Market } from '../../../simulator/market/market';
import { ConstantLatency } from '../../../simulator/models/latency/latency';
import type { Fact, FactOf } from '../../../src/core/facts';
import { SqliteJournal } from '../../../src/journal/sqlite-journal';
import { digestOf } from '../../../src/run/backtest/backtest';
import { madeUpHours } from '../../../src/run/backtest/compare/hours';
import { replayJournal, replayTurns } from '../../../src/run/replay';
import { SessionsDesk } from '../../../src/run/sessions-desk';
import { agents, KNOWS, parent, play, type Ran, SECOND, START } from './stage';

const facts = <T extends Fact['type']>({ journal }: Ran, type: T): FactOf<T>[] =>
  [...journal.turns()].flatMap(t => t.facts).filter((f): f is FactOf<T> => f.type === type);

const ORDERS = [parent(5), parent(20, { side: '2', strategy: '1003' }, 'B'), parent(30, { strategy: '2', rate: '0.1' }, 'C')];

test('two runs of one seed have the same journal, byte for byte; another seed has another one', () => {
  const [one, again, other] = [play(ORDERS), play(ORDERS), play(ORDERS, agents(2))];
  expect([digestOf(one.journal), digestOf(other.journal) === digestOf(one.journal)]).toEqual([digestOf(again.journal), false]);
});

test('a replay of its journal finds no different decision, in memory and in the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
  try {
    const file = join(folder, 'journal.db');
    const journal = new SqliteJournal(file, { durability: 'process' });
    const inFile = play(ORDERS, agents(), { journal });
    journal.close();
    const inMemory = replayTurns(play(ORDERS).journal.turns());
    expect([inMemory.difference, replayJournal(file)]).toEqual([undefined, { ...inMemory, turns: inFile.turns }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('gateway and venue agree on every fill, and every order is over', () => {
  const { results, leftWorking } = play(ORDERS);
  const told = results.map(r => [r.clOrdId, r.strategy, r.agrees, r.working, r.cumQty <= r.orderQty, r.outcome !== 'open']);
  expect([told, leftWorking]).toEqual([
    [
      ['A', 'TWAP', true, 0, true, true],
      ['B', 'PTWAP', true, 0, true, true],
      ['C', 'POV', true, 0, true, true],
    ],
    0,
  ]);
});

test('nothing is known before it can be: what the market does later changes no turn before', () => {
  const change = 40;
  const calm = { kind: 'steady', climate: REGIMES.calm } as const;
  const breaks = {
    kind: 'script',
    steps: [
      { after: 0, regime: 'calm' },
      { after: change, regime: 'crash' },
    ],
  } as const;
  const [a, b] = [calm, breaks].map(weather => [...play(ORDERS, agents(1, weather)).journal.turns()]);
  const before = (turns: typeof a): unknown[] => turns!.filter(t => t.at < START + change * SECOND);
  expect([before(a), JSON.stringify(a) === JSON.stringify(b), before(a).length > 50]).toEqual([before(b), false, true]);
});

test('every message takes its time: the order, its answer, and what the market shows', () => {
  const latencies = {
    entry: new ConstantLatency(3_000),
    response: new ConstantLatency(5_000),
    feed: new ConstantLatency(70_000),
  };
  const ran = play([parent(10, { strategy: '1000', parameters: {} })], agents(), { latencies });
  const at = (type: Fact['type']): number => [...ran.journal.turns()].find(t => t.facts.some(f => f.type === type))!.at - START;
  expect([at('QuoteReceived'), at('ChildOrderReleased'), at('ChildOrderAcknowledged')]).toEqual([
    73_000,
    10 * SECOND,
    10 * SECOND + 8_000,
  ]);
});

test('a decision of a schedule has what the market showed before it, no newer than that', () => {
  const turns = [...play([parent(5)]).journal.turns()];
  const seen = turns.filter(t => t.facts[0]!.type === 'MarketSeen');
  const late = seen.filter(t => (t.facts[0] as FactOf<'MarketSeen'>).asOf > t.at);
  expect([seen.length > 10, late]).toEqual([true, []]);
});

/** Nobody is there. */
const nobody: Market = { pinned: false, nextAt: () => undefined, step: () => undefined, traded: () => undefined };

test('in an empty book nothing trades, nothing is measured, and the order ends with its window', () => {
  const { results, leftWorking } = play([parent(5)], nobody);
  const [r] = results;
  const figures = [r!.arrival, r!.isBps, r!.vwapBps, r!.participation, r!.makerShare, r!.markOuts.maker['1s']];
  expect([r!.outcome, r!.cumQty, r!.restShown, figures, leftWorking]).toEqual(['part', 0, 0, Array(6).fill(null), 0]);
});

/** Somebody bids, and nobody offers. */
function bidder(): Market {
  let at: number | undefined = START + SECOND;
  return {
    ...nobody,
    nextAt: () => at,
    step: ({ book }) => {
      at = undefined;
      book.enter({ id: -1, owner: -1, side: 0, qty: 500, price: 9_999, tif: 'Day' });
    },
  };
}

test('at the end of each slot what is done is what the schedule asked for by then, wherever its slots end', () => {
  const orders = ['1001', '1', '1'].map((strategy, n) =>
    parent(5 + n, { strategy, parameters: { Duration: '100', ...(n === 2 && { Randomise: '0.5' }) } }, `O${n}`),
  );
  const hours = new SessionsDesk(madeUpHours('ACME'));
  const { results } = play(orders, agents(), { knows: { ...KNOWS, sessions: hours } });
  expect(results.map(r => [r.strategy, r.outcome, r.offSchedule! <= 0.02])).toEqual([
    ['TWAP', 'done', true],
    ['VWAP', 'done', true],
    ['VWAP', 'done', true],
  ]);
});

test('in a one-sided book a seller sells what is bid and a buyer waits; without a mid there is no cost', () => {
  const sides = ['2', '1'].map(side => play([parent(5, { side })], bidder()));
  const told = sides.map(({ results: [r], leftWorking }) => [
    r!.outcome,
    r!.cumQty,
    r!.agrees,
    r!.arrival,
    r!.isBps,
    leftWorking,
  ]);
  expect(told).toEqual([
    ['part', 500, true, null, null, 0],
    ['part', 0, true, null, null, 0],
  ]);
});

test('a halt in the middle of the window: nothing trades in it, and nothing is sold twice after it', () => {
  const halted = [
    { after: 20 * SECOND, to: 'halted' },
    { after: 30 * SECOND, to: 'reopening' },
    { after: 35 * SECOND, to: 'trading' },
  ] as const;
  const parents = [parent(5)];
  const ran = play(parents, agents(), { market: [{ ...listed(), day: halted }] });
  const inHalt = ran.witness.fillsOf(['A']).filter(f => f.at > START + 20 * SECOND && f.at < START + 35 * SECOND);
  const [r] = ran.results;
  expect([inHalt, r!.agrees, r!.outcome, r!.working, facts(ran, 'SecurityStatusReceived').length > 0]).toEqual([
    [],
    true,
    'done',
    0,
    true,
  ]);
});

const listed = () => ({
  listing: { symbol: 'ACME', tickText: '0.01', lotText: '1', referencePriceTicks: 10_000 },
  market: agents(),
});

test('an order that intake denies is measured as one', () => {
  const { results } = play([parent(5, { orderQty: '0.5' })]);
  expect([results[0]!.outcome, results[0]!.text, results[0]!.isBps]).toEqual([
    'denied',
    "BadQuantity: OrderQty (38) '0.5' is not a multiple of the lot 1",
    null,
  ]);
});

test('what a rest would have cost is marked on the book, with the fee of taking it', () => {
  const far = parent(5, { price: '1.00' });
  const fees = { decimals: 4, tiers: [{ from: ZERO, maker: free, taker: { per: 'share', rate: { n: 3n, scale: 3 } } }] } as const;
  const [r] = play([far], agents(), { fees }).results;
  const marked = r!.restBps! > 0 && r!.isBps === r!.restBps;
  expect([r!.outcome, r!.completion, r!.feeBps!.toFixed(2), r!.restShown, marked]).toEqual(['part', 0, '0.30', 1, true]);
});

const ZERO = { n: 0n, scale: 0 };
const free = { per: 'share', rate: ZERO } as const;
