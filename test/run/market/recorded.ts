import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byTime } from '../../../simulator/market/replay/books-tape';
import { LevelColumns } from '../../../src/core/features/levels';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { QuotedLevel } from '../../../src/core/market-data-rows';
import type { Micros } from '../../../src/core/numbers';
import { readMarketEvents } from '../../../src/market-data/features/market-events';
import { SymbolFeatures } from '../../../src/market-data/features/symbol-features';
import { loadRows } from '../../../src/market-data/read/rows';

/** Files of a recording of one day. */
export function recordingOf(dir: string, symbol: string) {
  const [day] = readdirSync(dir);
  const at = (name: string): string => join(dir, day!, name);
  return { books: at(`${symbol}.books.csv.gz`), trades: at(`${symbol}.trades.csv.gz`), events: at('events.jsonl') };
}

interface Asked {
  readonly at: Micros;
  readonly asOf: Micros;
}

const columns = (levels: readonly QuotedLevel[]): LevelColumns => {
  const side = new LevelColumns();
  for (const { price, qty } of levels) side.add(price, qty);
  return side;
};

/** Vectors of features as of some moments, made of a recording alone; null where one is not known. */
export async function featuresOf(dir: string, symbol: string, asked: readonly Asked[]): Promise<(number | null)[][]> {
  const files = recordingOf(dir, symbol);
  const books = await loadRows(files.books, 'books');
  const trades = await loadRows(files.trades, 'trades');
  const events = await readMarketEvents(files.events, symbol);
  const engine = new SymbolFeatures(books);
  const rows = [...byTime(trades.rows, books.rows)];
  const vector = new Float64Array(SYMBOL_FEATURES.length);
  return asked.map(({ at, asOf }) => {
    for (;;) {
      const row = rows[0]?.first ?? rows[0]?.second;
      const [event] = events;
      const due = Math.min(row?.at ?? Number.POSITIVE_INFINITY, event?.at ?? Number.POSITIVE_INFINITY);
      if (event && event.at === due && due <= at) {
        events.shift();
        if ('trading' in event) engine.status(due, event.trading);
        else engine.news(due, event.urgency);
      } else if (row && due <= asOf) {
        rows.shift();
        if ('bids' in row) engine.book(row.at, columns(row.bids), columns(row.asks));
        else engine.trade(row.at, row.price, row.qty, row.aggressor === undefined ? 0 : row.aggressor === 'buy' ? 1 : -1);
      } else break;
    }
    engine.read(at, vector);
    return Array.from(vector, value => (Number.isFinite(value) ? value + 0 : null));
  });
}
