import type { Micros } from '../numbers';

const SECOND: Micros = 1_000_000;

/** A venue's declared rate of cancels: at most `rate` in any second. Written by `Books.apply` only. */
export class Pace {
  /** When the last `rate` cancels went out; the oldest is at `next`. */
  private readonly times: Micros[];
  private next = 0;

  constructor(readonly rate: number) {
    this.times = new Array<Micros>(rate).fill(Number.NEGATIVE_INFINITY);
  }

  /** When one more may go out; in the past where it may at once. */
  freeAt(): Micros {
    return this.times[this.next]! + SECOND;
  }

  took(at: Micros): void {
    this.times[this.next] = at;
    this.next = (this.next + 1) % this.rate;
  }
}
