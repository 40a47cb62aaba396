import { z } from 'zod';
import type { Micros } from '../../core/numbers';
import { STRATEGIES } from '../../core/strategies';
import { bySchema, readTable, type Table, TableError } from '../../market-data/reference/table';
import { positive } from '../decimals';
import { duration } from '../duration';
import type { Amendment, NewOrder } from '../order-client-messages';
import { UsageError } from '../usage-error';

/** A parent order of a backtest: what an OMS would send, and how long after the start. */
export interface ParentSpec {
  readonly clOrdId: string;
  readonly after: Micros;
  readonly order: NewOrder;
  /** What its OMS asks of it later on; of one moment in the order in which they stand. */
  readonly changes?: readonly ParentChange[] | undefined;
}

/** A cancel, or with `to` a replace, of a parent: ids as its OMS gave them, and how long after the start it comes. */
export interface ParentChange {
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly after: Micros;
  readonly to?: Amendment | undefined;
}

/** Side (54) by name. */
export const SIDES = { buy: '1', sell: '2', short: '5' } as const;
const SIDE_NAMES = Object.keys(SIDES) as (keyof typeof SIDES)[];
/** TimeInForce (59) by name. */
export const TIFS = { day: '0', gtc: '1', open: '2', ioc: '3', fok: '4', close: '7' } as const;
const TIF_NAMES = Object.keys(TIFS) as (keyof typeof TIFS)[];
const STRATEGY_NAMES = Object.keys(STRATEGIES) as (keyof typeof STRATEGIES)[];

export const sideName = z.enum(SIDE_NAMES, `must be one of ${SIDE_NAMES.join(', ')}`);
export const strategyName = z.enum(STRATEGY_NAMES, `must be one of ${STRATEGY_NAMES.join(', ')}`);
const value = z.union([z.string(), z.number()], 'must be a text or a number').transform(String);
/** Strategy parameters by name. */
export const parameterValues = z.record(z.string(), value);

/** `Duration=600;SlotSeconds=30` */
const parameterText = z.string().transform((text, context): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const part of text.split(';').filter(p => p.trim() !== '')) {
    const equals = part.indexOf('=');
    if (equals < 1) context.addIssue({ code: 'custom', message: `'${part.trim()}' is not Name=value` });
    else found[part.slice(0, equals).trim()] = part.slice(equals + 1).trim();
  }
  return found;
});

const FIELDS = {
  at: duration,
  symbol: z.string().min(1, 'must be a symbol'),
  side: sideName,
  qty: positive,
  price: positive.optional(),
  strategy: strategyName.default('DMA'),
  tif: z.enum(TIF_NAMES, `must be one of ${TIF_NAMES.join(', ')}`).default('day'),
  rate: positive.optional(),
  id: z.string().min(1).max(64, 'must have at most 64 characters').optional(),
};

/** A parent in YAML. */
export const parentSchema = z.strictObject({ ...FIELDS, parameters: parameterValues.default({}) });
export type ParentEntry = z.infer<typeof parentSchema>;

/** How an order is to be worked. */
export interface StrategyWords {
  readonly strategy: ParentEntry['strategy'];
  readonly parameters: ParentEntry['parameters'];
  readonly rate?: string | undefined;
}

const TABLE: Table<ParentEntry> = {
  what: 'parent orders',
  columns: [...Object.keys(FIELDS), 'parameters'],
  needed: ['at', 'symbol', 'side', 'qty'],
  read: bySchema(z.strictObject({ ...FIELDS, parameters: parameterText.default({}) })),
};

/**
 * Reads parents from CSV: a header line, an order a line; `parameters` as `Duration=600;SlotSeconds=30`. Throws a UsageError with file, line
 * and column of every mistake.
 */
export function readParents(path: string): ParentEntry[] {
  try {
    return readTable(path, TABLE).map(row => row.value);
  } catch (error) {
    throw error instanceof TableError ? new UsageError(error.message) : error;
  }
}

/** The order that an entry asks for; `n` counts from 1 and names it where it has no id. */
export function specOf(entry: ParentEntry, n: number): ParentSpec {
  const { at, symbol, side, qty, price, strategy, tif, rate, id, parameters } = entry;
  const order: NewOrder = {
    symbol,
    side: SIDES[side],
    orderQty: qty,
    price,
    timeInForce: TIFS[tif],
    strategy: STRATEGIES[strategy].code,
    parameters,
    rate,
  };
  return { clOrdId: id ?? `B${n}`, after: at, order };
}
