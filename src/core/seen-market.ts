import type { FactOf, SeenLevel } from './facts';
import type { Instrument, Instruments } from './instruments';
import { type Micros, type Px, type Qty, unitsOf } from './numbers';

/** A level of a book in units of the instrument. */
export interface BookLevel {
  readonly px: Px;
  readonly qty: Qty;
}

/** What a decision is shown of a market (`MarketSeen`), in units of the instrument. */
export interface SeenMarket {
  /** When the latest update was received. */
  readonly asOf: Micros;
  /** Best levels, best first. */
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  /** In the order of SYMBOL_FEATURES; NaN where one is not known yet. */
  readonly features: readonly number[];
}

/** What of the books it is kept in. */
interface MarketSeenBooks {
  readonly instruments: Instruments;
  readonly seen: Map<string, SeenMarket>;
}

/** Keeps what was seen last; a symbol that is not configured is left out, and so is a level that is finer than its units. */
export function applySeen(books: MarketSeenBooks, fact: FactOf<'MarketSeen'>): void {
  const instrument = books.instruments.get(fact.symbol);
  if (!instrument) return;
  const features = fact.features.map(value => value ?? Number.NaN);
  const [bids, asks] = [levelsOf(fact.bids, instrument), levelsOf(fact.asks, instrument)];
  books.seen.set(fact.symbol, { asOf: fact.asOf, bids, asks, features });
}

/** Levels as told, in units; one that is finer than these is left out. */
export const levelsOf = (told: readonly SeenLevel[], { priceScale, qtyScale }: Instrument): BookLevel[] =>
  told.flatMap(([pxText, qtyText]) => {
    const px = unitsOf(pxText, priceScale);
    const qty = unitsOf(qtyText, qtyScale);
    return px === undefined || qty === undefined ? [] : [{ px, qty }];
  });
