import type { Micros } from '../../../src/core/numbers';
import type { Lots, Side, Ticks } from '../../matching/types';

/** How long (us of the tape) a print may come after the quote that it changed. */
const LATE = 1_000_000;

/** A price level of a tape. What orders from outside took of it is `shown` less the tape's lots in the book. */
export class Level {
  /** Lots that the tape shows. */
  shown: Lots = 0;
  /** Ids of the tape's orders at this level, in the order of the queue; some may be gone. */
  blocks: number[] = [];
  /** The row that named it last. */
  row = 0;
  /** Lots at the back that prints have executed while the tape still shows them: they leave first. */
  returned: Lots = 0;
  private lately: Lots = 0;
  private fellAt: Micros = Number.NEGATIVE_INFINITY;
  /** Fractions of lots that a queue model moved an order forward, by order. */
  private rests: Map<number, number> | undefined;

  constructor(
    readonly side: Side,
    readonly price: Ticks,
  ) {}

  /** The tape shows `lots` less from now on. */
  fell(lots: Lots, at: Micros): void {
    this.lately = at - this.fellAt <= LATE ? this.lately + lots : lots;
    this.fellAt = at;
  }

  /** How many lots of a print of `qty` the tape has shown the going of already; they are counted once. */
  seen(qty: Lots, at: Micros): Lots {
    const seen = at - this.fellAt <= LATE ? Math.min(qty, this.lately) : 0;
    this.lately -= seen;
    return seen;
  }

  /** `lots` and the rest from before, in whole lots up to `most`; what is over is kept for the order's next time. */
  whole(order: number, lots: number, most: Lots): Lots {
    const sum = lots + (this.rests?.get(order) ?? 0);
    // A sum of fractions may be a hair below a whole number.
    const part = Math.min(most, Math.floor(sum + 1e-9));
    this.rests ??= new Map();
    this.rests.set(order, Math.min(Math.max(0, sum - part), 1));
    return part;
  }

  /** Nothing of it need be remembered. */
  isSpent(at: Micros): boolean {
    return this.shown === 0 && at - this.fellAt > LATE;
  }
}
