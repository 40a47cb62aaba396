import type { QuotedLevel } from '../../core/market-data-rows';

/** A quoted level; undefined, no such side, where price or quantity is zero or below. */
export const level = (price: number, qty: number): QuotedLevel | undefined => (price > 0 && qty > 0 ? { price, qty } : undefined);
