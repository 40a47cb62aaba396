import type { Day } from '../civil';
import { CorporateActions } from './actions';
import type { MarketCalendar } from './calendar';
import { type Effective, EffectiveDated } from './effective';
import { Halts } from './halts';
import { Tickers } from './tickers';
import { TickTable, type TickTableRow } from './ticks';

/** Where and how a symbol trades in some days. */
export interface Listing extends Effective {
  readonly market: string;
  /** Name of its tick table. */
  readonly tickTable: string;
  /** Shares of a round lot; orders for other quantities are odd lots. Decimal text. */
  readonly roundLot: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Effective-dated reference data. What is not told is empty: a look-up then finds nothing. */
export interface Reference {
  readonly calendars: ReadonlyMap<string, MarketCalendar>;
  readonly listings: EffectiveDated<Listing>;
  readonly tickTables: EffectiveDated<TickTableRow>;
  readonly actions: CorporateActions;
  readonly tickers: Tickers;
  readonly halts: Halts;
}

/** Reference data with what is told, and nothing else. */
export const referenceOf = (told: Partial<Reference>): Reference => ({
  calendars: new Map(),
  listings: new EffectiveDated([]),
  tickTables: new EffectiveDated([]),
  actions: new CorporateActions([]),
  tickers: new Tickers([]),
  halts: new Halts([]),
  ...told,
});

/** The calendar of the market where a symbol was listed on a day. */
export function calendarOf(reference: Reference, symbol: string, day: Day): MarketCalendar | undefined {
  const listing = reference.listings.asOf(symbol, day);
  return listing && reference.calendars.get(listing.market);
}

/** The ticks of a symbol as of a day, in units of a price scale; undefined where it was not listed. */
export function ticksOf(reference: Reference, symbol: string, day: Day, priceScale: number): TickTable | undefined {
  const listing = reference.listings.asOf(symbol, day);
  const row = listing && reference.tickTables.asOf(listing.tickTable, day);
  return row && new TickTable(row.bands, priceScale);
}
