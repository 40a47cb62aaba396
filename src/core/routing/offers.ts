import type { VenueChoice } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import { isBuy, type Parent } from '../order/parent';
import type { SessionId } from '../ports';
import type { BookLevel } from '../seen-market';
import { ahead, available } from './shown';
import type { Shown } from './venue-book';

/** What a child asks for: units; a price of undefined takes at any. */
export interface Asked {
  readonly qty: Qty;
  readonly price: Px | undefined;
}

/** A venue as a place for a child. What is lower in `rank` is better, its first number first. Costs are estimates, and no order is made of them. */
export interface Offer {
  readonly venue: SessionId;
  readonly rank: readonly number[];
  readonly choice: VenueChoice;
}

/** A part of a child that one venue is to take. */
export interface Part {
  readonly venue: SessionId;
  readonly qty: Qty;
}

interface Taken {
  readonly qty: Qty;
  readonly value: number;
}
const NOTHING_TAKEN: Taken = { qty: 0, value: 0 };

/** What venues offer to one child: what they show within its limit, and their fees. */
export class Offers {
  private readonly buy: boolean;
  private readonly byVenue = new Map<SessionId, readonly BookLevel[]>();
  /** What a share that nobody shows is taken to cost: the limit; without one, the worst price that is shown. */
  private readonly unseen: Px;

  constructor(
    private readonly parent: Parent,
    private readonly asked: Asked,
    private readonly books: Ledger,
    private readonly market: { readonly shown: Shown; readonly venues: readonly SessionId[]; readonly at: Micros },
  ) {
    this.buy = isBuy(parent.side);
    const { shown, venues, at } = market;
    for (const venue of venues) this.byVenue.set(venue, available(shown, venue, this.buy, asked.price, at));
    const worst = [...this.byVenue.values()].flatMap(levels => levels.map(({ px }) => px));
    this.unseen = asked.price ?? (this.buy ? Math.max(...worst) : Math.min(...worst));
  }

  /** Whether the child could trade at once anywhere. */
  get takes(): boolean {
    for (const levels of this.byVenue.values()) if (levels.length > 0) return true;
    return false;
  }

  /** What the whole child costs at a venue: what is shown there at its price and taker fee, the rest at the limit. At equal cost more that is shown is better. */
  taking(venue: SessionId): Offer {
    const mean = this.mean(venue);
    const cost = Math.round(this.buy ? mean : -mean);
    const shown = this.byVenue.get(venue)!.reduce((sum, { qty }) => sum + qty, 0);
    const unseen = Math.max(0, this.asked.qty - shown);
    return { venue, rank: [mean, unseen], choice: { by: 'taking', among: this.market.venues.length, shown, cost } };
  }

  /** Mean price of the whole child at a venue, with the fee, in price units: lower is better, on both sides. */
  mean(venue: SessionId): number {
    let [left, value] = [this.asked.qty, 0];
    for (const { px, qty } of this.byVenue.get(venue)!) {
      const taken = Math.min(left, qty);
      value += taken * this.net(venue, 'taker', px);
      left -= taken;
    }
    return (value + left * this.net(venue, 'taker', this.unseen)) / this.asked.qty;
  }

  /** What it is to wait at a venue: the maker fee, then how much stands before the child. A venue whose book is not known comes last. */
  resting(venue: SessionId): Offer {
    const price = this.asked.price!;
    const fee = this.fee(venue, 'maker', price);
    const before = ahead(this.market.shown, venue, this.buy, price);
    const choice = { by: 'resting', among: this.market.venues.length, shown: before, cost: Math.round(fee) } as const;
    return { venue, rank: [fee, before ?? Number.POSITIVE_INFINITY], choice };
  }

  /**
   * The child in parts by price with the taker fee, in whole lots and none below `least`; the best venue comes first, and has what the others
   * do not show or would have too little of. Empty where nothing is shown.
   */
  split(lot: Qty, least: Qty): Part[] {
    const { parts, left } = this.divide(lot, least);
    const [best] = parts.keys();
    return [...parts].map(([venue, { qty }]) => ({ venue, qty: venue === best ? qty + left : qty }));
  }

  /** Mean price of the child where it is split, as `mean`. */
  splitMean(lot: Qty, least: Qty): number {
    const { parts, left } = this.divide(lot, least);
    const [best] = parts.keys();
    if (best === undefined) return Number.POSITIVE_INFINITY;
    let value = left * this.net(best, 'taker', this.unseen);
    for (const part of parts.values()) value += part.value;
    return value / this.asked.qty;
  }

  /** What each venue is to take, in the order in which they come up, and what is left. */
  private divide(lot: Qty, least: Qty): { readonly parts: ReadonlyMap<SessionId, Taken>; readonly left: Qty } {
    const levels = this.market.venues.flatMap(venue =>
      this.byVenue.get(venue)!.map(({ px, qty }) => ({ venue, qty, net: this.net(venue, 'taker', px) })),
    );
    // a stable sort: what costs the same stays in the order of preference
    levels.sort((a, b) => a.net - b.net);
    const parts = new Map<SessionId, Taken>();
    let left = this.asked.qty;
    for (const { venue, qty, net } of levels) {
      const taken = Math.floor(Math.min(left, qty) / lot) * lot;
      if (taken === 0) continue;
      const before = parts.get(venue) ?? NOTHING_TAKEN;
      parts.set(venue, { qty: before.qty + taken, value: before.value + taken * net });
      left -= taken;
    }
    for (const [venue, { qty }] of parts) {
      if (qty >= least) continue;
      parts.delete(venue);
      left += qty;
    }
    return { parts, left };
  }

  /** Price with the fee, in price units; what is lower is better, on both sides. */
  private net(venue: SessionId, liquidity: 'taker' | 'maker', px: Px): number {
    return (this.buy ? px : -px) + this.fee(venue, liquidity, px);
  }

  private fee(venue: SessionId, liquidity: 'taker' | 'maker', px: Px): number {
    const unit = 10 ** this.parent.instrument.priceScale;
    return this.books.fees.perShare(venue, liquidity, px / unit) * unit;
  }
}

/** The offer that is best; of equal ones the first. */
export const bestOf = (offers: readonly Offer[]): Offer => offers.reduce((a, b) => (isBetter(b.rank, a.rank) ? b : a));

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((n, i) => n !== b[i]);
  return differs >= 0 && a[differs]! < b[differs]!;
}
