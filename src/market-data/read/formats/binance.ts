import { parseDecimal } from '../../../core/numbers';
import { Wrong } from '../cells';
import { DepthBook } from '../depth-book';
import type { Format, Kind, RowsByKind } from '../format';
import { level } from '../level';
import { epochFromText } from '../stamp';

const SCALES = { priceScale: 8, qtyScale: 8 };

/** A message of the stream as it stands, and when it was received. */
interface Message {
  readonly received: number;
  /** The message, or a snapshot where it has no stream. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly stream: string | undefined;
}

/** `<receipt, epoch ns> <JSON of a combined stream>`. Throws Wrong. */
function messageOf(text: string): Message {
  const blank = text.indexOf(' ');
  const received = epochFromText(text.slice(0, Math.max(blank, 0)), 9);
  if (received === undefined) throw new Wrong('begins with no stamp in nanoseconds');
  try {
    const told = JSON.parse(text.slice(blank + 1)) as Record<string, unknown>;
    const stream = told['stream'];
    if (stream === undefined) return { received, data: told, stream: undefined };
    return { received, data: told['data'] as Record<string, unknown>, stream: String(stream) };
  } catch {
    throw new Wrong('is no JSON after the stamp: the line is cut off or damaged');
  }
}

function number(data: Message['data'], key: string, scale: number): number {
  const value = parseDecimal(String(data[key]), scale);
  if (typeof value !== 'number') throw new Wrong(`${key} '${String(data[key])}' is not a number we take (${value})`);
  return value;
}

/** The venue's stamp, in milliseconds, or the receipt where the message has none (bookTicker of the spot market). */
const stampOf = (data: Message['data'], received: number): number => Number(data['T'] ?? data['E'] ?? received / 1000) * 1000;

/** Whether a line is of another stream than `suffix` says: most are, and need not be parsed. */
const isOther = (text: string, suffix: string): boolean => {
  const at = text.indexOf('"stream":"');
  return at >= 0 && at < 40 && text.indexOf(suffix, at) < 0;
};

const format = <K extends Kind>(
  name: string,
  kind: K,
  suffix: string,
  about: string,
  open: () => (message: Message, line: number) => RowsByKind[K] | undefined,
): Format<K> => ({
  name,
  kind,
  about,
  ...SCALES,
  open: () => {
    const row = open();
    return (text, line) => (isOther(text, suffix) ? undefined : row(messageOf(text), line));
  },
});

/** Logs of Binance's public streams: several kinds in a file, so the format says which is meant. */
export const BINANCE = [
  format(
    'binance-trades',
    'trades',
    '@trade',
    'trades in a log of the public streams',
    () =>
      ({ received, data, stream }, line) => {
        if (!stream?.endsWith('@trade')) return undefined;
        const price = number(data, 'p', SCALES.priceScale);
        const qty = number(data, 'q', SCALES.qtyScale);
        // m: the buyer was the maker
        return { at: stampOf(data, received), received, line, price, qty, aggressor: data['m'] === true ? 'sell' : 'buy' };
      },
  ),
  format(
    'binance-quotes',
    'quotes',
    '@bookTicker',
    'best bids and offers (bookTicker) in such a log',
    () =>
      ({ received, data, stream }, line) => {
        if (!stream?.endsWith('@bookTicker')) return undefined;
        const bid = level(number(data, 'b', SCALES.priceScale), number(data, 'B', SCALES.qtyScale));
        const ask = level(number(data, 'a', SCALES.priceScale), number(data, 'A', SCALES.qtyScale));
        return { at: stampOf(data, received), received, line, bid, ask };
      },
  ),
  format(
    'binance-books',
    'books',
    '@depth',
    'the book, 20 levels, from the snapshot on, after each depth update in such a log',
    () => {
      const book = new DepthBook(20);
      return ({ received, data, stream }, line) => {
        if (stream !== undefined && !stream.includes('@depth')) return undefined;
        if (!book.take(data, stream === undefined)) return undefined;
        return { at: stampOf(data, received), received, line, bids: book.bids(), asks: book.asks() };
      };
    },
  ),
];
