import type { Listing } from '../../simulator/market/instruments';
import { barsTape } from '../../simulator/market/replay/bars-tape';
import { booksTape } from '../../simulator/market/replay/books-tape';
import { LevelPlayer } from '../../simulator/market/replay/level-player';
import type { LevelTape } from '../../simulator/market/replay/level-tape';
import { quotesTape } from '../../simulator/market/replay/quotes-tape';
import type { RowSource } from '../core/market-data-rows';
import type { Kind, RowsByKind } from '../market-data/read/format';
import { FORMATS } from '../market-data/read/formats';
import { loadRows } from '../market-data/read/rows';
import { DEFAULT_SPEED, type Tape, type TapeOptions } from './sim-tape-options';
import { UsageError } from './usage-error';

/** Reads market data by price: snapshots, quotes or bars. Rejects with a UsageError or a DataError that names the file. */
export async function levelTape(options: TapeOptions, listed: Listing): Promise<Tape> {
  const { speed = DEFAULT_SPEED, queue, impact } = options;
  const tape = await tapeOf(options, listed);
  return {
    listing: { ...listed, referencePriceTicks: tape.first },
    player: start => new LevelPlayer({ tape, start, speed, queue, impact: impact?.() }),
  };
}

async function tapeOf(options: TapeOptions, listed: Listing): Promise<LevelTape> {
  const { kind, file, guests } = options;
  if (kind === 'bars') {
    if (options.trades) throw new UsageError(`${file}: bars have their trades in them: no file of trades goes with them`);
    return barsTape(listed, await rowsOf(file, 'bars', options), { seed: guests?.seed ?? 1 });
  }
  const trades = options.trades === undefined ? undefined : await rowsOf(options.trades, 'trades', options);
  return kind === 'l2'
    ? booksTape(listed, await rowsOf(file, 'books', options), trades)
    : quotesTape(listed, await rowsOf(file, 'quotes', options), trades);
}

async function rowsOf<K extends Kind>(file: string, kind: K, { format, symbol }: TapeOptions): Promise<RowSource<RowsByKind[K]>> {
  const source = await loadRows(file, kind, { format: formatOf(kind, format) });
  return { ...source, rows: [...source.rows].filter(row => row.symbol === undefined || row.symbol === symbol) };
}

/** The format of that name that has rows of this kind. A log may hold several kinds: `binance` is `binance-books`, `binance-trades`, ... */
function formatOf(kind: Kind, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const named = FORMATS.find(f => f.kind === kind && (f.name === name || f.name.startsWith(`${name}-`)));
  const known = FORMATS.filter(f => f.kind === kind).map(f => f.name);
  if (!named) throw new UsageError(`format '${name}' has no ${kind}; those that have: ${known.join(', ')}`);
  return named.name;
}
