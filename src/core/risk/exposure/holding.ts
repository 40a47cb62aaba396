import type { Qty } from '../../numbers';
import { newCells } from './cells';
import type { Mark } from './mark';
import { type Money, moneyOf, share } from './money';
import type { RecentOrders } from './recent';
import type { Totals } from './totals';

/** What a level holds and may come to hold of one symbol. Quantities in units of `qtyScale`, which is that of the finest order so far. */
export class Holding {
  qtyScale: number;
  /** What the day began with, and what that was worth. */
  start: Qty = 0;
  startValue: Money = 0;
  /** What was made today by closing. */
  realised: Money = 0;
  /** Orders taken lately, for the duplicate check; kept at accounts, and where there is a limit, only. */
  recent: RecentOrders | undefined;
  private unmarked = 0;
  private readonly block: Float64Array;
  private readonly first: number;

  constructor(
    readonly totals: Totals,
    readonly mark: Mark,
  ) {
    this.qtyScale = mark.instrument.qtyScale;
    ({ block: this.block, first: this.first } = newCells());
    mark.holdings.push(this);
  }

  /** Filled, and what the day began with: above zero long, below it short. */
  get position(): Qty {
    return this.block[this.first]!;
  }
  set position(to: Qty) {
    this.block[this.first] = to;
  }
  /** What open orders may still buy, and below sell, and what that is worth. */
  get openBuy(): Qty {
    return this.block[this.first + 1]!;
  }
  set openBuy(to: Qty) {
    this.block[this.first + 1] = to;
  }
  get openSell(): Qty {
    return this.block[this.first + 2]!;
  }
  set openSell(to: Qty) {
    this.block[this.first + 2] = to;
  }
  get buyValue(): Money {
    return this.block[this.first + 3]!;
  }
  set buyValue(to: Money) {
    this.block[this.first + 3] = to;
  }
  get sellValue(): Money {
    return this.block[this.first + 4]!;
  }
  set sellValue(to: Money) {
    this.block[this.first + 4] = to;
  }
  /** The position at the mark; at cost where there is none. */
  get value(): Money {
    return this.block[this.first + 5]!;
  }
  set value(to: Money) {
    this.block[this.first + 5] = to;
  }
  /** What of it stands in the totals. */
  private get gross(): Money {
    return this.block[this.first + 6]!;
  }
  private set gross(to: Money) {
    this.block[this.first + 6] = to;
  }
  /** What the position cost (below zero: what a short one brought), by average cost; of what the day began with, its value then. */
  get basis(): Money {
    return this.block[this.first + 7]!;
  }
  set basis(to: Money) {
    this.block[this.first + 7] = to;
  }

  /** Open quantity and value of a side change by so much; quantity at `scale`. */
  open(buy: boolean, qty: Qty, value: Money, scale: number): void {
    const units = this.units(qty, scale);
    const { totals } = this;
    if (buy) {
      this.openBuy += units;
      this.buyValue += value;
      totals.buyValue += value;
    } else {
      this.openSell += units;
      this.sellValue += value;
      totals.sellValue += value;
    }
    this.restate();
  }

  /** The position changes by `qty` (below zero: less) that cost `cost` (below zero: brought). A bust is the trade turned round. */
  trade(qty: Qty, cost: Money, scale: number): void {
    const units = this.units(qty, scale);
    const { position, basis, realised } = this;
    const closes = Math.min(Math.abs(units), Math.abs(position));
    if (position !== 0 ? units === 0 || units > 0 === position > 0 : units !== 0) this.basis += cost;
    else if (closes === 0) this.realised -= cost;
    else {
      const released = share(basis, closes, Math.abs(position));
      const part = share(cost, closes, Math.abs(units));
      this.realised -= part + released;
      this.basis += cost - part - released;
    }
    this.position += units;
    this.totals.basis += this.basis - basis;
    this.totals.realised += this.realised - realised;
    this.remark();
  }

  /** The day begins with `qty`, worth `value` then, in place of what it was taken to begin with; what was traded since stays. */
  begin(qty: Qty, value: Money, scale: number): void {
    const units = this.units(qty, scale);
    const { basis, realised } = this;
    this.position += units - this.start;
    this.start = units;
    this.basis += value - this.startValue;
    this.startValue = value;
    if (this.position === 0) {
      this.realised -= this.basis;
      this.basis = 0;
    }
    this.totals.basis += this.basis - basis;
    this.totals.realised += this.realised - realised;
    this.remark();
  }

  /** A new day: what is held is held at what it is worth. */
  turnDay(): void {
    this.totals.realised -= this.realised;
    this.totals.basis += this.value - this.basis;
    this.realised = 0;
    this.basis = this.value;
    this.start = this.position;
    this.startValue = this.value;
  }

  /** The mark moved. */
  remark(): void {
    const { mark, totals } = this;
    const known = this.position === 0 || mark.price !== undefined;
    const value = this.worth();
    totals.value += value - this.value;
    this.value = value;
    totals.unmarked += (known ? 0 : 1) - this.unmarked;
    this.unmarked = known ? 0 : 1;
    this.restate();
  }

  private worth(): Money {
    const { mark, position } = this;
    if (position === 0) return 0;
    if (mark.price === undefined || !mark.factor) return this.basis;
    return moneyOf(position, mark.price, this.qtyScale + mark.instrument.priceScale, mark.factor, 'near');
  }

  /** Gross with so much more open on a side: the position and all that is open on its worse side. */
  grossWith(buyMore: Money, sellMore: Money): Money {
    return Math.max(Math.abs(this.value + this.buyValue + buyMore), Math.abs(this.value - this.sellValue - sellMore));
  }

  /** The position without its sign, with all that is open on its worse side. */
  get worst(): Qty {
    return Math.max(Math.abs(this.position + this.openBuy), Math.abs(this.position - this.openSell));
  }

  /** What it has in the level's gross. */
  get inGross(): Money {
    return this.gross;
  }

  private restate(): void {
    const gross = this.grossWith(0, 0);
    this.totals.gross += gross - this.gross;
    this.gross = gross;
  }

  /** `qty` of `scale` in our own units; a finer one makes ours as fine. */
  units(qty: Qty, scale: number): Qty {
    if (scale === this.qtyScale) return qty;
    if (scale < this.qtyScale) return qty * 10 ** (this.qtyScale - scale);
    const finer = 10 ** (scale - this.qtyScale);
    this.qtyScale = scale;
    this.position *= finer;
    this.start *= finer;
    this.openBuy *= finer;
    this.openSell *= finer;
    return qty;
  }

  /** For snapshots: without what it points at. */
  toJSON(): object {
    const { mark, qtyScale, position, start, startValue, openBuy, openSell, buyValue, sellValue, basis, realised, value } = this;
    const { gross, unmarked, recent } = this;
    const open = { openBuy, openSell, buyValue, sellValue };
    const held = { position, start, startValue, basis, realised, value, gross, unmarked };
    return { symbol: mark.instrument.symbol, mark: mark.price, qtyScale, ...open, ...held, recent };
  }
}
