import type { Micros } from '../core/numbers';

/** Callers that are remembered at once; the oldest is forgotten first. */
const MOST_KEPT = 10_000;

/** Counts something by caller: after `most` within `window` (us) a caller waits until the window is over. */
export class Tries {
  private readonly counts = new Map<string, { n: number; readonly since: Micros }>();

  constructor(
    private readonly most: number,
    private readonly window: Micros,
  ) {}

  /** Seconds, rounded up, for which a caller is not heard; 0 where it is. */
  wait(caller: string, at: Micros): number {
    const found = this.counts.get(caller);
    if (!found || found.n < this.most) return 0;
    return Math.max(0, Math.ceil((found.since + this.window - at) / 1_000_000));
  }

  count(caller: string, at: Micros): void {
    const found = this.counts.get(caller);
    if (found && at - found.since < this.window) {
      found.n++;
      return;
    }
    this.counts.delete(caller);
    this.counts.set(caller, { n: 1, since: at });
    if (this.counts.size > MOST_KEPT) this.counts.delete(this.counts.keys().next().value!);
  }
}
