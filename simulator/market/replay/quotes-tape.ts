import type { QuoteRow, RowSource, TradeRow } from '../../../src/core/market-data-rows';
import { BUY, SELL, type Side, type Ticks } from '../../matching/types';
import type { Listing } from '../instruments';
import { byTime } from './books-tape';
import { type LevelTape, LevelTapeWriter } from './level-tape';
import { RowReader, restingSide } from './row-reader';

/** Exchange letter of trades that no exchange's book made (TAQ and Nasdaq: FINRA's facilities). */
const OFF_EXCHANGE = 'D';

/**
 * A tape of quotes and, where there are some, of trades. Quotes are consolidated: a row without a venue is the best bid and offer; rows of
 * venues are put together (best price, sum of the lots there), and an older quote that a new one meets or crosses is taken for stale. Crossed and
 * locked rows are left out, and counted. Trades come before quotes of the same time. A trade that was cancelled or corrected
 * later, made off exchange, or between ticks is printed only. Throws a DataError with file, line and reason.
 */
export function quotesTape(listing: Listing, quotes: RowSource<QuoteRow>, trades?: RowSource<TradeRow>): LevelTape {
  const writer = new LevelTapeWriter({ prints: 'advance', pinned: false });
  const quoteReader = new RowReader(quotes, listing);
  const tradeReader = trades ? new RowReader(trades, listing) : quoteReader;
  const best = new BestQuotes();
  const signs = new TradeSigns();
  for (const { first: trade, second: quote } of byTime(trades?.rows ?? [], quotes.rows)) {
    if (trade) {
      writeTrade(writer, { reader: tradeReader, signs }, trade);
      continue;
    }
    quoteReader.inOrder(quote);
    const bid = quoteReader.side(quote, BUY, quote.bid ? [quote.bid] : []);
    const ask = quoteReader.side(quote, SELL, quote.ask ? [quote.ask] : []);
    const [bids, asks] = best.take(quote.venue ?? '', bid, ask);
    signs.quoted(bids[0], asks[0]);
    writer.levels(quote.at, bids, asks);
  }
  return writer.done(tradeReader);
}

function writeTrade(writer: LevelTapeWriter, by: { reader: RowReader; signs: TradeSigns }, row: TradeRow): void {
  const { reader, signs } = by;
  reader.inOrder(row);
  const price = reader.tradePrice(row);
  const qty = reader.qty(row.qty);
  const side = row.aggressor ? restingSide(row.aggressor) : signs.restingSide(reader.ticks(row));
  const apart = price === undefined || row.venue === OFF_EXCHANGE || row.correction !== undefined;
  if (apart || side === undefined) writer.print(row.at, side ?? SELL, reader.finePrice(row), qty);
  else writer.trade(row.at, side, price, qty);
}

type Cells = readonly number[];
const NONE: Cells = [];

/** The best bid and offer of all venues that quote. */
class BestQuotes {
  private readonly venues = new Map<string, readonly [Cells, Cells]>();

  /** A venue's new quote; returns the best bid and the best offer of all: price and lots, or nothing. */
  take(venue: string, bid: Cells, ask: Cells): readonly [Cells, Cells] {
    this.forget(bid[0], ask[0]);
    this.venues.set(venue, [bid, ask]);
    return this.venues.size === 1 ? [bid, ask] : [this.best(BUY), this.best(SELL)];
  }

  /** Forgets quotes that a bid or an offer now meets or crosses. */
  private forget(bid: Ticks | undefined, ask: Ticks | undefined): void {
    for (const [venue, [theirBid, theirAsk]] of this.venues) {
      const staleBid = ask !== undefined && theirBid[0] !== undefined && theirBid[0] >= ask;
      const staleAsk = bid !== undefined && theirAsk[0] !== undefined && theirAsk[0] <= bid;
      if (staleBid || staleAsk) this.venues.set(venue, [staleBid ? NONE : theirBid, staleAsk ? NONE : theirAsk]);
    }
  }

  private best(side: Side): Cells {
    let price: Ticks | undefined;
    let lots = 0;
    for (const quote of this.venues.values()) {
      const [at, qty] = quote[side];
      if (at === undefined || qty === undefined) continue;
      if (price === undefined || (side === BUY ? at > price : at < price)) [price, lots] = [at, qty];
      else if (at === price) lots += qty;
    }
    return price === undefined ? NONE : [price, lots];
  }
}

/**
 * Who came in, where the source does not say (Lee and Ready, "Inferring trade direction from intraday data", Journal of Finance 46, 1991): above the middle
 * of the quote a buyer, below it a seller; in the middle as the last price change was. About 85 % right on NYSE and Nasdaq data.
 */
class TradeSigns {
  private twiceMiddle: number | undefined;
  private last: number | undefined;
  private rising: boolean | undefined;

  quoted(bid: Ticks | undefined, ask: Ticks | undefined): void {
    this.twiceMiddle = bid === undefined || ask === undefined ? undefined : bid + ask;
  }

  /** Side that rested; `price` in ticks with a fraction. Undefined where nothing is known yet. */
  restingSide(price: number): Side | undefined {
    if (this.last !== undefined && price !== this.last) this.rising = price > this.last;
    this.last = price;
    const above = this.twiceMiddle === undefined ? 0 : 2 * price - this.twiceMiddle;
    const bought = above === 0 ? this.rising : above > 0;
    return bought === undefined ? undefined : bought ? SELL : BUY;
  }
}
