import type { Denial } from '../denials';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import type { Px, Qty } from '../numbers';
import type { Limits } from './limits';

/** Where a check is made: at intake of a parent, at release of a child, at a replace. */
export type Point = 'parent' | 'child' | 'replace';

/** What a check looks at. Quantity and price in units of the instrument; price undefined for a market order. */
export interface RiskOrder {
  readonly instrument: Instrument;
  readonly side: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
}

/** One control: the points it is made at and a function that returns undefined (passes) or the denial, with limit and observed value in its text. */
export interface Check {
  readonly points: readonly Point[];
  readonly run: (order: RiskOrder, books: Ledger, limits: Limits) => Denial | undefined;
}
