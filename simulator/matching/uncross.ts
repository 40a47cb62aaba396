import { auctionPrice, type Interest } from './auction-price';
import type { BookSide } from './book-side';
import { blankTrade } from './matcher';
import { CLOSING, DARK, LIT, MARKET, OPENING, placeOf, type Zone } from './pool';
import type { BookState } from './state';
import { type AuctionKind, type BookListener, BUY, type Indicative, SELL, type Side, type Ticks } from './types';

/**
 * Who takes part in an auction, in the order of priority at one price: those that are there for it alone, market orders, orders that
 * the book shows, hidden ones. Market orders have the best price there is, so they come before any limit.
 */
const ZONES_OF: Readonly<Record<AuctionKind, readonly Zone[]>> = {
  open: [OPENING, MARKET, LIT, DARK],
  close: [CLOSING, MARKET, LIT, DARK],
  reopen: [MARKET, LIT, DARK],
};

/** Auctions: every order that can trade does so at one price. Price bands and self-trade prevention do not apply. */
export class Uncrosser {
  private readonly trade = { ...blankTrade(), side: SELL as Side, auction: true };

  constructor(
    private readonly state: BookState,
    private readonly listener: BookListener,
  ) {}

  /** What the auction would come to now. */
  indicative(kind: AuctionKind, reference: Ticks): Indicative {
    const { bids, asks } = this.state;
    const kindZones = ZONES_OF[kind];
    const buys = this.sides(kindZones, BUY);
    const sells = this.sides(kindZones, SELL);
    const meets = bids.size > 0 && asks.size > 0 && asks.reaches(asks.price[asks.at(0)]!, bids.price[bids.at(0)]!);
    const others = [...buys, ...sells].some(side => side !== bids && side !== asks && side.size > 0);
    if (!meets && !others) return { price: undefined, qty: 0, surplus: 0 };
    return auctionPrice(interest(buys), interest(sells), reference);
  }

  /** Holds the auction: its trades, then the end of those orders that were there for it alone. */
  run(kind: AuctionKind, reference: Ticks): Indicative {
    const found = this.indicative(kind, reference);
    const zones = ZONES_OF[kind];
    if (found.price !== undefined) this.pair(this.sides(zones, BUY), this.sides(zones, SELL), found.price);
    for (const zone of zones)
      if (zone !== LIT && zone !== DARK) for (const side of [BUY, SELL] as const) this.clear(this.place(side, zone));
    return found;
  }

  private pair(buys: readonly BookSide[], sells: readonly BookSide[], price: Ticks): void {
    const { state, trade, listener } = this;
    const { pool } = state;
    for (let b = bestOf(buys, price), s = bestOf(sells, price); b && s; b = bestOf(buys, price), s = bestOf(sells, price)) {
      const buy = b.head[b.at(0)]!;
      const sell = s.head[s.at(0)]!;
      trade.qty = Math.min(pool.leaves[buy]!, pool.leaves[sell]!);
      trade.price = price;
      trade.makerId = pool.id[buy]!;
      trade.makerOwner = pool.owner[buy]!;
      trade.takerId = pool.id[sell]!;
      trade.takerOwner = pool.owner[sell]!;
      trade.makerLeaves = state.fill(b, buy, trade.qty);
      trade.takerLeaves = state.fill(s, sell, trade.qty);
      state.note(price);
      listener.traded(trade);
    }
  }

  private clear(side: BookSide): void {
    const { state } = this;
    while (side.size > 0) {
      const slot = side.head[side.at(0)]!;
      const id = state.pool.id[slot]!;
      const leaves = state.pool.leaves[slot]!;
      state.drop(slot);
      this.listener.cancelled(id, leaves, 0, 'AuctionOver');
    }
  }

  private sides(zones: readonly Zone[], side: Side): BookSide[] {
    return zones.map(zone => this.place(side, zone));
  }

  private place(side: Side, zone: Zone): BookSide {
    return this.state.places[placeOf(side, zone)]!;
  }
}

/** The queues whose front order is the next to trade at `price`: the first in rank of those with the best limit. */
function bestOf(sides: readonly BookSide[], price: Ticks): BookSide | undefined {
  let best: BookSide | undefined;
  for (const side of sides) {
    if (side.size === 0) continue;
    const limit = side.price[side.at(0)]!;
    if (side.reaches(limit, price) && !best?.reaches(best.price[best.at(0)]!, limit)) best = side;
  }
  return best;
}

function interest(sides: readonly BookSide[]): Interest[] {
  const out: Interest[] = [];
  for (const side of sides)
    for (let n = 0; n < side.size; n++) {
      const level = side.at(n);
      out.push({ price: side.price[level]!, qty: side.total(level) });
    }
  return out;
}
