import { dayFromText } from '../../../src/core/civil';
import type { BarRow, OrderRow, QuoteRow, TradeRow } from '../../../src/core/market-data-rows';
import type { Setup } from '../../../src/market-data/cleanse/rule';
import type { Kind, RowsByKind } from '../../../src/market-data/read/format';

export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const DAY = 86_400 * SECOND;
export const day = (text: string): number => dayFromText(text)!;

export const quote = (bid: number, ask: number, more: Partial<QuoteRow> = {}): Partial<QuoteRow> => ({
  bid: bid === 0 ? undefined : { price: bid, qty: 100 },
  ask: ask === 0 ? undefined : { price: ask, qty: 100 },
  ...more,
});
export const trade = (price: number, more: Partial<TradeRow> = {}): Partial<TradeRow> => ({ price, qty: 100, ...more });
export const bar = (open: number, high: number, low: number, close: number, more: Partial<BarRow> = {}): Partial<BarRow> => ({
  ...{ open, high, low, close, volume: 10, length: MINUTE },
  ...more,
});
/** A bar that opens and closes at a price. */
export const flat = (price: number, more: Partial<BarRow> = {}): Partial<BarRow> => bar(price, price + 2, price - 2, price, more);
export const order = (kind: OrderRow['kind'], orderId: string, more: Partial<OrderRow> = {}): Partial<OrderRow> => ({
  ...{ kind, orderId, side: 'buy', price: 1000, qty: 5 },
  ...more,
});
export const times = <T>(n: number, make: (k: number) => T): T[] => Array.from({ length: n }, (_, k) => make(k));

/** Rows, and what one rule says of them. */
export interface Case<K extends Kind = Kind> {
  readonly rule: string;
  readonly story: string;
  readonly kind: K;
  readonly rows: readonly Partial<RowsByKind[K]>[];
  /** Of the last rows; those before are kept. */
  readonly expected: readonly string[];
  readonly setup?: Partial<Setup>;
}
export const of = <K extends Kind>(one: Case<K>): Case => one as unknown as Case;
