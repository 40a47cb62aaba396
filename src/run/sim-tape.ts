import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Listing } from '../../simulator/market/instruments';
import { EVENT, type MessageFile, readBookFile, readMessageFile } from '../../simulator/market/lobster-files';
import { LobsterPlayer } from '../../simulator/market/lobster-player';
import type { InstrumentSpec } from '../core/instruments';
import { formatDecimal, type Micros, parseDecimal } from '../core/numbers';
import { UsageError } from './config';
import { listingOf } from './sim-listings';

export interface LobsterOptions {
  /** A LOBSTER message file, plain or `.gz`; its order book file beside it is used where there is one. */
  readonly file: string;
  readonly symbol: string;
  /** Tape time over real time. */
  readonly speed?: number | undefined;
}

/** A day of order flow, read and ready to play. */
export interface Tape {
  readonly listing: Listing;
  readonly player: (start: Micros) => LobsterPlayer;
}

/** Decimals of LOBSTER's prices. */
const SCALE = 4;
/** Without a speed a tape runs this many times as fast as the market did: a minute of it shows ten. */
export const DEFAULT_SPEED = 10;

/** Reads a tape. Rejects with a TapeError or a UsageError that names the file. */
export async function loadTape(options: LobsterOptions, instruments: readonly InstrumentSpec[]): Promise<Tape> {
  const { file, symbol, speed = DEFAULT_SPEED } = options;
  const messages = await readMessageFile(file);
  const bookFile = join(dirname(file), basename(file).replace('_message_', '_orderbook_'));
  const books = bookFile !== file && existsSync(bookFile) ? await readBookFile(bookFile) : undefined;
  const listed = listingOf(
    symbol,
    instruments.filter(i => i.symbol === symbol),
  );
  const tick = parseDecimal(listed.tickText, SCALE);
  if (typeof tick !== 'number') throw new UsageError(`${symbol}: tick '${listed.tickText}' is finer than the prices of ${file}`);
  checkPrices(messages, tick, listed.tickText);
  const first = messages.type.findIndex(type => type <= EVENT.Executed);
  const listing = { ...listed, referencePriceTicks: Math.round((messages.price[first] ?? 0) / tick) };
  return { listing, player: start => new LobsterPlayer({ messages, books, tickText: listed.tickText, start, speed }) };
}

/** Every order of the tape must be on tick, and that is said before anything plays. Prints outside of the book may lie between. */
function checkPrices(messages: MessageFile, tick: number, tickText: string): void {
  for (let k = 0; k < messages.rows; k++) {
    if (messages.type[k]! > EVENT.Executed || messages.price[k]! % tick === 0) continue;
    const price = formatDecimal(messages.price[k]!, SCALE);
    throw new UsageError(`${messages.file}:${k + 1}: price ${price} is not a multiple of the tick ${tickText}`);
  }
}
