import type { Micros } from '../../src/core/numbers';
import type { Exchange } from '../market/exchange';
import { BUY, type Level, type Side } from '../matching/types';
import { auctionEntries } from './auction-entries';
import type { VenueInstrument } from './instrument';
import { BID, type Entry, OFFER } from './market-data-messages';
import type { Shape } from './subscription';
import { TradeTape } from './trade-tape';

/** What channels read: the exchange's books, what its auctions would come to, and the trades, in the words of market data. */
export class BookSource {
  private readonly tapes = new Map<string, TradeTape>();

  constructor(
    private readonly exchange: Exchange,
    private readonly instruments: ReadonlyMap<string, VenueInstrument>,
  ) {}

  get now(): Micros {
    return this.exchange.now;
  }

  /** The best `depth` levels of a side, best first. */
  levels(symbol: string, side: Side, depth: number): readonly Level[] {
    const book = this.exchange.depth(symbol, depth)!;
    return side === BUY ? book.bids : book.asks;
  }

  entry(symbol: string, side: Side, level: Level): Entry {
    const { ticks, lots } = this.instruments.get(symbol)!;
    const px = ticks.format(level.price);
    return {
      type: side === BUY ? BID : OFFER,
      id: `${symbol}-${side === BUY ? 'B' : 'A'}${px}`,
      px,
      qty: lots.format(level.qty),
    };
  }

  /** What the auction that orders are collected for would come to, of the types asked for; nothing where there is none. */
  auction(symbol: string, shape: Shape): readonly Entry[] {
    return auctionEntries(this.exchange, this.instruments.get(symbol)!, shape);
  }

  lastTrade(symbol: string): Entry | undefined {
    return this.tapes.get(symbol)?.last();
  }

  /** The trades of a symbol since the last publication. */
  takeTrades(symbol: string): Entry[] {
    return this.tapes.get(symbol)?.take() ?? [];
  }

  /** What was not taken is not published any more: nobody reads those symbols. */
  skipTrades(): void {
    for (const tape of this.tapes.values()) tape.skip();
  }

  /** The trades of a symbol, to be written down. */
  tape(symbol: string): TradeTape {
    let tape = this.tapes.get(symbol);
    if (!tape) this.tapes.set(symbol, (tape = new TradeTape(this.instruments.get(symbol)!)));
    return tape;
  }
}
