import { clipTilt } from '../../src/core/adaptive/clip';
import type { Limits } from './limits';
import type { Moment, Policy } from './simulate';

/** Units of an order here: what the line counts in whole numbers, so that its clip is the one that binds. */
const UNITS = 1_000_000;

/**
 * What the line does with a tilt (natural log of this slot's quantity over the baseline's): it is clipped by the function that clips it there, within the band, the cap
 * and OrderQty. `limits` are in whole units from here on.
 */
export function tilted({ baseline, band, cap }: Limits, tilt: (moment: Moment) => number): Policy {
  const edges = baseline.map(part => Math.round(part * UNITS));
  const width = Math.floor(band * UNITS);
  return m => {
    const done = Math.round((1 - m.left) * UNITS);
    const before = edges[m.slice]!;
    const target = edges[m.slice + 1]!;
    const most = done + Math.floor(cap * UNITS);
    const clipped = clipTilt(tilt(m), { done, before, target, orderQty: UNITS, band: width, most, lot: 1 });
    return (clipped.target - done) / UNITS;
  };
}

/** What a tilt of 0 does: the baseline's part of its own rest, of what is left of the order. */
export function untiltedOf({ baseline }: Limits, slice: number, left: number): number {
  return (left * (baseline[slice + 1]! - baseline[slice]!)) / (1 - baseline[slice]!);
}
