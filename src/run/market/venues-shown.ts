import type { FactOf, Input } from '../../core/facts';
import type { Ledger } from '../../core/ledger';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { SessionSettings } from '../../fix/settings/settings';
import type { MarketFeed } from './feed';
import { levelTexts } from './symbol-feed';
import { symbolOf } from './symbol-of';

/** Levels a side that the router is shown. */
const DEPTH = 5;

/** What was shown last: the number of venues, and their latest update. */
interface Told {
  readonly venues: number;
  readonly asOf: Micros;
}

/** What the router is shown of each venue's book, right before it may choose one; nothing with one venue. */
export class VenuesShown {
  private readonly venueOf: ReadonlyMap<SessionId, SessionId>;
  private readonly told = new Map<string, Told>();

  /** `isUp`: whether a session is logged on, without which its book is of before. */
  constructor(
    settings: readonly SessionSettings[],
    private readonly feed: Pick<MarketFeed, 'sources' | 'scalesOf'>,
    private readonly isUp: (session: SessionId) => boolean,
  ) {
    this.venueOf = new Map(settings.flatMap(s => (s.marketDataFor === undefined ? [] : [[s.id, s.marketDataFor] as const])));
  }

  /** The fact that must stand before an input, where an order may be routed by price on it and something new is known. */
  before(input: Input, books: Ledger): FactOf<'VenuesSeen'> | undefined {
    if (this.venueOf.size === 0) return undefined;
    const symbol = routedSymbol(input, books);
    const route = symbol === undefined ? undefined : books.routes.of(symbol);
    if (symbol === undefined || !route || route.venues.length < 2) return undefined;
    // by preference only the price of a slice reads it
    if (route.by === 'order' && symbolOf(input, books) === undefined) return undefined;
    const sources = this.feed.sources(symbol).filter(s => this.venueOf.has(s.id) && this.isUp(s.id));
    const asOf = sources.reduce((latest, s) => Math.max(latest, s.asOf), 0);
    const told = this.told.get(symbol);
    if ((told?.venues ?? 0) === sources.length && (told?.asOf ?? 0) === asOf) return undefined;
    this.told.set(symbol, { venues: sources.length, asOf });
    const scales = this.feed.scalesOf(symbol);
    if (!scales) return undefined;
    const shown = sources.map(({ id, asOf: of, bids, asks }) => ({
      venue: this.venueOf.get(id)!,
      asOf: of,
      bids: levelTexts(bids, scales).slice(0, DEPTH),
      asks: levelTexts(asks, scales).slice(0, DEPTH),
    }));
    return { type: 'VenuesSeen', symbol, shown };
  }
}

/** The symbol that a child may go out in because of an input. */
function routedSymbol(input: Input, books: Ledger): string | undefined {
  switch (input.type) {
    case 'ParentOrderReceived':
      return input.symbol;
    case 'HeldOrderReleased':
      return books.parents.get(input.parentId)?.instrument.symbol;
    default:
      return symbolOf(input, books);
  }
}
