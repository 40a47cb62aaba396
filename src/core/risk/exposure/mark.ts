import type { Instrument } from '../../instruments';
import type { Exact, Micros, Px, Qty } from '../../numbers';
import type { Market } from '../market';
import { Resting } from './resting';
import type { Totals } from './totals';

/** What changes its value with the price of a symbol. */
interface Marked {
  readonly position: Qty;
  readonly totals: Totals;
  remark(): void;
}

/** What is quoted of a symbol, in price units, and when. */
interface Quoted {
  readonly bid: Px | undefined;
  readonly ask: Px | undefined;
  readonly last: Px | undefined;
  readonly at: Micros;
}

/**
 * The price at which positions in a symbol are valued: the middle of bid and offer (a half unit is dropped), else the last trade, the one
 * touch there is, what these last were (a restart does not move it), the prior close, our own last fill; undefined where there is none of
 * them, or no rate for its currency.
 */
export class Mark {
  price: Px | undefined;
  /** Multiplier x rate; undefined where the currency has no rate. */
  factor: Exact | undefined;
  /** The last price that the market gave, and the last at which an order of ours traded. */
  private seen: Price | undefined;
  private traded: Price | undefined;
  /** What is quoted now: `books.quotes` of the symbol, at hand for whoever has an order. */
  quote: Quoted | undefined;
  /** What is known of trading in it: `books.markets` of the symbol, likewise. */
  market: Market | undefined;
  /** The positions in it, a level each. */
  readonly holdings: Marked[] = [];
  /** What our own orders have working in it, a side. */
  readonly buys = new Resting(true);
  readonly sells = new Resting(false);

  constructor(public instrument: Instrument) {}

  /** A quote, or what became of one. One step a level that holds the symbol, none where the price stays. */
  quoted(quote: Quoted | undefined): void {
    this.quote = quote;
    this.move();
  }

  /** An order of ours traded at `px`, in units of `scale`. */
  tradedAt(px: Px, scale: number): void {
    this.traded = { px, scale };
    if (this.price === undefined) this.move();
  }

  /** Reference data or rates changed: everything in it is valued anew. */
  renew(instrument: Instrument, factor: Exact | undefined, quote: Quoted | undefined): void {
    this.instrument = instrument;
    this.factor = factor;
    this.quote = quote;
    this.price = this.best();
    for (const h of this.holdings) h.remark();
  }

  private move(): void {
    const price = this.best();
    if (price === this.price) return;
    this.price = price;
    for (const h of this.holdings) h.remark();
  }

  private best(): Px | undefined {
    if (this.factor === undefined) return undefined;
    const px = quotedPrice(this.quote ?? NOTHING);
    if (px !== undefined) this.seen = { px, scale: this.instrument.priceScale };
    return px ?? this.units(this.seen) ?? this.instrument.priorClose ?? this.units(this.traded);
  }

  /** A price in units of the instrument as it is now; what is finer is dropped. */
  private units(price: Price | undefined): Px | undefined {
    return price && Math.trunc(price.px * 10 ** (this.instrument.priceScale - price.scale));
  }
}

/** A price with the scale it was in. */
interface Price {
  readonly px: Px;
  readonly scale: number;
}

function quotedPrice({ bid, ask, last }: Quoted): Px | undefined {
  if (bid !== undefined && ask !== undefined && bid <= ask) return Math.floor((bid + ask) / 2);
  return last ?? bid ?? ask;
}

const NOTHING: Quoted = { bid: undefined, ask: undefined, last: undefined, at: 0 };
