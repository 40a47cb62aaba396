import { DepthSide } from '../../core/depth-side';
import { formatDecimal, type Px, type Qty, unitsOf } from '../../core/numbers';

/** Decimals that prices and quantities of a symbol are counted with. */
export interface Scales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

/** MDEntryType (269), as a character code. */
export const BID = 48;
export const OFFER = 49;

interface Entry {
  readonly side: DepthSide;
  px: Px;
  qty: Qty;
}

/** Entries of a symbol that are kept at most: a feed that never deletes must end somewhere. */
const MOST_ENTRIES = 20_000;

/**
 * The book of a symbol as the entries of its market data make it: each by its MDEntryID (278), and where it came without one (FIX 4.4's W
 * has none) by type and price until an update names it.
 */
export class EntryBook {
  readonly bids = new DepthSide(-1);
  readonly asks = new DepthSide(1);
  private readonly entries = new Map<string, Entry>();

  constructor(readonly scales: Scales) {}

  /** The same book counted otherwise; what is too fine for that is left out. */
  inUnits(scales: Scales): EntryBook {
    const other = new EntryBook(scales);
    const again = (value: number, from: number, to: number): number | undefined => unitsOf(formatDecimal(value, from), to);
    for (const [key, { side, px, qty }] of this.entries) {
      const newPx = again(px, this.scales.priceScale, scales.priceScale);
      const newQty = again(qty, this.scales.qtyScale, scales.qtyScale);
      if (newPx === undefined || newQty === undefined) continue;
      const type = side === this.bids ? BID : OFFER;
      other.put(key === `${type} ${px}` ? '' : key, type, newPx, newQty, false);
    }
    return other;
  }

  clear(): void {
    this.entries.clear();
    this.bids.clear();
    this.asks.clear();
  }

  /** Whether it has an entry of this id. */
  has(id: string): boolean {
    return id !== '' && this.entries.has(id);
  }

  /**
   * A new entry, or a changed one; what is not said (undefined) stays. An entry without a price, or of neither side, is left out; one
   * without a quantity counts with none; several without an id at one price add up where `sums`.
   */
  put(id: string, type: number, px: Px | undefined, qty: Qty | undefined, sums: boolean): void {
    const key = this.keyOf(id, type, px);
    const entry = this.entries.get(key);
    if (entry) return amend(entry, px ?? entry.px, sums ? entry.qty + (qty ?? 0) : (qty ?? entry.qty));
    if ((type !== BID && type !== OFFER) || px === undefined || this.entries.size >= MOST_ENTRIES) return;
    const side = type === BID ? this.bids : this.asks;
    this.entries.set(key, { side, px, qty: qty ?? 0 });
    side.add(px, qty ?? 0);
  }

  /** An entry is gone; one that is not there was never told, or went before. */
  remove(id: string, type: number, px: Px | undefined): void {
    const key = this.keyOf(id, type, px);
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    entry.side.take(entry.px, entry.qty);
  }

  /** The key of an entry; one that came without an id is known by this id from now on. */
  private keyOf(id: string, type: number, px: Px | undefined): string {
    if (id !== '' && this.entries.has(id)) return id;
    const level = `${type} ${px}`;
    if (id === '') return level;
    const unnamed = this.entries.get(level);
    if (unnamed) {
      this.entries.delete(level);
      this.entries.set(id, unnamed);
    }
    return id;
  }
}

function amend(entry: Entry, px: Px, qty: Qty): void {
  if (px === entry.px && qty === entry.qty) return;
  entry.side.take(entry.px, entry.qty);
  entry.side.add(px, qty);
  entry.px = px;
  entry.qty = qty;
}
