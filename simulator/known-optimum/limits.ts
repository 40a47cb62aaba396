import type { KnownMarket } from './market';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { max, min } = Math;

/** What a policy of the line is held to, in parts of the order: a buy never sells, and it keeps near a baseline. */
export interface Limits {
  /** What the baseline has done before each slice, and after the last: from 0 to 1, slices + 1 numbers. */
  readonly baseline: readonly number[];
  /** How far what is done may be from the baseline at the end of a slice. */
  readonly band: number;
  /** The most in one slice. */
  readonly cap: number;
}

/** Limits around a TWAP. The cap must let an order that is behind by the whole band come home in one slice: else a RangeError. */
export function aroundTwap(slices: number, band: number, cap: number): Limits {
  if (!(band >= 0) || cap < band + 1 / slices)
    throw new RangeError(`a cap of ${cap} is below the band ${band} and a slice together`);
  return { baseline: Array.from({ length: slices + 1 }, (_, n) => n / slices), band, cap };
}

/** The least and the most that may be bought in a slice, given what was done before it. */
export function leastOf({ baseline, band, cap }: Limits, slice: number, done: number): number {
  return min(max(0, baseline[slice + 1]! - band - done), mostRoom(done, cap));
}

export function mostOf(limits: Limits, slice: number, done: number): number {
  const { baseline, band, cap } = limits;
  return max(leastOf(limits, slice, done), min(mostRoom(done, cap), baseline[slice + 1]! + band - done));
}

const mostRoom = (done: number, cap: number): number => max(0, min(cap, 1 - done));

/** No policy within the limits pushes further than a baseline that buys the whole band and a slice on top at its worst moment. */
export function mostPushed({ transient, slices }: KnownMarket, { baseline, band }: Limits): number {
  let pushed = 0;
  let most = 0;
  for (let n = 0; n < slices; n++) {
    pushed = transient.kept * (pushed + transient.push * (baseline[n + 1]! - baseline[n]!));
    most = max(most, pushed);
  }
  return most + 2 * band * transient.push * transient.kept;
}
