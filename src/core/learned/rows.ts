import { draw, drawKey } from '../schedule/curves/draws';
import type { FeatureUse } from './model';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { fround } = Math;
const { isFinite: finite } = Number;
const REACH = 1000;

/**
 * Seeded rows with every feature drawn evenly from its range, as float32 that lie within it: what a model is tried with. A range without an end
 * (an infinity) is drawn from a thousand of its units beyond the other end, or around 0.
 */
export function rowsWithin(features: readonly FeatureUse[], rows: number, seed: number): Float32Array[] {
  const key = drawKey('rows', seed);
  const ranges = features.map(rangeOf);
  return Array.from({ length: rows }, (_, n) => {
    const row = new Float32Array(ranges.length);
    for (let i = 0; i < row.length; i++) row[i] = within(ranges[i]!, draw(key, n * row.length + i));
    return row;
  });
}

type Range = readonly [from: number, to: number];

function rangeOf({ low, high }: FeatureUse): Range {
  const from = finite(low) ? low : finite(high) ? high - REACH : -REACH;
  return [from, finite(high) ? high : from + (finite(low) ? REACH : 2 * REACH)];
}

function within([from, to]: Range, part: number): number {
  const value = fround(from * (1 - part) + to * part);
  return value < from || value > to ? fround((from + to) / 2) : value;
}
