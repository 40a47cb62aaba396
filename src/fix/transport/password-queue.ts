import { MOST_CHECKS, MOST_CHECKS_OF_ONE } from './limits';

/**
 * Password checks of a port, one at work at a time: each takes a thread and 16 MiB for about 50 ms. What waits is bounded, in all and for one
 * address, so that a flood of wrong passwords delays a right one from elsewhere by little and costs no memory.
 */
export class PasswordQueue {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private readonly byAddress = new Map<string, number>();

  /** Runs `check` behind those before it; one that throws is false. Undefined, and not run, where too many wait already. */
  add(address: string, check: () => boolean | Promise<boolean>): Promise<boolean> | undefined {
    const own = this.byAddress.get(address) ?? 0;
    if (this.waiting >= MOST_CHECKS || own >= MOST_CHECKS_OF_ONE) return undefined;
    this.waiting++;
    this.byAddress.set(address, own + 1);
    const result = this.last
      .then(check)
      .catch(() => false)
      .finally(() => this.leave(address));
    this.last = result;
    return result;
  }

  private leave(address: string): void {
    this.waiting--;
    const left = this.byAddress.get(address)! - 1;
    if (left === 0) this.byAddress.delete(address);
    else this.byAddress.set(address, left);
  }
}
