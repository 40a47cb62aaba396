import { type Exact, type Px, type Qty, ZERO } from '../../numbers';
import type { Holding } from './holding';
import type { Mark } from './mark';
import type { Money } from './money';
import type { Standing } from './places';

/** What a child has in its parent's draw: what it may still trade, and what it traded. */
export interface ChildDrawn {
  reserved: Qty;
  done: Qty;
  cost: Exact;
}

export const drawnByChild = (): ChildDrawn => ({ reserved: 0, done: 0, cost: ZERO });

/** The scales of the instrument as it was when the order came in. */
interface Scales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

/**
 * What one parent takes up at its levels. It is remembered as it was added, so that exactly that is taken away; its children draw on it. It
 * is made anew where an order comes back from the archive, for such an order has nothing open.
 */
export class Drawn {
  /** What its open quantity and value stand at in every level's books. */
  openQty: Qty = 0;
  openValue: Money = 0;
  /** 1 while it counts as an open order, and while its value is not known. */
  open: 0 | 1 = 0;
  unpriced: 0 | 1 = 0;
  /** Sums over its children. */
  reserved: Qty = 0;
  done: Qty = 0;
  /** What a market order is valued at, fixed when it was taken. */
  marketPx: Px | undefined;

  constructor(
    private readonly standing: Standing,
    readonly buy: boolean,
    private readonly scales: Scales,
  ) {
    // as fine as its own quantities from the start, so that whoever compares need not write
    for (const h of this.holdings) h.units(0, scales.qtyScale);
  }

  /** Its place at each level, the firm's first. */
  get holdings(): readonly Holding[] {
    return this.standing.holdings;
  }

  get mark(): Mark {
    return this.standing.mark;
  }

  /** Open quantity and value are these from now on. */
  draw(qty: Qty, value: Money): void {
    if (qty === this.openQty && value === this.openValue) return;
    const moreQty = qty - this.openQty;
    const moreValue = value - this.openValue;
    this.openQty = qty;
    this.openValue = value;
    for (const h of this.holdings) h.open(this.buy, moreQty, moreValue, this.scales.qtyScale);
  }

  /** It counts as an open order, and as one without a value, or not. */
  count(open: 0 | 1, unpriced: 0 | 1): void {
    if (open === this.open && unpriced === this.unpriced) return;
    for (const { exposure } of this.standing.levels) {
      exposure.openOrders += open - this.open;
      exposure.unpriced += unpriced - this.unpriced;
    }
    this.open = open;
    this.unpriced = unpriced;
  }

  /** It traded `qty` more for `cost` more (below zero: a bust or a correction), at a price of `px`. */
  trade(qty: Qty, cost: Money, px: Px | undefined): void {
    this.done += qty;
    if (px !== undefined) this.mark.tradedAt(px, this.scales.priceScale);
    for (const { exposure } of this.standing.levels) exposure.day.committed += cost;
    const sign = this.buy ? 1 : -1;
    for (const h of this.holdings) h.trade(sign * qty, sign * cost, this.scales.qtyScale);
  }

  /** For snapshots: without what it points at. */
  toJSON(): object {
    const { openQty, openValue, open, unpriced, reserved, done, marketPx } = this;
    return { openQty, openValue, open, unpriced, reserved, done, marketPx };
  }
}
