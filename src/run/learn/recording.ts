import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../../core/data-error';
import type { TradeRow } from '../../core/market-data-rows';
import type { Micros } from '../../core/numbers';
import { FeatureSource, type FeatureTaker } from '../../market-data/features/feature-rows';
import type { FeatureRow } from '../../market-data/features/sampler';
import { loadRows } from '../../market-data/read/rows';
import { columnsOf, markOf, rowWriter } from '../../market-data/read/sluice-rows';
import { type MarketRows, RowTaker } from '../../training/data/rows';
import type { OwnTrade } from '../../training/own/own-trade';
import { APART, withoutOwnPrints } from '../../training/own/prints';
import type { SymbolRead } from './journal-read';

/** A symbol's day as a gateway received it, without our own trades. */
export interface RecordedDay {
  readonly rows: MarketRows;
  /** Trades that the feed told, in shares or contracts what they held, what of that was ours, and what of ours was not among them. */
  readonly prints: number;
  readonly traded: number;
  readonly ours: number;
  readonly missing: number;
  /** How much later than our own report the print of the same trade came (us): of each that was found. */
  readonly feedBehind: readonly Micros[];
}

/** Rows are on a grid of a second: labels need that. */
const EVERY: Micros = 1_000_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Days of a recording that have books and trades of a symbol, in order. */
export function recordedDays(record: string, symbol: string): string[] {
  const days = existsSync(record) ? readdirSync(record).filter(name => DAY.test(name)) : [];
  const has = (day: string, kind: string): boolean =>
    existsSync(fileOf(record, day, `${encodeURIComponent(symbol)}.${kind}.csv.gz`));
  return days.filter(day => has(day, 'books') && has(day, 'trades')).sort();
}

const fileOf = (record: string, day: string, name: string): string => join(record, day, name);

/** Where a recorded day is, and where what is made of it may be written. */
export interface DayPlace {
  readonly record: string;
  readonly day: string;
  readonly symbol: string;
  /** A file for the trades without ours. */
  readonly draft: string;
}

/**
 * Makes rows of a recorded day: our trades are taken out of the prints, and everything that is made of trades is made anew. Our orders still stand in the books that were
 * received. Rejects with a DataError where the recording cannot be read; one that is still being written may end in the middle of a piece.
 */
export async function recordedRows(place: DayPlace, { own, quantum, priceUnits }: SymbolRead): Promise<RecordedDay> {
  const { record, day, symbol, draft } = place;
  const file = (kind: string): string => fileOf(record, day, `${encodeURIComponent(symbol)}.${kind}.csv.gz`);
  const trades = await loadRows(file('trades'), 'trades');
  const all = [...trades.rows];
  const [px, qty] = [10 ** trades.priceScale / priceUnits, 10 ** trades.qtyScale / quantum];
  const [first, last] = [all[0]?.at ?? 0, all.at(-1)?.at ?? 0];
  const today = own
    // a report of ours may come before the first print, or after the last
    .filter(t => t.at >= first - APART && t.at <= last + APART)
    .map((t): OwnTrade => ({ ...t, price: Math.round(t.price * px), qty: Math.round(t.qty * qty) }));
  const { left, found, missing } = withoutOwnPrints(all, today);
  writeFileSync(draft, textOf(trades, all, left));
  const events = fileOf(record, day, 'events.jsonl');
  const rows = await rowsOf([file('books'), draft], existsSync(events) ? events : undefined, symbol);
  const share = 10 ** trades.qtyScale;
  return {
    rows,
    prints: all.length,
    traded: all.reduce((sum, t) => sum + t.qty, 0) / share,
    ours: all.reduce((sum, t, i) => sum + t.qty - left[i]!, 0) / share,
    missing: missing / share,
    feedBehind: today.flatMap((t, n) => (found[n]! < 0 ? [] : [all[found[n]!]!.at - t.at])),
  };
}

/** The trades that are left as a file of our own format. */
function textOf(
  scales: { readonly priceScale: number; readonly qtyScale: number },
  rows: readonly TradeRow[],
  left: Float64Array,
): string {
  const write = rowWriter('trades', scales);
  const lines = rows.flatMap((row, i) => (left[i]! > 0 ? [write({ ...row, qty: left[i]! }, '')] : []));
  return `${[markOf('trades', scales), columnsOf('trades'), ...lines].join('\n')}\n`;
}

async function rowsOf(files: readonly string[], events: string | undefined, symbol: string): Promise<MarketRows> {
  const named = files.map(file => ({ file, format: undefined }));
  const source = await FeatureSource.open({ files: named, events, symbol, every: EVERY, latency: 0, day: undefined });
  try {
    const rows = new RowTaker();
    const taker: FeatureTaker = {
      isFull: false,
      row: ({ at, mid, vector }: FeatureRow) => rows.add(at, mid, vector),
      flush: () => Promise.resolve(),
    };
    await source.rows(taker);
    return rows.rows();
  } finally {
    await source.close();
  }
}

/** Whether an error is of a recording that cannot be read. */
export const isUnreadable = (error: unknown): error is DataError => error instanceof DataError;
