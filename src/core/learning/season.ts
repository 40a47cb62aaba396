import { medianOf } from '../measures/median';
import type { Micros } from '../numbers';

/** Taken once: under a test runner each use of a global is looked up. */
const { floor, max, min, round } = Math;

const DAY: Micros = 86_400_000_000;
/** A day has so many bins, */
const BINS = 48;
/** a bin's level is the median over so many sessions back, once there are so many; */
const SESSIONS = 20;
const LEAST_SESSIONS = 3;
/** until then it is the median of the day so far, once it has so many bars. */
const LEAST_BARS = 30;

/** Logs are counted in steps of a hundredth, from -20 to 20. */
const STEPS_A_UNIT = 100;
const HALF = 20 * STEPS_A_UNIT;

/**
 * What of a symbol's logs is the time of day, as of then: open, midday and close must not pass for regimes. A value is told relative to the level
 * of its half hour, the median of that half hour's means over the last 20 sessions (days in UTC); while there are fewer than three, relative to the median of the day so
 * far, and before its thirtieth bar not at all (null). Nothing of the bar itself, or later, is in its level.
 */
export class Season {
  private readonly series: DaySeries[];
  private day = -1;

  constructor(count: number) {
    this.series = Array.from({ length: count }, () => new DaySeries());
  }

  /** The logs of a bar that ends at `end` without their level, null where that or the log is not known; then they are part of what is known. */
  take(end: Micros, logs: readonly (number | null)[]): (number | null)[] {
    const day = floor(end / DAY);
    if (day !== this.day) for (const s of this.series) s.endDay();
    this.day = day;
    const bin = floor(((end - day * DAY) * BINS) / DAY);
    return this.series.map((s, i) => {
      const log = logs[i] ?? null;
      if (log === null || !Number.isFinite(log)) return null;
      const level = s.level(bin);
      s.add(bin, log);
      return level === undefined ? null : log - level;
    });
  }
}

/** One series: the day so far, and the means of each bin in the sessions before. */
class DaySeries {
  private readonly counts = new Uint32Array(2 * HALF + 1);
  private bars = 0;
  /** The step that the median of the day stands at, and the bars below it. */
  private middle = 0;
  private below = 0;
  private readonly sum = new Float64Array(BINS);
  private readonly n = new Uint32Array(BINS);
  private readonly past: number[][] = Array.from({ length: BINS }, () => []);

  level(bin: number): number | undefined {
    const past = this.past[bin]!;
    if (past.length >= LEAST_SESSIONS) return medianOf(past);
    return this.bars >= LEAST_BARS ? (this.middle - HALF) / STEPS_A_UNIT : undefined;
  }

  add(bin: number, log: number): void {
    const step = min(max(round(log * STEPS_A_UNIT) + HALF, 0), 2 * HALF);
    this.counts[step]!++;
    this.bars++;
    if (step < this.middle) this.below++;
    this.findMiddle();
    this.sum[bin]! += log;
    this.n[bin]!++;
  }

  endDay(): void {
    for (let bin = 0; bin < BINS; bin++) {
      if (this.n[bin] === 0) continue;
      const past = this.past[bin]!;
      past.push(this.sum[bin]! / this.n[bin]!);
      if (past.length > SESSIONS) past.shift();
    }
    this.counts.fill(0);
    this.sum.fill(0);
    this.n.fill(0);
    this.bars = 0;
    this.middle = 0;
    this.below = 0;
  }

  /** The first step with half of the bars at or below it: a few steps from where it was. */
  private findMiddle(): void {
    const { counts } = this;
    const half = this.bars / 2;
    while (this.below >= half) this.below -= counts[--this.middle]!;
    while (this.below + counts[this.middle]! < half) this.below += counts[this.middle++]!;
  }
}
