import type { Micros } from '../core/numbers';

/** Callers that are remembered at once; the oldest is forgotten first. */
const MOST_KEPT = 10_000;

/** Counts failures by caller: after `most` within `window` (us) a caller waits until the window is over. */
export class Tries {
  private readonly failures = new Map<string, { n: number; readonly since: Micros }>();

  constructor(
    private readonly most: number,
    private readonly window: Micros,
  ) {}

  /** Seconds, rounded up, for which a caller is not heard; 0 where it is. */
  wait(caller: string, at: Micros): number {
    const found = this.failures.get(caller);
    if (!found || found.n < this.most) return 0;
    return Math.max(0, Math.ceil((found.since + this.window - at) / 1_000_000));
  }

  failed(caller: string, at: Micros): void {
    const found = this.failures.get(caller);
    if (found && at - found.since < this.window) {
      found.n++;
      return;
    }
    this.failures.delete(caller);
    this.failures.set(caller, { n: 1, since: at });
    if (this.failures.size > MOST_KEPT) this.failures.delete(this.failures.keys().next().value!);
  }
}
