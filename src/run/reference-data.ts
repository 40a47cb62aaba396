import { z } from 'zod';
import { type InstrumentSpec, instrumentOf } from '../core/instruments';
import { bySchema, readTable, type Table, TableError } from '../market-data/reference/table';
import { notNegative, positive } from './decimals';
import { UsageError } from './usage-error';

/** What may be said of an instrument, in the config and as columns of the instrument data. */
export const INSTRUMENT_FIELDS = {
  symbol: z.string().min(1, 'must be a symbol'),
  tick: positive,
  lot: positive.default('1'),
  priorClose: positive.optional(),
  multiplier: positive.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency of three capital letters')
    .optional(),
  adv: notNegative.optional(),
  volatility: positive.optional(),
  luldTier: z.preprocess(v => (typeof v === 'number' ? String(v) : v), z.enum(['1', '2'], 'must be 1 or 2').optional()),
  shortSale: z.enum(['easy', 'no'], 'must be easy or no').optional(),
};

/** An instrument whose decimals fit together. */
export const instrumentSchema = z.strictObject(INSTRUMENT_FIELDS).superRefine((spec, context) => {
  try {
    instrumentOf(spec);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const TABLE: Table<InstrumentSpec> = {
  what: 'instrument data',
  columns: Object.keys(INSTRUMENT_FIELDS),
  needed: ['symbol', 'tick'],
  read: bySchema(instrumentSchema),
  once: spec => ['symbol', spec.symbol],
};

/**
 * Reads instrument data: CSV with a header line, one instrument a line, columns in any order (symbol and tick are needed). Empty cells are
 * absent; lines that are empty or begin with # are skipped. Throws UsageError with file, line and column of every mistake.
 */
export function readInstruments(path: string): InstrumentSpec[] {
  try {
    return readTable(path, TABLE).map(({ value }) => value);
  } catch (error) {
    throw error instanceof TableError ? new UsageError(error.message) : error;
  }
}
