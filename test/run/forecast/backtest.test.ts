import type { Fact, FactOf } from '../../../src/core/facts';
import type { Knowledge } from '../../../src/run/backtest/gateway-in-process';
import { explainOrder } from '../../../src/run/forecast/explain';
import { replayTurns } from '../../../src/run/replay';
import { KNOWS, parent, play, type Ran } from '../backtest/stage';
import { inForce, linear, served, together, type Way } from './served';

const INSTRUMENTS: Knowledge['instruments'] = [{ symbol: 'ACME', tick: '0.01', lot: '1', adv: '2000000', volatility: '1' }];
/** A buy of 1,000 over a minute, twenty slots. */
const ORDER = parent(20, { strategy: '1002', parameters: { Duration: '60' } });
const LEANS = linear('leans', { imbalance1: 2 }, 0);

const run = (way: Way | undefined, over: Partial<Knowledge> = {}, model = LEANS): Ran => {
  const one = served(model, way);
  return play([ORDER], undefined, {
    knows: { ...KNOWS, instruments: INSTRUMENTS, models: inForce(one), served: [one], ...over },
  });
};
const facts = <T extends Fact['type']>(ran: Ran, type: T): FactOf<T>[] =>
  [...ran.journal.turns()].flatMap(t => t.facts).filter((f): f is FactOf<T> => f.type === type);
const sources = (ran: Ran): string =>
  facts(ran, 'TiltDecided')
    .map(f => ({ forecast: 'f', last: 'l', baseline: 'b' })[f.source])
    .join('');
/** Reasons of what was not decided by its forecast. */
const reasons = (ran: Ran): string[] => [
  ...new Set(facts(ran, 'TiltDecided').flatMap(f => (f.source === 'forecast' ? [] : [f.why!.replace(/\d+ times/, 'n times')]))),
];
const replayed = (ran: Ran) => replayTurns(ran.journal.turns()).difference;

/** Answers are lost from the n-th on, as of a thread that died. */
const diesAfter = (n: number): Way => {
  let asked = 0;
  return (answer, tell) => (++asked <= n ? tell(answer) : undefined);
};
const LAST = 'the last slot takes all that is left';
const SILENT = 'leans has not answered by its deadline';
const LEFT = 'leans failed n times in a row: it is left alone for a while';

test.each<[string, Way | undefined, Partial<Knowledge>, RegExp, readonly unknown[]]>([
  ['a model that answers', undefined, {}, /^f{19}b$/, [LAST]],
  ['one that was killed', diesAfter(10), {}, /^f+l?b+$/, [SILENT, LEFT, LAST]],
  ['one that takes 2 s', undefined, { modelLatency: 2_000_000 }, /^[bl]+$/, [SILENT, LEFT, LAST]],
  [
    'one that fails each time',
    (_answer, tell) => tell({ failed: 'the thread ended' }),
    {},
    /^b+$/,
    ['leans: the thread ended', LEFT, LAST],
  ],
  [
    'one that says what is no number',
    (answer, tell) => tell({ ...answer, y: [Number.NaN] }),
    {},
    /^b+$/,
    ["the model's drift is no finite number", LEFT, LAST],
  ],
])('%s: the order completes, each fallback is in the journal, a replay decides the same', (_what, way, over, expected, why) => {
  const ran = run(way, over);
  const [{ completion, participationMean: _ }] = ran.results as unknown as [{ completion: number; participationMean: number }];
  expect([completion, sources(ran), reasons(ran), replayed(ran)]).toEqual([1, expect.stringMatching(expected), why, undefined]);
});

test.each([
  ['opposite', -2],
  ['huge', 1e6],
  ['huge and opposite', -1e6],
])('a model that is wrong (%s): within the band, and complete', (_what, weight) => {
  const ran = run(undefined, {}, linear('leans', { imbalance1: weight }, 0));
  const off = facts(ran, 'TiltDecided').map(f => Math.abs(f.target - f.baseline));
  const stopped = facts(ran, 'TiltDecided').some(f => f.clip === 'band') || facts(ran, 'ModelRolledBack').length > 0;
  expect([Math.max(...off) <= 10_000, stopped, ran.results[0]!.completion, replayed(ran)]).toEqual([true, true, 1, undefined]);
});

test('an untilted order leaves the trace of its baseline: the same children at the same times', () => {
  const children = (ran: Ran) =>
    [...ran.journal.turns()].flatMap(t =>
      t.facts.flatMap(f => (f.type === 'ChildOrderProposed' ? [{ at: t.at, qty: f.orderQty, price: f.price }] : [])),
    );
  const knows = { ...KNOWS, instruments: INSTRUMENTS };
  const plain = play([parent(20, { strategy: '1003', parameters: { Duration: '60' } })], undefined, { knows });
  const untilted = play([ORDER], undefined, { knows });
  expect([children(untilted), reasons(untilted)]).toEqual([children(plain), ['no model is in force', LAST]]);
});

test('the same run twice is one journal, and in shadow nothing is tilted', () => {
  const [once, twice] = [run(undefined), run(undefined)];
  const one = served(LEANS);
  const shadow = run(undefined, { models: inForce(one, { mode: 'shadow' }), served: [one] });
  const tilted = facts(shadow, 'TiltDecided').filter(f => f.target !== f.baseline);
  const told = facts(shadow, 'TiltDecided').filter(f => f.tilt !== 0).length;
  expect([JSON.stringify([...once.journal.turns()]) === JSON.stringify([...twice.journal.turns()]), tilted, told > 10]).toEqual([
    true,
    [],
    true,
  ]);
});

test('an order is explained from its journal: question, answer, attributions, tilt, clip', () => {
  const model = together(
    linear('both', { imbalance1: 2, spreadBps: 0.1 }, 0),
    linear('other', { imbalance1: 1, spreadBps: 0 }, 0),
  );
  const ran = run(undefined, {}, model);
  const decision = explainOrder(ran.journal.turns(), 'A')!.decisions[3]!;
  const [question] = decision.questions;
  const added = question!.attributions.reduce((sum, [, part]) => sum + part, 0);
  const [said] = question!.said;
  expect({
    slot: decision.slot,
    source: decision.source,
    features: question!.features.map(f => f.name),
    members: said!.members.length,
    sums: Math.abs(added - said!.value!) < 1e-5,
    shrunk: Math.abs(decision.tilt) < Math.abs(decision.raw),
    baseline: decision.baseline,
  }).toEqual({
    slot: 3,
    source: 'forecast',
    features: ['imbalance1', 'spreadBps'],
    members: 2,
    sums: true,
    shrunk: true,
    baseline: '200',
  });
});
