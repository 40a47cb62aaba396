import type { FactOf } from '../facts';
import { SYMBOL_FEATURES } from '../features/names';
import type { FeatureUse } from '../learned/model';

/** The regime filter's posteriors as features. */
export const REGIME_FEATURES = ['regimeCalm', 'regimeBusy', 'regimeStressed'] as const;

const PLACES: ReadonlyMap<string, number> = new Map(SYMBOL_FEATURES.map(({ name }, i) => [name, i]));

/** What is known at the end of a bar of the features that a model uses, in its order; null for one of an order, or not known. */
export function barVector(
  uses: readonly FeatureUse[],
  { features }: FactOf<'BarClosed'>,
  posteriors: readonly number[] | undefined,
): (number | null)[] {
  return uses.map(({ name }) => {
    const place = PLACES.get(name);
    if (place !== undefined) return features[place] ?? null;
    const state = (REGIME_FEATURES as readonly string[]).indexOf(name);
    return state < 0 ? null : (posteriors?.[state] ?? null);
  });
}

/** True where a model may be asked with these: each is known or can be filled, and lies in the range that it was trained in. */
export const mayAsk = (uses: readonly FeatureUse[], vector: readonly (number | null)[]): boolean =>
  uses.every(({ fill, low, high }, i) => {
    const value = vector[i] ?? fill;
    return value !== null && value >= low && value <= high;
  });
