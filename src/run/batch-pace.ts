import type { Micros } from '../core/numbers';

/** Work that begins so soon (us) behind a commit was waiting for it, and more may wait: reading a socket alone takes as long. */
const CLOSE: Micros = 8;

/**
 * Says whether a batch may be committed at once. A commit and its writes cost as much as the order in it: alone it should leave without waiting
 * for the end of the loop's tick, but many sockets with a message each should share one.
 */
export class BatchPace {
  private committedAt: Micros = Number.NEGATIVE_INFINITY;

  /** Whether work that begins at `at` is alone. */
  alone(at: Micros): boolean {
    return at - this.committedAt > CLOSE || at < this.committedAt;
  }

  /** A commit, and what was written behind it, was done at `at`. */
  committed(at: Micros): void {
    this.committedAt = at;
  }
}
