import { atScale, type Qty } from '../../numbers';
import type { LevelName } from '../limits';
import { Holding } from './holding';
import type { Mark } from './mark';
import type { Money } from './money';
import { Rolling } from './rolling';
import type { Totals } from './totals';

/** ACTIVE: what the limits allow. REDUCING: only what makes a position smaller. HALTED: nothing new, and what works is cancelled. */
export type TradingState = 'ACTIVE' | 'REDUCING' | 'HALTED';

/** Counts of the day, which begin at 0 with it. */
class DayCounters {
  /** Quantity of the orders taken, in units of `qtyScale`, and their value. */
  qty: Qty = 0;
  qtyScale = 0;
  value: Money = 0;
  /** Orders and requests of the OMS, denied ones too, and what we ask of the venue on our own. */
  messages = 0;
  fills = 0;
  /** Value of what was traded, bought and sold together: the credit that is committed. */
  committed: Money = 0;

  /** More quantity, at `scale`; the count is as fine as the finest that came. */
  addQty(qty: Qty, scale: number): void {
    if (scale > this.qtyScale) {
      this.qty = atScale(this.qty, this.qtyScale, scale);
      this.qtyScale = scale;
    }
    this.qty += atScale(qty, scale, this.qtyScale);
  }
}

/**
 * What is used up at one level. Written only from `Books.apply`, through apply-exposure.ts: every order counts from the moment it is taken,
 * with all that it may still trade, on the side where that is worst. Money is in units of 10^-MONEY_SCALE of the firm's currency.
 */
export class Exposure implements Totals {
  buyValue: Money = 0;
  sellValue: Money = 0;
  gross: Money = 0;
  value: Money = 0;
  basis: Money = 0;
  realised: Money = 0;
  unmarked = 0;
  /** Parent orders that still work. */
  openOrders = 0;
  /** Open orders whose value is not known: no price, no reference, or no rate. */
  unpriced = 0;
  day = new DayCounters();
  /** Orders and replaces; cancels; orders taken (applications of a strategy). Kept only where a limit asks for them. */
  readonly orders = new Rolling();
  readonly cancels = new Rolling();
  readonly applied = new Rolling();
  state: TradingState = 'ACTIVE';
  /** Why it is in that state; '' where nobody has set it. */
  stateReason = '';
  /** Why no order of it is taken until a person says so (repeated-execution throttle). */
  tripped: string | undefined;
  private readonly holdings = new Map<string, Holding>();

  /** The level it is of. */
  constructor(
    readonly name: LevelName,
    readonly key: string,
  ) {}

  /** What it holds of a symbol, made where there was nothing. */
  holding(mark: Mark): Holding {
    const { symbol } = mark.instrument;
    let holding = this.holdings.get(symbol);
    if (!holding) this.holdings.set(symbol, (holding = new Holding(this, mark)));
    return holding;
  }

  /** What it holds of a symbol; undefined where no order of it was ever there. */
  held(symbol: string): Holding | undefined {
    return this.holdings.get(symbol);
  }

  all(): Iterable<Holding> {
    return this.holdings.values();
  }

  /** Value of all open orders: the credit that is reserved. */
  get openValue(): Money {
    return this.buyValue + this.sellValue;
  }

  /** Positions with their signs if every open buy, and no sale, were filled; and the other way round. */
  get longest(): Money {
    return this.value + this.buyValue;
  }
  get shortest(): Money {
    return this.value - this.sellValue;
  }

  /** Made today: by closing, and on what is open at the mark. */
  get pnl(): Money {
    return this.realised + this.value - this.basis;
  }

  turnDay(): void {
    this.day = new DayCounters();
    for (const h of this.holdings.values()) h.turnDay();
  }
}
