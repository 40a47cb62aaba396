import { Axis } from './axis';
import { driftFilter, regimeStep } from './filter';
import type { KnownMarket } from './market';

/**
 * What is known of a market before a slice, on a grid: alpha, and the probability of the second of two regimes. `next`: what it is a slice later, rows from,
 * columns to, each row a law (and of what lies between two points, parts to both).
 */
export interface Belief {
  readonly drift: Axis;
  readonly driftNext: Float64Array;
  readonly regime: Axis;
  readonly regimeNext: Float64Array;
}

/** How far the axis of alpha goes, in its standard deviations. */
const REACH = 4;
/** Nodes of a standard normal law: even ones; for so smooth a law that is as exact as any (sums over them converge faster than any power). */
const NODES = Array.from({ length: 41 }, (_, n) => (n - 20) / 4);
const WEIGHTS = (() => {
  const raw = NODES.map(x => Math.exp(-0.5 * x * x));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map(w => w / sum);
})();

/** What the filters know. Throws a RangeError unless the market has two regimes. */
export function filteredBelief(market: KnownMarket, points: { readonly drift: number; readonly regime: number }): Belief {
  needsTwo(market);
  const { sd, step, persistence } = driftFilter(market);
  const drift = Axis.between(-REACH * sd, REACH * sd, points.drift);
  const regime = Axis.between(0, 1, points.regime);
  return { drift, driftNext: autoregression(drift, persistence, step), regime, regimeNext: posteriorLaw(market, regime) };
}

/** What who sees behind the market knows: alpha itself, and the regime. */
export function fullBelief(market: KnownMarket, points: { readonly drift: number }): Belief {
  needsTwo(market);
  const { sd, persistence } = market.drift;
  const drift = Axis.between(-REACH * sd, REACH * sd, points.drift);
  const step = sd * Math.sqrt(1 - persistence ** 2);
  return {
    drift,
    driftNext: autoregression(drift, persistence, step),
    regime: Axis.between(0, 1, 2),
    regimeNext: Float64Array.from(market.regimes.transition.flat()),
  };
}

function needsTwo({ regimes }: KnownMarket): void {
  if (regimes.eta.length !== 2) throw new RangeError(`the grid knows two regimes, not ${regimes.eta.length}`);
}

/** The law of phi x + step e on an axis. */
function autoregression(axis: Axis, persistence: number, step: number): Float64Array {
  const law = new Float64Array(axis.size * axis.size);
  for (let from = 0; from < axis.size; from++)
    NODES.forEach((node, k) => {
      spread(law, from, axis, persistence * axis.value(from) + step * node, WEIGHTS[k]!);
    });
  return law;
}

/** The law of the filter's next probability, over regimes and their sights. */
function posteriorLaw({ regimes }: KnownMarket, axis: Axis): Float64Array {
  const law = new Float64Array(axis.size * axis.size);
  const belief = new Float64Array(2);
  const scratch = new Float64Array(2);
  for (let from = 0; from < axis.size; from++) {
    const p = axis.value(from);
    for (let to = 0; to < 2; to++) {
      const chance = (1 - p) * regimes.transition[0]![to]! + p * regimes.transition[1]![to]!;
      NODES.forEach((node, k) => {
        belief[0] = 1 - p;
        belief[1] = p;
        regimeStep(regimes, belief, regimes.shown[to]! + regimes.sightNoise * node, scratch);
        spread(law, from, axis, belief[1]!, chance * WEIGHTS[k]!);
      });
    }
  }
  return law;
}

function spread(law: Float64Array, from: number, axis: Axis, value: number, weight: number): void {
  axis.place(value);
  const at = from * axis.size + axis.at;
  law[at]! += weight * (1 - axis.part);
  if (axis.part > 0) law[at + 1]! += weight * axis.part;
}

/** The mean of a value over what is known a slice later, for each point of what is known now: first over alpha, then over the regime. */
export function expectation({ drift, driftNext, regime, regimeNext }: Belief, value: Float64Array, block: number): Float64Array {
  const half = new Float64Array(value.length);
  const whole = new Float64Array(value.length);
  const row = regime.size * block;
  for (let a = 0; a < drift.size; a++)
    for (let to = 0; to < drift.size; to++) add(half, a * row, value, to * row, row, driftNext[a * drift.size + to]!);
  for (let a = 0; a < drift.size; a++)
    for (let r = 0; r < regime.size; r++)
      for (let to = 0; to < regime.size; to++)
        add(whole, a * row + r * block, half, a * row + to * block, block, regimeNext[r * regime.size + to]!);
  return whole;
}

/** sum[at + k] += weight * of[from + k], for `count` numbers. */
export function add(sum: Float64Array, at: number, of: Float64Array, from: number, count: number, weight: number): void {
  if (weight === 0) return;
  for (let k = 0; k < count; k++) sum[at + k]! += weight * of[from + k]!;
}
