import type { Micros } from '../../core/numbers';

// places in the state
const AS_OF = 0; // time of the latest update
const PAUSED = 1; // time spent halted
const RESUMED = 2; // when trading went on
const PASSED = 3; // trading time that the latest move took

/**
 * Receive time that never goes back, and trading time, which stands still while trading is halted. Times are kept in an array and read off
 * the clock by whoever needs them: a number handed from function to function would be allocated.
 */
export class TradingClock {
  private readonly at = Float64Array.of(Number.NaN, 0, Number.NaN, 0);
  /** The time (us) to move to next. */
  readonly next = new Float64Array(1);
  halted = false;

  /** When the latest update was received (us); NaN before the first. */
  get asOf(): Micros {
    return this.at[AS_OF]!;
  }
  /** When trading last went on after a halt; NaN where it never did. */
  get resumedAt(): Micros {
    return this.at[RESUMED]!;
  }
  /** Trading time of the latest update (us), on a scale of which only differences mean something. */
  get trading(): Micros {
    return this.at[AS_OF]! - this.at[PAUSED]!;
  }
  /** Trading time (us) that the latest move took. */
  get passed(): Micros {
    return this.at[PASSED]!;
  }

  /** Moves to `next`, unless that is earlier. True where more than `gap` (us) had passed without an update. */
  move(gap: Micros): boolean {
    const { at: state, halted } = this;
    const at = this.next[0]!;
    const before = state[AS_OF]!;
    state[PASSED] = 0;
    if (at <= before) return false;
    state[AS_OF] = at;
    if (Number.isNaN(before)) return false;
    state[halted ? PAUSED : PASSED]! += at - before;
    return at - before > gap;
  }

  /** Trading stops, or goes on, at the time moved to last. False where that is no news. */
  halt(halted: boolean): boolean {
    if (halted === this.halted) return false;
    this.halted = halted;
    if (!halted) this.at[RESUMED] = this.at[AS_OF]!;
    return true;
  }

  copy(from: TradingClock): void {
    this.at.set(from.at);
    this.halted = from.halted;
  }
}
