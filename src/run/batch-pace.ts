import type { Micros } from '../core/numbers';

/** Batches that may be committed as soon as a read is worked through, in each window. */
const MOST = 8;
const WINDOW: Micros = 1000;

/**
 * Says whether a batch may be committed at once. A commit and its writes cost as much as the order in it: alone it should leave without waiting
 * for the end of the loop's tick, but many sockets with a message each should share one.
 */
export class BatchPace {
  private began: Micros = 0;
  private batches = 0;

  allows(at: Micros): boolean {
    if (at - this.began >= WINDOW || at < this.began) {
      this.began = at;
      this.batches = 0;
    }
    return ++this.batches <= MOST;
  }
}
