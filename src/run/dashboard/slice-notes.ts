import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import { MOST_SLICES } from '../../dashboard/frame/details';

/** Facts that explain slices which are kept in all. */
const MOST_NOTES = 50_000;

/** A fact that explains a slice. */
export interface SliceNote {
  readonly seq: number;
  readonly at: Micros;
  readonly fact: FactOf<
    'SliceScheduled' | 'SliceWeighed' | 'SliceSkipped' | 'TiltDecided' | 'ForecastAsked' | 'ForecastReceived' | 'ForecastFailed'
  >;
}

/** An order as far as notes are taken of it. */
export interface Noted {
  readonly over: boolean;
  /** The latest of what explains its slices, and how many were let go. */
  notes: SliceNote[];
  left: number;
}

/**
 * Takes notes, and lets older ones go where there are too many: those of the orders that were over first, then, of each open order that goes on, all but
 * its part of MOST_NOTES. So there may be some more of them where many open orders went silent, which keep theirs. No note costs a look at all orders:
 * letting go is paid for by the notes that came before.
 */
export class SliceNotes {
  private count = 0;
  /** Orders with notes: open ones, and those that are over in the order in which they ended. */
  private readonly open = new Set<Noted>();
  private readonly over = new Set<Noted>();

  /** Notes that are kept now. */
  get size(): number {
    return this.count;
  }

  add(order: Noted, note: SliceNote): void {
    order.notes.push(note);
    this.count++;
    this.among(order).add(order);
    this.trim(order, MOST_SLICES);
    if (this.count > MOST_NOTES) this.forget(order);
  }

  /** It is over now, or open again. */
  moved(order: Noted): void {
    this.open.delete(order);
    this.over.delete(order);
    if (order.notes.length > 0) this.among(order).add(order);
  }

  /** Nothing is kept of this order any more. */
  drop(order: Noted): void {
    this.open.delete(order);
    this.over.delete(order);
    this.letGo(order, order.notes.length);
  }

  private among({ over }: Noted): Set<Noted> {
    return over ? this.over : this.open;
  }

  private forget(order: Noted): void {
    for (const old of this.over) {
      this.drop(old);
      if (this.count <= (MOST_NOTES * 9) / 10) return;
    }
    if (this.count > MOST_NOTES) this.trim(order, Math.max(1, Math.floor(MOST_NOTES / 2 / this.open.size)));
  }

  /** Keeps the latest `most` of an order once it has twice as many. */
  private trim(order: Noted, most: number): void {
    if (order.notes.length >= 2 * most) this.letGo(order, order.notes.length - most);
  }

  private letGo(order: Noted, n: number): void {
    order.notes = order.notes.slice(n);
    order.left += n;
    this.count -= n;
  }
}
