import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Day } from '../../core/civil';
import { DataError } from '../../core/data-error';
import type { SymbolMarket } from '../../drop-copy/tca/market';
import type { Window } from '../../drop-copy/tca/survey';
import type { AnyRow, RowsByKind } from '../../market-data/read/format';
import { openRows, type RowFile } from '../../market-data/read/rows';
import { UsageError } from '../usage-error';
import { SymbolRows } from './market-rows';

/** Which market data there are: `FILE`, `FOLDER`, or `SYMBOL=FILE` where a file does not say whose rows it has. */
export interface MarketOptions {
  readonly market: readonly string[];
  /** Format of files without a header line. */
  readonly format?: string | undefined;
  /** Day of files whose stamps count from midnight and whose names do not say it. */
  readonly day?: Day | undefined;
}

/** Market data of symbols, and what was passed over, in words. */
export interface MarketOfFiles {
  readonly markets: ReadonlyMap<string, SymbolMarket>;
  readonly notes: readonly string[];
}

interface Named {
  readonly file: string;
  readonly symbol: string | undefined;
  /** It came out of a folder: what is no market data there is passed over. */
  readonly found: boolean;
}

type Opened = Named & { readonly rows: RowFile };

/** Finer than most files count; a file that is finer still is the measure. */
const SCALE = 8;

/**
 * Reads market data of the symbols in `wanted`, around their orders: quotes (of several venues the best), books, market data by order, trades, bars. Rejects with a UsageError
 * that names the file, and the line where one is wrong.
 */
export async function marketOfFiles(options: MarketOptions, wanted: ReadonlyMap<string, Window>): Promise<MarketOfFiles> {
  const notes: string[] = [];
  const opened: Opened[] = [];
  for (const named of options.market.flatMap(namedFiles)) {
    const rows = await open(named, options, notes);
    if (rows) opened.push({ ...named, rows });
  }
  const scale = Math.max(SCALE, ...opened.map(o => o.rows.format.priceScale));
  const bySymbol = new Map([...wanted].map(([symbol, window]) => [symbol, new SymbolRows(scale, window)]));
  for (const file of opened) await readInto(bySymbol, file);
  const markets = new Map([...bySymbol].map(([symbol, rows]) => [symbol, rows.market()]));
  const missing = [...markets].filter(([, market]) => market.from.length === 0).map(([symbol]) => symbol);
  if (opened.length > 0 && missing.length > 0) notes.push(`--market has nothing of ${listed(missing)}`);
  return { markets, notes };
}

/** Names, of many the first few. */
const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');

function namedFiles(text: string): Named[] {
  const [path, symbol] = apart(text);
  if (!existsSync(path)) throw new UsageError(`--market: ${text} does not exist`);
  if (!statSync(path).isDirectory()) return [{ file: path, symbol, found: false }];
  const within = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = within.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return files.sort().map(file => ({ file, symbol, found: true }));
}

/** A path that is there is one, whatever it is called. */
function apart(text: string): [path: string, symbol: string | undefined] {
  const at = text.indexOf('=');
  return at <= 0 || existsSync(text) ? [text, undefined] : [text.slice(at + 1), text.slice(0, at)];
}

async function open({ file, found }: Named, { format, day }: MarketOptions, notes: string[]): Promise<RowFile | undefined> {
  try {
    return await openRows(file, { format, day, anyOrder: true });
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    if (!found) throw new UsageError(`--market: ${error.message}`);
    notes.push(`passed over ${basename(file)}: no market data that we know`);
    return undefined;
  }
}

async function readInto(bySymbol: ReadonlyMap<string, SymbolRows>, { file, symbol, rows }: Opened): Promise<void> {
  const { kind } = rows.format;
  try {
    for await (const batch of rows.batches())
      for (const row of batch as readonly AnyRow[]) {
        const name = symbol ?? row.symbol;
        if (name === undefined)
          throw new UsageError(`--market: ${file} does not say whose rows it has: name the symbol, --market SYMBOL=${file}`);
        const into = bySymbol.get(name);
        if (into) TAKE[kind](into, row, { file, ...rows.format });
      }
  } catch (error) {
    throw error instanceof DataError ? new UsageError(`--market: ${error.message}`) : error;
  }
}

interface From {
  readonly file: string;
  readonly priceScale: number;
  readonly qtyScale: number;
}

const TAKE: Readonly<Record<keyof RowsByKind, (into: SymbolRows, row: AnyRow, from: From) => void>> = {
  quotes: (into, row, from) => into.quote(from.file, row as RowsByKind['quotes'], from),
  books: (into, row, from) => into.book(from.file, row as RowsByKind['books'], from),
  orders: (into, row, from) => into.order(from.file, row as RowsByKind['orders'], from),
  trades: (into, row, from) => into.trade(from.file, row as RowsByKind['trades'], from),
  bars: (into, row, from) => into.bar(from.file, row as RowsByKind['bars'], from),
};
