import { z } from 'zod';
import { PHASES } from '../../core/reference/calendar';
import { clock, currency, day, moment, name, notNegative, positive, whole } from './fields';
import { bySchema, type Table } from './table';

type Shape = Readonly<Record<string, z.ZodType>>;
type ValueOf<S extends Shape> = z.infer<z.ZodObject<S>>;

function table<S extends Shape>(what: string, shape: S, needed: readonly (keyof S & string)[]): Table<ValueOf<S>> {
  return { what, columns: Object.keys(shape), needed, read: bySchema(z.strictObject(shape) as unknown as z.ZodType<ValueOf<S>>) };
}

const span = { from: day, until: day.optional() };
const phase = z.enum(PHASES, `must be one of ${PHASES.join(', ')}`);

/** The schema: tables of effective-dated reference data. `until` is the first day on which a row holds no more. */
export const TABLES = {
  'calendars.csv': table('calendars', { market: name, zone: name }, ['market', 'zone']),
  'phases.csv': table(
    'session phases',
    {
      market: name,
      schedule: name,
      ...span,
      phase,
      start: clock,
      end: clock,
      lastEntry: clock.optional(),
      lastCancel: clock.optional(),
    },
    ['market', 'schedule', 'from', 'phase', 'start', 'end'],
  ),
  'special-days.csv': table('holidays and half days', { market: name, day, name, schedule: name.optional() }, [
    'market',
    'day',
    'name',
  ]),
  'tick-tables.csv': table('tick tables', { table: name, ...span, floor: notNegative, tick: positive }, [
    'table',
    'from',
    'floor',
    'tick',
  ]),
  'listings.csv': table('listings', { symbol: name, ...span, market: name, tickTable: name, roundLot: positive, currency }, [
    'symbol',
    'from',
    'market',
    'tickTable',
    'roundLot',
    'currency',
  ]),
  'corporate-actions.csv': table(
    'corporate actions',
    {
      security: name,
      exDay: day,
      kind: z.enum(['split', 'dividend'], 'must be split or dividend'),
      new: whole.optional(),
      old: whole.optional(),
      amount: positive.optional(),
      currency: currency.optional(),
    },
    ['security', 'exDay', 'kind'],
  ),
  'tickers.csv': table('ticker changes', { security: name, ticker: name, ...span }, ['security', 'ticker', 'from']),
  'halts.csv': table('halts', { symbol: name, start: moment, end: moment, reason: name }, ['symbol', 'start', 'end', 'reason']),
} as const;

export type TableName = keyof typeof TABLES;
export type RowOf<N extends TableName> = (typeof TABLES)[N] extends Table<infer T> ? T : never;
