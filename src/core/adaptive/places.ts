import { MODEL_FEATURES } from '../features/names';

/** The place of every feature that a model may name, by name. */
export const FEATURE_PLACES: ReadonlyMap<string, number> = new Map(MODEL_FEATURES.map(({ name }, n) => [name, n]));
