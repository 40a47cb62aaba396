import type { LevelsOfSide } from './features/levels';
import type { Px, Qty } from './numbers';

/** Levels of a side that are kept: of more, the worst are let go. */
export const MOST_LEVELS = 4_096;
const FIRST = 16;

/**
 * One side of a book by price, best first, in integer units: what the entries at each price add up to. A change within the columns makes no
 * garbage. A level may have no quantity: somebody quotes a price there and not how much.
 */
export class DepthSide implements LevelsOfSide {
  px = new Float64Array(FIRST);
  qty = new Float64Array(FIRST);
  /** How many levels there are. */
  count = 0;
  /** Entries that make up each level. */
  private entries = new Uint32Array(FIRST);

  /** `sign` is 1 where a lower price is better (asks), -1 where a higher one is (bids). */
  constructor(private readonly sign: 1 | -1) {}

  clear(): void {
    this.count = 0;
  }

  /** Another entry at a price. */
  add(px: Px, qty: Qty): void {
    const i = this.placeOf(px);
    if (i < this.count && this.px[i] === px) {
      this.qty[i]! += qty;
      this.entries[i]! += 1;
      return;
    }
    if (i === MOST_LEVELS) return;
    if (this.count === this.px.length) this.grow();
    const end = this.count === MOST_LEVELS ? this.count - 1 : this.count++;
    for (const column of [this.px, this.qty, this.entries]) column.copyWithin(i + 1, i, end);
    this.px[i] = px;
    this.qty[i] = qty;
    this.entries[i] = 1;
  }

  /** An entry of a price is gone; nothing where there is no such level. */
  take(px: Px, qty: Qty): void {
    const i = this.placeOf(px);
    if (i >= this.count || this.px[i] !== px) return;
    if (this.entries[i]! > 1) {
      this.qty[i] = Math.max(0, this.qty[i]! - qty);
      this.entries[i]! -= 1;
      return;
    }
    for (const column of [this.px, this.qty, this.entries]) column.copyWithin(i, i + 1, this.count);
    this.count--;
  }

  /** The place of a price, or where it would be put. */
  private placeOf(px: Px): number {
    const { sign } = this;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.px[middle]! - px) * sign < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const size = Math.min(MOST_LEVELS, this.px.length * 2);
    const [px, qty, entries] = [new Float64Array(size), new Float64Array(size), new Uint32Array(size)];
    px.set(this.px);
    qty.set(this.qty);
    entries.set(this.entries);
    Object.assign(this, { px, qty, entries });
  }
}
