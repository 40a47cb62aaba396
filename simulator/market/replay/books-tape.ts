import type { BookRow, RowSource, TradeRow } from '../../../src/core/market-data-rows';
import { BUY, SELL } from '../../matching/types';
import type { Listing } from '../instruments';
import { type LevelTape, LevelTapeWriter } from './level-tape';
import { RowReader, restingSide } from './row-reader';

/**
 * A tape of one venue's book snapshots (level 2) and, where there are some, its trades. Trades come before the book of the same time:
 * the book is what they left. Without trades an order of ours that rests is filled only where the other side comes to its price. A trade of which
 * the source does not say who came in cannot be placed and is printed only. Throws a DataError with file, line and reason.
 */
export function booksTape(listing: Listing, books: RowSource<BookRow>, trades?: RowSource<TradeRow>): LevelTape {
  const writer = new LevelTapeWriter({ prints: 'consume', pinned: false });
  const bookReader = new RowReader(books, listing);
  const tradeReader = trades ? new RowReader(trades, listing) : bookReader;
  for (const { first: trade, second: book } of byTime(trades?.rows ?? [], books.rows)) {
    if (trade) writeTrade(writer, tradeReader, trade);
    else {
      bookReader.inOrder(book);
      writer.levels(book.at, bookReader.side(book, BUY, book.bids), bookReader.side(book, SELL, book.asks));
    }
  }
  return writer.done(tradeReader);
}

function writeTrade(writer: LevelTapeWriter, reader: RowReader, row: TradeRow): void {
  reader.inOrder(row);
  const price = reader.tradePrice(row);
  const side = restingSide(row.aggressor ?? 'buy');
  if (price === undefined || row.aggressor === undefined) writer.print(row.at, side, reader.finePrice(row), reader.qty(row.qty));
  else writer.trade(row.at, side, price, reader.qty(row.qty));
}

interface Timed {
  readonly at: number;
}

/** A row of one of two files. */
type Either<A, B> = { readonly first: A; readonly second?: undefined } | { readonly first?: undefined; readonly second: B };

/** The rows of two files by time; at the same time the first file's come first. */
export function* byTime<A extends Timed, B extends Timed>(first: Iterable<A>, second: Iterable<B>): Generator<Either<A, B>> {
  const [a, b] = [first[Symbol.iterator](), second[Symbol.iterator]()];
  let [x, y] = [a.next(), b.next()];
  while (!x.done || !y.done) {
    if (!x.done && (y.done || x.value.at <= y.value.at)) {
      yield { first: x.value };
      x = a.next();
    } else if (!y.done) {
      yield { second: y.value };
      y = b.next();
    }
  }
}
