import type { BarRow, RowSource } from '../../../src/core/market-data-rows';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../../matching/types';
import { Draws, seedOf } from '../draws';
import type { Listing } from '../instruments';
import { type Bar, partsOf, pathOf, turnsOf } from './bar-path';
import { type LevelTape, LevelTapeWriter } from './level-tape';
import { RowReader } from './row-reader';

/** What bars do not say. */
export interface BridgeOptions {
  readonly seed: number;
  /** Between the best prices, in ticks; 1 where it is not given. */
  readonly spread?: Ticks | undefined;
  /** Prints a bar, at most; 20 where it is not given. */
  readonly prints?: number | undefined;
  /** Share of a bar's volume that a side shows in all; 0.1 where it is not given. */
  readonly shown?: number | undefined;
}

const PINNED = { prints: 'consume', pinned: true } as const;

/**
 * A tape made of bars: prints on a path that keeps each bar's open, high, low, close and volume to the lot, between quotes `spread` ticks apart.
 *
 * The path is pinned to its end: it is drawn knowing the bar's high, low and close, so prices on the way foretell them, and spread, sizes and the
 * order of trades are made up. No model of drift, fills or microstructure may train or score on it (`pinned`); it is for seeing that
 * an execution works, and for the bar's own prices and volume.
 *
 * How orders from outside meet it: all that a side shows during a bar is `shown` of its volume (a lot a print at least), so that is the most they
 * can take; at rest they stand behind what is shown at their price and get what a print has beyond that. A bar without volume moves the
 * quotes only. Throws a DataError with file, line and reason; among others where a bar has fewer lots than prices it must print.
 */
export function barsTape(listing: Listing, bars: RowSource<BarRow>, options: BridgeOptions): LevelTape {
  const writer = new LevelTapeWriter(PINNED);
  const reader = new RowReader(bars, listing);
  const draws = new Draws(seedOf(options.seed, listing.symbol), 0);
  let n = 0;
  for (const row of bars.rows) {
    reader.inOrder(row);
    draws.decide(n++);
    bridge(writer, { row, bar: readBar(reader, row), reader, draws }, options);
  }
  return writer.done(reader);
}

function readBar(reader: RowReader, row: BarRow): Bar {
  const price = (value: number): Ticks => reader.price(row.line, value);
  const [open, high, low, close] = [price(row.open), price(row.high), price(row.low), price(row.close)];
  if (low > Math.min(open, close) || high < Math.max(open, close))
    throw reader.error(row.line, 'open or close lies outside low and high');
  return { open, high, low, close, volume: reader.wholeQty(row.line, row.volume) };
}

interface BarAt {
  readonly row: BarRow;
  readonly bar: Bar;
  readonly reader: RowReader;
  readonly draws: Draws;
}

function bridge(writer: LevelTapeWriter, { row, bar, reader, draws }: BarAt, options: BridgeOptions): void {
  const { spread = 1, prints = 20, shown = 0.1 } = options;
  const turns = turnsOf(bar, draws);
  const { volume } = bar;
  if (volume > 0 && volume < turns.length)
    throw reader.error(row.line, `volume of ${volume} lots cannot print the ${turns.length} prices of its path`);
  const steps = Math.max(turns.length, volume > 0 ? Math.min(prints, volume) : prints);
  const path = pathOf(bar, turns, steps, draws);
  const parts = volume > 0 ? partsOf(volume, steps, draws) : [];
  path.forEach((price, i) => {
    const at = row.at + Math.floor((row.length * i) / steps);
    const side = restingAt(path, i, draws);
    const lots = Math.max(1, share(volume * shown, i + 1, steps) - share(volume * shown, i, steps));
    quote(writer, at, { side, price, lots, spread });
    if (parts[i] !== undefined) writer.trade(at, side, price, parts[i]);
  });
}

const share = (lots: number, i: number, of: number): Lots => Math.floor((lots * i) / of);

/** Buyers push a price up, sellers down; a price that stays is drawn. */
function restingAt(path: readonly Ticks[], i: number, draws: Draws): Side {
  const drawn = draws.below(2) === 0 ? BUY : SELL;
  const move = i === 0 ? 0 : path[i]! - path[i - 1]!;
  return move === 0 ? drawn : move > 0 ? SELL : BUY;
}

interface Quoted {
  /** Side that rests at `price`; the other side quotes `spread` away. */
  readonly side: Side;
  readonly price: Ticks;
  readonly lots: Lots;
  readonly spread: Ticks;
}

function quote(writer: LevelTapeWriter, at: number, { side, price, lots, spread }: Quoted): void {
  const bid = side === BUY ? price : price - spread;
  const ask = side === SELL ? price : price + spread;
  writer.levels(at, bid > 0 ? [bid, lots] : [], [ask, lots]);
}
