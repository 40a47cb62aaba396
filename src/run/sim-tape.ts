import type { Listing } from '../../simulator/market/instruments';
import { EVENT, type MessageFile } from '../../simulator/market/lobster-files';
import { LobsterPlayer } from '../../simulator/market/lobster-player';
import { openTape } from '../../simulator/market/lobster-tape';
import { TapeWithGuests } from '../../simulator/market/replay/guests';
import { DataError } from '../core/data-error';
import type { InstrumentSpec } from '../core/instruments';
import { formatDecimal, parseDecimal } from '../core/numbers';
import { listingOf } from './sim-listings';
import { levelTape } from './sim-tape-levels';
import { DEFAULT_SPEED, type Tape, type TapeOptions } from './sim-tape-options';
import { UsageError } from './usage-error';

/** Decimals of LOBSTER's prices. */
const SCALE = 4;
/** Reads a tape. Rejects with a UsageError that names the file and, where it is the file's fault, line and reason. */
export async function loadTape(options: TapeOptions, instruments: readonly InstrumentSpec[]): Promise<Tape> {
  const own = instruments.filter(i => i.symbol === options.symbol);
  try {
    const listed = listingOf(options.symbol, own);
    const tape = await (options.kind === undefined || options.kind === 'lobster' ? lobster : levelTape)(options, listed);
    const { guests } = options;
    if (!guests) return tape;
    const { symbol, referencePriceTicks: reference } = tape.listing;
    return { ...tape, player: start => new TapeWithGuests(tape.player(start), { ...guests, symbol, reference, start }) };
  } catch (error) {
    throw error instanceof DataError ? new UsageError(error.message) : error;
  }
}

async function lobster(options: TapeOptions, listed: Listing): Promise<Tape> {
  const { file, symbol, speed = DEFAULT_SPEED, impact } = options;
  if (options.queue || options.trades)
    throw new UsageError(
      `${file}: LOBSTER messages name every order and trade: neither a queue model nor a file of trades goes with them`,
    );
  const { messages, books, firstPrice } = await openTape(file);
  const tick = parseDecimal(listed.tickText, SCALE);
  if (typeof tick !== 'number') throw new UsageError(`${symbol}: tick '${listed.tickText}' is finer than the prices of ${file}`);
  checkPrices(messages, tick, listed.tickText);
  return {
    listing: { ...listed, referencePriceTicks: Math.round(firstPrice / tick) },
    player: start => new LobsterPlayer({ messages, books, tickText: listed.tickText, start, speed, impact: impact?.() }),
  };
}

/** Every order of the tape must be on tick, and that is said before anything plays. Prints outside of the book may lie between. */
function checkPrices(messages: MessageFile, tick: number, tickText: string): void {
  for (let k = 0; k < messages.rows; k++) {
    if (messages.type[k]! > EVENT.Executed || messages.price[k]! % tick === 0) continue;
    const price = formatDecimal(messages.price[k]!, SCALE);
    throw new UsageError(`${messages.file}:${k + 1}: price ${price} is not a multiple of the tick ${tickText}`);
  }
}
