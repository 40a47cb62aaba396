import type { Parent, Plan } from '../../../src/core/order/parent';
import { plannedNow, planView } from '../../../src/run/dashboard/trajectory';

const QTY = 100; // units a share
const plan = (of: Partial<Plan>): Plan => ({ start: 1_000, end: 2_000, slots: 4, base: 0, last: undefined, ...of });
const parent = (of: Partial<Plan>): Parent =>
  ({
    plan: plan(of),
    state: { orderQty: 400 * QTY, cumQty: 0 },
    instrument: { qtyScale: 2, lot: QTY },
  }) as unknown as Parent;

test.each([
  ['before it begins', {}, 500, [0, null, null]],
  ['when it begins', {}, 1_000, [0, null, null]],
  ['half way through the first of four slots: half of 100', {}, 1_125, [50, null, null]],
  ['at the end of the second', {}, 1_500, [200, null, null]],
  ['after its end', {}, 3_000, [400, null, null]],
  [
    'with a band of 10 % of 400: behind what was due when its slot began, ahead of what is by its end',
    { band: 100_000 },
    1_500,
    [200, 160, 340],
  ],
  ['a band does not go below nothing', { band: 100_000 }, 1_000, [0, 0, 140]],
  ['by a curve: 80 % in the first slot', { curve: [0.8e9, 0.9e9, 0.95e9, 1e9] }, 1_250, [320, null, null]],
  ['from what was done when it was planned', { base: 200 * QTY }, 1_500, [300, null, null]],
  ['what waits for the auction is not due', { close: { at: 1_900, cutOff: 1_950, qty: 100 * QTY } }, 2_000, [300, null, null]],
  ['slots of their own lengths', { edges: [1_000, 1_800, 1_850, 1_900, 2_000] }, 1_400, [50, null, null]],
])('where an order should be: %s', (_what, of, at, wanted) => {
  const found = plannedNow(parent(of), at)!;
  expect([found.target, found.least, found.most].map(n => (n === null ? null : n / QTY))).toEqual(wanted);
});

test('the trajectory has a point for the start and for each slot', () => {
  expect(planView(parent({ band: 100_000 }))!.points).toEqual([
    [1_000, 0, 0, 40],
    [1_250, 100, 60, 140],
    [1_500, 200, 160, 240],
    [1_750, 300, 260, 340],
    [2_000, 400, 360, 400],
  ]);
});

test('a plan of very many slots is thinned out, its ends kept', () => {
  const { points } = planView(parent({ slots: 23_400 }))!;
  expect([points.length <= 500, points[0], points.at(-1)]).toEqual([true, [1_000, 0, null, null], [2_000, 400, null, null]]);
});

test('a plan that follows volume is known slot by slot only', () => {
  const pov = parent({ rate: 100_000, last: { slot: 2, target: 70 * QTY } });
  expect([plannedNow(pov, 1_500)!.target / QTY, planView(pov)!.points]).toEqual([70, []]);
});
