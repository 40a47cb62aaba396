import type { Micros, Px, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { BookLevel } from '../seen-market';

/** A venue's book as it was seen, in units of the instrument. */
export interface VenueBook {
  readonly venue: SessionId;
  readonly asOf: Micros;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
}

/** What a child of ours was sent to a venue to take. */
export interface Take {
  readonly venue: SessionId;
  readonly buy: boolean;
  /** Undefined: at any price. */
  readonly price: Px | undefined;
  readonly qty: Qty;
  readonly at: Micros;
}

/** What venues show of a symbol, and what of that our own orders may have taken since. */
export interface Shown {
  readonly books: readonly VenueBook[];
  readonly takes: readonly Take[];
}
