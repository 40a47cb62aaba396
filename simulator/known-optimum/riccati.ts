import type { KnownMarket } from './market';

/** State: what is left x, transient impact D, alpha. */
type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];

/** The best quantity of a slice and regime is gain . (x, D, alpha); doing another by e costs `curvature` e^2 more. */
export interface Feedback {
  readonly gain: Readonly<Vector>;
  readonly curvature: number;
}

/** The optimum of who sees alpha and the regime, and may buy and sell as he likes. */
export interface Optimum {
  /** By slice and regime. */
  readonly feedback: readonly (readonly Feedback[])[];
  /** Expected cost (bps) from a slice on, its regime known; without the martingale, which costs nothing on average. */
  cost(slice: number, regime: number, left: number, pushed: number, drift: number): number;
}

/** s^T P s + constant. */
export interface Value {
  readonly p: Matrix;
  readonly constant: number;
}

/**
 * Solves a market backwards: the cost is quadratic and the state linear, so that the least cost is a quadratic form a regime, and the forms of a slice follow from
 * the mean of the next one's over where the regime may go (coupled Riccati recursions: Costa, Fragoso and Marques, Discrete-Time Markov Jump Linear
 * Systems, 2005, chapter 4). What the mid does is counted by parts: sum of u_n m_n = sum of alpha_n x_{n+1} and a martingale. Throws a RangeError where the cost has no
 * least value (negative impact).
 */
export function solveOptimum(market: KnownMarket): Optimum {
  const { slices, regimes } = market;
  const values: Value[][] = new Array(slices);
  const feedback: Feedback[][] = new Array(slices);
  values[slices - 1] = regimes.eta.map(eta => lastValue(market, eta));
  feedback[slices - 1] = regimes.eta.map(eta => ({ gain: [1, 0, 0], curvature: market.transient.push / 2 + eta }));
  for (let n = slices - 2; n >= 0; n--) {
    const solved = regimes.eta.map((eta, z) =>
      stepBack(
        market,
        { eta, drifts: 1, persists: market.drift.persistence },
        expected(market, values[n + 1]!, regimes.transition[z]!),
      ),
    );
    values[n] = solved.map(s => s.value);
    feedback[n] = solved.map(s => s.feedback);
  }
  return {
    feedback,
    cost: (slice, regime, left, pushed, drift) => {
      const { p, constant } = values[slice]![regime]!;
      const s: Vector = [left, pushed, drift];
      return dot(s, times(p, s)) + constant;
    },
  };
}

/** In the last slice all that is left is bought. */
export function lastValue({ transient }: KnownMarket, eta: number): Value {
  return {
    p: [
      [transient.push / 2 + eta, 0.5, 0],
      [0.5, 0, 0],
      [0, 0, 0],
    ],
    constant: 0,
  };
}

/** The mean of the next slice's values over where the regime goes, and over what alpha becomes. */
function expected({ drift }: KnownMarket, next: readonly Value[], to: readonly number[]): Value {
  const p = zero();
  let constant = 0;
  next.forEach((value, z) => {
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) p[i]![j]! += to[z]! * value.p[i]![j]!;
    constant += to[z]! * value.constant;
  });
  const innovation = drift.sd ** 2 * (1 - drift.persistence ** 2);
  return { p, constant: constant + p[2][2] * innovation };
}

/** What differs from slice to slice: temporary impact, and of the third state how much of it the mid drifts by, and what is left of it a slice later. */
interface Slice {
  readonly eta: number;
  readonly drifts: number;
  readonly persists: number;
}

/**
 * One slice: cost u (D + (kappa/2 + eta) u) + drifts alpha (x - u) + risk (x - u)^2 = R0 u^2 + 2 u h0.s + s^T Q0 s, then the next state A s + B u with
 * B = (-1, a kappa, 0) and A = diag(1, a, persists).
 */
export function stepBack(market: KnownMarket, { eta, drifts, persists }: Slice, next: Value): Solved {
  const { push, kept } = market.transient;
  const { risk } = market;
  const a: Vector = [1, kept, persists];
  const b: Vector = [-1, kept * push, 0];
  const mb = times(next.p, b);
  const curvature = push / 2 + eta + risk + dot(b, mb);
  if (!(curvature > 0)) throw new RangeError(`the cost of a slice has curvature ${curvature}: it has no least value`);
  const h: Vector = [-risk + a[0] * mb[0], 0.5 + a[1] * mb[1], -0.5 * drifts + a[2] * mb[2]];
  const p = zero();
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) p[i]![j] = a[i]! * next.p[i]![j]! * a[j]! - (h[i]! * h[j]!) / curvature;
  p[0][0] += risk;
  p[0][2] += 0.5 * drifts;
  p[2][0] += 0.5 * drifts;
  const gain: Vector = [-h[0] / curvature, -h[1] / curvature, -h[2] / curvature];
  return { value: { p, constant: next.constant }, feedback: { gain, curvature } };
}

interface Solved {
  readonly value: Value;
  readonly feedback: Feedback;
}

const zero = (): Matrix => [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (m: Matrix, v: Vector): Vector => [dot(m[0], v), dot(m[1], v), dot(m[2], v)];
