import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { z } from 'zod';
import { bySchema, readTable, type Table, TableError } from '../../market-data/reference/table';
import type { Metaorder } from '../../training/impact/metaorder';
import { UsageError } from '../usage-error';
import { writeText } from './model-file';

/** A cell that holds a number; `above`: above zero, else at or above it. */
const cell = (kind: 'above' | 'from' | 'any') =>
  z
    .string()
    .transform(Number)
    .refine(n => Number.isFinite(n) && (kind === 'any' || n > 0 || (kind === 'from' && n === 0)), {
      message: { above: 'must be a number above zero', from: 'must be a number at or above zero', any: 'must be a number' }[kind],
    });

const ROW = {
  /** A day or a seed: what belongs together. */
  cluster: z.string(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell'], 'must be buy or sell'),
  startSeconds: cell('from'),
  durationSeconds: cell('from'),
  quantity: cell('above'),
  adv: cell('above'),
  volatilityPercent: cell('above'),
  spreadBps: cell('from'),
  costBps: cell('any'),
  touchQuantity: cell('above').optional(),
  regime: z.string().optional(),
};

/** The columns of a file of metaorders, in the order in which they are written. */
export const METAORDER_COLUMNS: readonly string[] = Object.keys(ROW);
const OPTIONAL = ['touchQuantity', 'regime'];

const rowSchema = z.strictObject(ROW).transform((r): Metaorder => {
  const { adv, touchQuantity, regime } = r;
  return {
    cluster: r.cluster,
    symbol: r.symbol,
    buy: r.side === 'buy',
    start: r.startSeconds,
    query: {
      size: r.quantity / adv,
      volatility: r.volatilityPercent / 100,
      spread: r.spreadBps,
      duration: r.durationSeconds,
      ...(touchQuantity !== undefined && { depth: touchQuantity / adv }),
      ...(regime !== undefined && { regime }),
    },
    cost: r.costBps,
  };
});

const TABLE: Table<Metaorder> = {
  what: 'metaorders',
  columns: METAORDER_COLUMNS,
  needed: METAORDER_COLUMNS.filter(c => !OPTIONAL.includes(c)),
  read: bySchema(rowSchema),
};

/** What a file begins with that holds no orders of a real market. */
const SYNTHETIC = '# synthetic';

/** Metaorders of a file, and whether it says that they are synthetic. */
export interface MetaorderFile {
  readonly orders: readonly Metaorder[];
  readonly synthetic: boolean;
}

/** Reads metaorders: CSV with a line of names. Throws UsageError with file, line and column of every mistake. */
export function readMetaorders(path: string): MetaorderFile {
  try {
    const orders = readTable(path, TABLE).map(({ value }) => value);
    return { orders, synthetic: readFileSync(path, 'utf8').startsWith(SYNTHETIC) };
  } catch (error) {
    throw error instanceof TableError ? new UsageError(error.message) : error;
  }
}

/** Writes metaorders; `about` is what a synthetic file says of itself, in one line. Throws UsageError where it cannot be written. */
export function writeMetaorders(path: string, orders: readonly Metaorder[], about: string): void {
  const rows = orders.map(({ cluster, symbol, buy, start, query: q, cost }) =>
    [
      ...[cluster, symbol, buy ? 'buy' : 'sell', start.toFixed(3), q.duration.toFixed(3)],
      ...[digits(q.size * WRITTEN_ADV), WRITTEN_ADV, digits(q.volatility * 100), digits(q.spread), cost.toFixed(4)],
      ...[q.depth === undefined ? '' : digits(q.depth * WRITTEN_ADV), q.regime ?? ''],
    ].join(','),
  );
  writeText(path, `${SYNTHETIC}: ${about}\n${METAORDER_COLUMNS.join(',')}\n${rows.join('\n')}\n`);
}

/** Only the ratio to it counts. */
const WRITTEN_ADV = 1_000_000;
const digits = (value: number): string => String(Number(value.toPrecision(7)));

/** Whether a file is a journal: an SQLite database. */
export function isJournal(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    const head = Buffer.alloc(15);
    readSync(file, head, 0, 15, 0);
    closeSync(file);
    return head.toString('latin1') === 'SQLite format 3';
  } catch {
    return false;
  }
}
