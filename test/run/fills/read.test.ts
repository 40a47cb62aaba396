import type { Fact } from '../../../src/core/facts';
import type { RecordedTurn } from '../../../src/core/journal-port';
import { readFills } from '../../../src/run/fills/read';
import { agents, parent, play, SECOND } from '../backtest/stage';

const ran = play(
  [parent(20, { strategy: '1001', orderQty: '2000', parameters: { Duration: '120' } }), parent(30, { orderQty: '500' }, 'B')],
  agents(3),
);
const turns = (): RecordedTurn[] => [...ran.journal.turns()];
const facts = (type: Fact['type']): Fact[] =>
  turns()
    .flatMap(t => t.facts)
    .filter(f => f.type === type);

test('every fill of a journal is read once, by the parent it belongs to', () => {
  const { clusters, fills } = readFills(turns(), 'parent');
  const all = Object.values(clusters);
  const slippages = all.flatMap(c => [...c.restingSlippage, ...c.takingSlippage]).length;
  expect([fills, slippages, all.length]).toEqual([facts('ChildOrderFilled').length, fills, 2]);
});

test('a resting order that was filled has a time, one that was not has none; a fill at rest is cheaper than the mid was', () => {
  const { clusters } = readFills(turns(), 'day');
  const [day, ...others] = Object.values(clusters);
  const filled = day!.filled.filter(f => f === 1).length;
  const mean = day!.restingSlippage.reduce((s, x) => s + x, 0) / day!.restingSlippage.length;
  expect([Object.keys(clusters), others, day!.seconds.length, day!.seconds.every(s => s > 0 && s < 120), mean < 0]).toEqual([
    ['2026-01-05'],
    [],
    filled,
    true,
    true,
  ]);
});

test('mark-outs are of fills whose moment after was watched', () => {
  const { clusters } = readFills(turns(), 'day');
  const [day] = Object.values(clusters);
  const last = turns().at(-1)!.at;
  const watched = (seconds: number): number =>
    turns()
      .filter(t => t.at + seconds * SECOND < last)
      .flatMap(t => t.facts)
      .filter(f => f.type === 'ChildOrderFilled').length;
  expect(
    [1, 10].map(
      s => (s === 1 ? [day!.restingMarkOut1, day!.takingMarkOut1] : [day!.restingMarkOut10, day!.takingMarkOut10]).flat().length,
    ),
  ).toEqual([watched(1), watched(10)]);
});

test('an order that still works at the end is no order that was not filled', () => {
  const whole = readFills(turns(), 'day');
  const firstFill = turns().findIndex(t => t.facts.some(f => f.type === 'ChildOrderFilled'));
  const cut = readFills(turns().slice(0, firstFill), 'day');
  const of = (rows: typeof whole): number => Object.values(rows.clusters).flatMap(c => c.filled).length;
  expect([of(cut) < of(whole), cut.fills]).toEqual([true, 0]);
});

test('a journal without anything has no fills', () => {
  expect(readFills([], 'parent')).toEqual({ clusters: {}, fills: 0 });
});
