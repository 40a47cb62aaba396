import { LEAST_TILT, MOST_TILT } from '../../../src/core/adaptive/clip';
import { bestTilt, type Drift, driftOf, type Position } from '../../../src/core/adaptive/optimiser';

const POSITION: Position = { left: 1000, seconds: 100, slot: 5, eta: 0.5, kappa: 0.01 };
const NO_DRIFT: Drift = { now: 0, fade: 1 };

/**
 * The same problem on a grid: the holdings of least cost, the sum over steps of eta v^2 + eta kappa^2 q^2 + a q, by its normal equations (a tridiagonal system), and the
 * first slot's quantity of them.
 */
function onGrid({ left, seconds, slot, eta, kappa }: Position, drift: Drift, steps = 20_000): number {
  const h = seconds / steps;
  // 2 eta (2 q_i - q_{i-1} - q_{i+1}) / h^2 + 2 eta kappa^2 q_i + a_i = 0, q_0 = left, q_n = 0: forward sweep, then back
  const diagonal = 2 + (kappa * h) ** 2;
  const c: number[] = [0];
  const d: number[] = [left];
  for (let i = 1; i < steps; i++) {
    const push = (-drift.now * Math.exp(-drift.fade * i * h) * h * h) / (2 * eta);
    const m = diagonal - c[i - 1]!;
    c.push(1 / m);
    d.push((push + d[i - 1]!) / m);
  }
  let q = 0;
  const at = Math.round(slot / h);
  for (let i = steps - 1; i >= at; i--) q = d[i]! + c[i]! * q;
  return left - q;
}

test.each([
  ['a drift against the order', { now: 0.05, fade: 0.05 }, {}],
  ['one in its favour', { now: -0.02, fade: 0.2 }, {}],
  ['one that hardly fades', { now: 0.01, fade: 1e-5 }, {}],
  ['without risk', { now: 0.05, fade: 0.05 }, { kappa: 0 }],
  ['with much of it', { now: 0.05, fade: 0.05 }, { kappa: 0.2 }],
  ['fading at the rate of the urgency', { now: 0.05, fade: 0.01 }, {}],
  ['in one slot', { now: 0.05, fade: 0.05 }, { slot: 99 }],
])('the closed form is the optimum of the same problem on a grid: %s', (_what, drift, over) => {
  const position = { ...POSITION, ...over };
  const expected = Math.log(onGrid(position, drift) / onGrid(position, NO_DRIFT));
  expect(bestTilt(position, [drift])).toBeCloseTo(expected, 3);
});

test('drifts add up, and none is no tilt', () => {
  const drift = { now: 0.03, fade: 0.05 };
  const halves = [
    { now: 0.01, fade: 0.05 },
    { now: 0.02, fade: 0.05 },
  ];
  expect([bestTilt(POSITION, []), bestTilt(POSITION, halves)]).toEqual([0, expect.closeTo(bestTilt(POSITION, [drift]), 9)]);
});

test('more volatility hurries a risk-averse order, more volume makes impact cheaper and so both drift and risk count for more', () => {
  const drift = [{ now: 0.03, fade: 0.05 }];
  const [calm, moved, traded] = [
    bestTilt(POSITION, drift),
    bestTilt(POSITION, drift, { volatility: 0.5, volume: 0 }),
    bestTilt(POSITION, drift, { volatility: 0, volume: 0.5 }),
  ];
  expect([moved > calm, traded > calm]).toEqual([true, true]);
});

test.each([
  ['a huge drift', 1e12, MOST_TILT],
  ['one as huge in favour', -1e12, LEAST_TILT],
  ['none that is a number', Number.NaN, Number.NaN],
])('%s is bounded', (_what, now, expected) => {
  expect(bestTilt(POSITION, [{ now, fade: 0.05 }])).toBe(expected);
});

test('a forecast over a horizon is the drift that moves the price by so much in it', () => {
  const { now, fade } = driftOf(1.5, 30);
  expect((now * (1 - Math.exp(-fade * 30))) / fade).toBeCloseTo(1.5, 12);
});
