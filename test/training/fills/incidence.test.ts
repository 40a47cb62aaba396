import { draw, drawKey } from '../../../src/core/schedule/curves/draws';
import type { Estimate } from '../../../src/training/fills/clusters';
import { fillWithin, medianSeconds } from '../../../src/training/fills/incidence';
import { oddsOfFill } from '../../../src/training/fills/odds';
import type { Spell } from '../../../src/training/fills/spell';

const within = (spells: readonly Spell[], seconds: number): number => fillWithin(spells, [seconds], 1)[0]!.value;

const spell = (of: Partial<Spell>): Spell => ({
  cluster: 'a',
  tactic: 'join',
  seconds: 1,
  end: 'filled',
  queue: 1,
  spread: 1,
  weight: 1,
  ...of,
});

/** Orders that fill at a rate of 0.1 a second, are left behind by the market at the same rate, and stopped by their schedule after up to 20 seconds. */
function restingOrders(n: number, seed: number): Spell[] {
  const key = drawKey('rests', seed);
  return Array.from({ length: n }, (_, i) => {
    const wait = (k: number): number => -Math.log(1 - draw(key, 3 * i + k)) / 0.1;
    const [fill, away, stop] = [wait(0), wait(1), 20 * draw(key, 3 * i + 2)];
    const seconds = Math.min(fill, away, stop);
    const end = seconds === fill ? 'filled' : seconds === away ? 'away' : 'stopped';
    return spell({ cluster: String(i), seconds, end });
  });
}

test('of orders that the market also leaves, and schedules stop, the part filled within 10 s is the one there is (0.432): fills over orders say less, Kaplan-Meier alone more', () => {
  const spells = restingOrders(1500, 1);
  const inTime = spells.filter(s => s.end === 'filled' && s.seconds <= 10).length / spells.length;
  const asIfStopped = spells.map(s => (s.end === 'away' ? { ...s, end: 'stopped' as const } : s));
  const [{ value, low, high }] = fillWithin(spells, [10], 1) as [Estimate];
  const truth = 0.5 * (1 - Math.exp(-2));
  expect({
    near: Math.abs(value - truth) < 0.03,
    covered: low < truth && truth < high,
    counted: inTime < truth - 0.05,
    // 1 - exp(-1), what it would be if nobody were ever left behind
    kaplanMeier: Math.abs(within(asIfStopped, 10) - 0.632) < 0.04,
  }).toEqual({ near: true, covered: true, counted: true, kaplanMeier: true });
});

test('a tactic that was drawn mostly where it does well is valued as if it had been drawn anywhere', () => {
  // half of the slices have a short queue; there it joins 8 times of 10 and is filled, elsewhere 2 of 10 and is not
  const short = Array.from({ length: 80 }, () => spell({ end: 'filled', weight: 1 / 0.8 }));
  const long = Array.from({ length: 20 }, () => spell({ end: 'stopped', seconds: 9, weight: 1 / 0.2 }));
  const all = [...short, ...long];
  const plain = all.map(s => ({ ...s, weight: 1 }));
  const rounded = [all, plain].map(of => Number(within(of, 5).toFixed(3)));
  expect(rounded).toEqual([0.5, 0.8]);
});

test.each([
  ['as often as expected', 0.5, 50, 1],
  ['half as often', 0.5, 25, 1 / 3],
  ['hardly ever where it was held for certain', 1, 1, 1 / 99 / 99],
])('odds of fills: %s', (_, fill, filled, odds) => {
  const spells = Array.from({ length: 100 }, (_s, i) =>
    spell({ seconds: i < filled ? 1 : 10, end: i < filled ? 'filled' : 'stopped', expected: { fill, rest: 10 } }),
  );
  expect(oddsOfFill(spells, 1).value / odds).toBeCloseTo(1, 5);
});

test.each([
  ['were all filled', 'filled'],
  ['were all left', 'away'],
] as const)('the odds of orders that %s are not told, nor are those of draws that know no other', (_, end) => {
  const expected = { fill: 0.5, rest: 10 };
  const all = Array.from({ length: 40 }, (_s, i) => spell({ cluster: String(i), end, expected }));
  const [one, ...others] = all;
  // of 40 orders one ends otherwise: a third of the draws have none of it
  const mixed = [{ ...one!, end: end === 'filled' ? ('away' as const) : ('filled' as const) }, ...others];
  const stopped = spell({ cluster: 'z', end: 'stopped', seconds: 1, expected });
  const of = (spells: readonly Spell[]) => {
    const { value, low, high, n } = oddsOfFill(spells, 1);
    return { value: Number.isNaN(value) ? 'not told' : 'told', ends: [low, high].map(Number.isNaN), n };
  };
  expect([of([...all, stopped]), of([...mixed, stopped])]).toEqual([
    { value: 'not told', ends: [true, true], n: 40 },
    { value: 'told', ends: end === 'filled' ? [false, true] : [true, false], n: 40 },
  ]);
});

test('orders that are stopped at random before their time change nothing of the odds: those that were not count for them', () => {
  const whole = restingOrders(2000, 2).map(s => ({ ...s, expected: { fill: 0.5, rest: 10 } }));
  const odds = oddsOfFill(whole, 1).value;
  // 0.432 / (1 - 0.432) over 1
  expect(Math.abs(odds - 0.432 / 0.568)).toBeLessThan(0.1);
});

test.each([
  ['no order', [], { within: Number.NaN, median: undefined, odds: Number.NaN }],
  ['one that was filled', [spell({ seconds: 3 })], { within: 1, median: 3, odds: Number.NaN }],
  ['one that was stopped', [spell({ end: 'stopped' })], { within: 0, median: undefined, odds: Number.NaN }],
])('%s', (_, spells, wanted) => {
  expect({ within: within(spells, 5), median: medianSeconds(spells), odds: oddsOfFill(spells, 1).value }).toEqual(wanted);
});
