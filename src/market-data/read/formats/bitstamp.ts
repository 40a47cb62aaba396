import type { OrderRow } from '../../../core/market-data-rows';
import { parseDecimal } from '../../../core/numbers';
import { Wrong } from '../cells';
import { delimited, type Format } from '../format';
import { levelsOf } from '../levels';
import { epochFromText } from '../stamp';

const KINDS: Readonly<Record<string, OrderRow['kind']>> = { created: 'added', changed: 'changed', deleted: 'deleted' };
const SIDES: Readonly<Record<string, OrderRow['side']>> = { bid: 'buy', ask: 'sell' };
const SCALES = { priceScale: 2, qtyScale: 8 };

const epochMs = (text: string): number | undefined => epochFromText(text, 3);
const BOOK = ' order_book ';

export const BITSTAMP = [
  delimited({
    name: 'bitstamp-orders',
    kind: 'orders',
    about: 'order events with the stamps of receipt and of the venue, volumes x 10^8 as they remain (ob-analytics)',
    columns: 'id,timestamp,exchange.timestamp,price,volume,action,direction',
    ...SCALES,
    open: cells => line => ({
      at: cells.stamp(2, epochMs),
      received: cells.stamp(1, epochMs),
      line,
      kind: KINDS[cells.text(5)] ?? cells.wrong(5, 'is none of created, changed, deleted'),
      orderId: cells.text(0),
      side: SIDES[cells.text(6)] ?? cells.wrong(6, 'is neither bid nor ask'),
      price: cells.price(3),
      qty: cells.number(4, 0),
    }),
  }),
  delimited({
    name: 'bitstamp-trades',
    kind: 'trades',
    about: 'trades without a header: seconds, price, amount',
    columns: 'second,price,amount',
    headed: false,
    priceScale: 6,
    qtyScale: 8,
    open: cells => line => ({
      at: cells.stamp(0, text => epochFromText(text, 0)),
      line,
      price: cells.price(1),
      qty: cells.qty(2),
    }),
  }),
];

/** The snapshots of the book in Bitstamp's raw log (`receipt-ms order_book {...}`); its other lines hold none. */
export const BITSTAMP_BOOKS: Format<'books'> = {
  name: 'bitstamp-books',
  kind: 'books',
  about: 'snapshots of the book in a raw log of the live feed; other lines are passed over',
  ...SCALES,
  open: () => (text, line) => {
    const at = text.indexOf(BOOK);
    if (at < 0) {
      if (!/^\d{13} (trade|order_(created|changed|deleted)) \{.*\}$/.test(text)) throw new Wrong('is no line of a raw log');
      return undefined;
    }
    const received = epochFromText(text.slice(0, at), 3);
    if (received === undefined) throw new Wrong('begins with no stamp in milliseconds');
    const { bids, asks } = parsed(text.slice(at + BOOK.length));
    return { at: received, line, bids: levelsOf(bids, priceOf, qtyOf), asks: levelsOf(asks, priceOf, qtyOf) };
  },
};

const priceOf = (text: string): number | string => parseDecimal(text, SCALES.priceScale);
const qtyOf = (text: string): number | string => parseDecimal(text, SCALES.qtyScale);

function parsed(text: string): { bids?: unknown; asks?: unknown } {
  try {
    return JSON.parse(text) as { bids?: unknown; asks?: unknown };
  } catch {
    throw new Wrong('is no JSON after order_book: the line is cut off or damaged');
  }
}
