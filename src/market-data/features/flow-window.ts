import { placeOf } from '../../core/features/names';
import type { Touch } from './touch';
import type { TradingClock } from './trading-clock';

const ORDER_FLOW = placeOf('orderFlow');
const DEPTH = placeOf('depth');

/** Length of a bucket (us), and how many of them the window holds: 10 s. */
const BUCKET = 100_000;
const BUCKETS = 100;

// places in the state
const LAST = 0; // the bucket under way
const SUM = 1;

/**
 * Order flow of the last 10 s of trading time: of the tenth of a second that is under way and the 99 before it. What is summed are integers
 * (quantities in units), so that taking out what has left the window leaves no rounding behind.
 */
export class FlowWindow {
  private readonly buckets = new Float64Array(BUCKETS);
  private readonly state = new Float64Array(2);

  clear(): void {
    this.buckets.fill(0);
    this.state.fill(0);
  }

  /** A book followed another one. */
  add(clock: TradingClock, book: Touch, before: Touch): void {
    const { buckets, state } = this;
    const now = Math.floor(clock.trading / BUCKET);
    const last = state[LAST]!;
    if (now > last) {
      for (let b = Math.max(last + 1, now - BUCKETS + 1); b <= now; b++) {
        state[SUM]! -= buckets[b % BUCKETS]!;
        buckets[b % BUCKETS] = 0;
      }
      state[LAST] = now;
    }
    const flow = book.flowSince(before);
    buckets[now % BUCKETS]! += flow;
    state[SUM]! += flow;
  }

  /** Writes the sum as of the clock's time over the mean depth, which the vector has already; changes nothing. */
  write(clock: TradingClock, quantum: number, into: Float64Array): void {
    const { buckets, state } = this;
    const now = Math.floor(clock.trading / BUCKET);
    let sum = state[SUM]!;
    for (let b = Math.max(state[LAST]! + 1, now - BUCKETS + 1); b <= now; b++) sum -= buckets[b % BUCKETS]!;
    into[ORDER_FLOW] = sum / quantum / into[DEPTH]!;
  }
}
