import type { Micros } from '../../src/core/numbers';
import type { Listing } from './instruments';
import { Listed, type ListedEvents, type ListingRules } from './listed';
import type { Market } from './market';

/** The symbols of an exchange, in the order of listing. */
export class Symbols {
  private readonly bySymbol = new Map<string, Listed>();
  /** Listed since the time was last known. */
  private readonly fresh: Listed[] = [];

  /** When the event of the symbol that `earliest` found last is due. */
  due: Micros = 0;

  constructor(private readonly events: ListedEvents) {}

  /** Throws where the symbol is listed already. */
  add(listing: Listing, market: Market | undefined, rules: ListingRules): void {
    if (this.bySymbol.has(listing.symbol)) throw new Error(`symbol ${listing.symbol} is listed twice`);
    const listed = new Listed(listing, market, rules, this.events);
    this.bySymbol.set(listing.symbol, listed);
    this.fresh.push(listed);
  }

  get(symbol: string): Listed | undefined {
    return this.bySymbol.get(symbol);
  }

  listings(): Listing[] {
    return [...this.bySymbol.values()].map(l => l.listing);
  }

  /** The symbol that has the next event, where that is due by `until`; ties go by the order of listing. */
  earliest(until: Micros): Listed | undefined {
    let first: Listed | undefined;
    let due = until;
    for (const listed of this.bySymbol.values()) {
      const at = listed.nextAt();
      if (at === undefined || at > due || (first && at === due)) continue;
      first = listed;
      due = at;
    }
    this.due = due;
    return first;
  }

  get hasFresh(): boolean {
    return this.fresh.length > 0;
  }

  /** Begins what was listed since the last call. */
  begin(at: Micros): void {
    for (const listed of this.fresh.splice(0)) listed.begin(at);
  }

  /** The symbols whose books changed since the last call. */
  takeDirty(): string[] {
    const symbols: string[] = [];
    for (const listed of this.bySymbol.values()) {
      if (listed.dirty) symbols.push(listed.listing.symbol);
      listed.dirty = false;
    }
    return symbols;
  }
}
