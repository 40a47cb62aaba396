import { basename } from 'node:path';
import { DataError } from '../../../src/core/data-error';
import type { Micros } from '../../../src/core/numbers';
import { BUY } from '../../matching/types';
import { SECOND } from '../draws';
import { readLines } from '../lines';
import { readFields } from '../lobster-fields';
import { EVENT } from '../lobster-files';
import { openTape } from '../lobster-tape';
import { Recording } from './recording';

/** Prices of these files are US dollars x 10,000; a tick is a cent. */
const TICK = 100;
/** The regular session, New York time since midnight. */
const OPEN: Micros = 34_200 * SECOND;
const CLOSE: Micros = 57_600 * SECOND;
/** Letter of the exchange column that marks prints made off exchange (reported late, at prices agreed elsewhere). */
const OFF_EXCHANGE = 'D'.charCodeAt(0);
const COMMA = 44;

/** Which files can be watched: a LOBSTER message file with its book file beside it, or a quote tick file with its trade tick file. */
export const DAY_FILES = '*_message_*.csv[.gz] (LOBSTER) or *_quote_ticks.csv[.gz] (quotes, trades beside it)';

/**
 * Reads a day of a real stock: quotes and trades of the regular session. Rejects with a DataError that names file, line and reason.
 * A trade without a side gets one from the quotes: above the mid bought, below it sold, at it as the last price change was
 * (Lee and Ready, Journal of Finance 46, 1991); off-exchange prints are left out.
 */
export async function recordDay(file: string): Promise<Recording> {
  const name = basename(file);
  if (name.includes('_message_')) return recordLobster(file, name);
  if (name.includes('_quote_ticks')) return recordTicks(file, name);
  throw new DataError(file, 1, `the name does not say what it is: ${DAY_FILES}`);
}

const label = (name: string): string => name.split('_').slice(0, 2).join(' ');

async function recordLobster(file: string, name: string): Promise<Recording> {
  const { messages, books } = await openTape(file);
  if (!books) throw new DataError(file, 1, 'its order book file (_orderbook_ for _message_) is not beside it');
  if (books.rows !== messages.rows)
    throw new DataError(books.file, books.rows, `has ${books.rows} rows, the messages ${messages.rows}`);
  const recording = new Recording(label(name), OPEN, CLOSE);
  const width = books.levels * 4;
  for (let k = 0; k < messages.rows; k++) {
    const at = Math.floor(messages.time[k]! / 1000);
    if (at < OPEN || at >= CLOSE) continue;
    const type = messages.type[k];
    if (type === EVENT.Executed || type === EVENT.HiddenExecuted)
      recording.trade(at, messages.price[k]! / TICK, messages.size[k]!, messages.side[k] === BUY ? -1 : 1);
    const [ask, askQty, bid, bidQty] = books.cells.subarray(k * width, k * width + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if (askQty > 0 && bidQty > 0) recording.quote(at, bid / TICK, ask / TICK, bidQty, askQty);
  }
  return recording;
}

async function recordTicks(file: string, name: string): Promise<Recording> {
  const trades = await readTrades(file.replace('_quote_ticks', '_trade_ticks'));
  const recording = new Recording(label(name), OPEN, CLOSE);
  const book = { bid: 0, ask: 0, bidQty: 0, askQty: 0 };
  const sides = new SideGuess();
  let next = 0;
  const tradesUntil = (at: Micros): void => {
    for (let trade = trades[next]; trade !== undefined && trade.at < at; trade = trades[++next])
      if (book.bid > 0 && book.ask > 0)
        recording.trade(trade.at, trade.price, trade.qty, sides.of(trade.price, (book.bid + book.ask) / 2));
  };
  await eachRow(file, 5, row => {
    const at = row[0]! * 1000;
    if (at >= CLOSE) return;
    if (at >= OPEN) tradesUntil(at);
    if (row[1]! > 0) [book.bid, book.bidQty] = [row[1]! / TICK, row[2]!];
    if (row[3]! > 0) [book.ask, book.askQty] = [row[3]! / TICK, row[4]!];
    const whole = book.bid > 0 && book.ask > book.bid;
    if (at >= OPEN && whole) recording.quote(at, book.bid, book.ask, book.bidQty, book.askQty);
  });
  tradesUntil(CLOSE);
  return recording;
}

interface TradeRow {
  readonly at: Micros;
  readonly price: number;
  readonly qty: number;
}

/** Trades of the regular session made on an exchange. */
async function readTrades(file: string): Promise<TradeRow[]> {
  const trades: TradeRow[] = [];
  await eachRow(file, 3, (row, exchange) => {
    const at = row[0]! * 1000;
    if (at >= OPEN && at < CLOSE && exchange !== OFF_EXCHANGE) trades.push({ at, price: row[1]! / TICK, qty: row[2]! });
  });
  return trades;
}

/** Tells a trade's side from the mid; at the mid from the last price that differed. */
class SideGuess {
  private price = 0;
  private sign: 1 | -1 = 1;

  of(price: number, mid: number): 1 | -1 {
    if (price !== this.price && this.price !== 0) this.sign = price > this.price ? 1 : -1;
    this.price = price;
    return price === mid ? this.sign : price > mid ? 1 : -1;
  }
}

/** Gives the first `columns` integers of each line after the header, and the first byte of the column that follows (the exchange). */
async function eachRow(file: string, columns: number, take: (row: Float64Array, exchange: number) => void): Promise<void> {
  const row = new Float64Array(columns);
  let last = 0;
  await readLines(file, (bytes, start, end, line) => {
    if (line === 1) return;
    let cut = start;
    for (let found = 0; cut < end; cut++) if (bytes[cut] === COMMA && ++found === columns) break;
    const wrong = readFields({ bytes, start, end: cut }, row, columns);
    if (wrong) throw new DataError(file, line, wrong);
    if (row[0]! < last) throw new DataError(file, line, 'time goes back: the file is not in order');
    last = row[0]!;
    take(row, bytes[cut + 1] ?? 0);
  });
}
