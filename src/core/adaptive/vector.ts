import { SYMBOL_FEATURES } from '../features/names';
import { parentFeatures } from '../features/parent';
import { estimateInputs, isMissing, queryOf } from '../impact/inputs';
import { impactOf } from '../impact/model';
import type { FeatureUse } from '../learned/model';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isBuy, type Parent } from '../order/parent';
import { tradingBy } from '../schedule/trading-time';
import { FEATURE_PLACES } from './places';

/**
 * What a model is told of a decision about an order at `at`, in its own order; null where a feature is not known, or is none of ours. Made of the
 * books alone, so that a replay has the same. `signal`: bps against the order, NaN where no predictor was asked.
 */
export function vectorOf(
  uses: readonly FeatureUse[],
  parent: Parent,
  signal: number,
  books: Ledger,
  at: Micros,
): (number | null)[] {
  const market = books.seen.get(parent.instrument.symbol)?.features ?? NOTHING;
  // most predictors read the market alone: what is the order's is made where it is named
  let own: readonly number[] | undefined;
  return uses.map(({ name }) => {
    const place = FEATURE_PLACES.get(name);
    if (place === undefined) return null;
    if (place < market.length) return known(market[place]!);
    own ??= [...parentFeatures(parent, books, at), ...decisionFeatures(parent, signal, books, at)];
    return known(own[place - SYMBOL_FEATURES.length] ?? Number.NaN);
  });
}

const NOTHING: readonly number[] = SYMBOL_FEATURES.map(() => Number.NaN);

/** JSON has no number for what is none. */
const known = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);

/** In the order of DECISION_FEATURES; NaN where one is not known. */
function decisionFeatures(parent: Parent, signal: number, books: Ledger, at: Micros): readonly number[] {
  const posteriors = books.learning.regimeOf(parent.instrument.symbol, at)?.posteriors ?? UNKNOWN;
  return [...posteriors, predictedImpact(parent, books, at), isBuy(parent.side) ? 1 : -1, signal];
}

const UNKNOWN = [Number.NaN, Number.NaN, Number.NaN] as const;

/** q50 of the impact model for what is left of the order, worked until its end. */
function predictedImpact({ instrument, plan, state }: Parent, books: Ledger, at: Micros): number {
  const { model } = books.impact;
  if (!model || !plan) return Number.NaN;
  const qty = Math.max(0, state.orderQty - state.cumQty);
  const duration = (tradingBy(plan, plan.end) - tradingBy(plan, at)) / 1_000_000;
  const inputs = estimateInputs(instrument, { qty, duration }, { books, at, daySeconds: model.daySeconds });
  return isMissing(inputs) ? Number.NaN : impactOf(model, queryOf(inputs)).q50;
}

/** Why a model is not asked about such a vector; undefined where it is. */
export function unfit(uses: readonly FeatureUse[], vector: readonly (number | null)[]): string | undefined {
  for (let n = 0; n < uses.length; n++) {
    const { name, fill, low, high } = uses[n]!;
    const value = vector[n] ?? null;
    if (value === null && fill === null) return `the feature ${name} is not known`;
    if (value !== null && (value < low || value > high))
      return `the feature ${name} is ${short(value)}, beyond ${short(low)} to ${short(high)}`;
  }
  return undefined;
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

/** The row that a model is asked with: float32, missing values filled. */
export const rowOf = (uses: readonly FeatureUse[], vector: readonly (number | null)[]): Float32Array =>
  Float32Array.from(uses, ({ fill }, n) => vector[n] ?? fill ?? Number.NaN);
