import { ICEBERG, POST_ONLY, SELF_TRADE } from './pool';
import { MAX_SELF_TRADE_ID, selfTradeTerms } from './self-trade';
import type { BookState } from './state';
import type { BookRefusal, NewOrder, SpecialTerms, TimeInForce } from './types';

export const isLots = (qty: number): boolean => Number.isSafeInteger(qty) && qty > 0;
export const isTicks = (price: number): boolean => Number.isSafeInteger(price);
/** True for a time in force that lets an order rest in continuous trading. */
export const rests = (tif: TimeInForce): boolean => tif === 'Day' || tif === 'GTC' || tif === 'GTD';
export const isForAuction = (tif: TimeInForce): boolean => tif === 'AtOpen' || tif === 'AtClose';

/** What is wrong with an order's special terms, by themselves and beside the rest of it. */
export function wrongSpecial(order: NewOrder, s: SpecialTerms): BookRefusal | undefined {
  const mayRest = order.price !== undefined && rests(order.tif);
  if (s.stop !== undefined) {
    if (!isTicks(s.stop)) return 'BadPrice';
    if (isForAuction(order.tif) || s.postOnly) return 'BadTerms';
  }
  if (s.display !== undefined) {
    if (s.display !== 0 && !isLots(s.display)) return 'BadQuantity';
    if (!mayRest) return 'BadTerms';
  }
  if (s.postOnly && !mayRest) return 'BadTerms';
  if (s.minQty !== undefined) {
    if (!isLots(s.minQty) || s.minQty > order.qty) return 'BadQuantity';
    if (mayRest || isForAuction(order.tif) || order.tif === 'FOK') return 'BadTerms';
  }
  return s.selfTrade && !isSelfTradeId(s.selfTrade.id) ? 'BadTerms' : undefined;
}

const isSelfTradeId = (id: number): boolean => Number.isSafeInteger(id) && id > 0 && id <= MAX_SELF_TRADE_ID;

/** The special terms of an order that rests in the book; undefined for a plain one. `hidden`: it is in a hidden queue. */
export function specialOf(state: BookState, slot: number, hidden: boolean): SpecialTerms | undefined {
  const { pool } = state;
  const flags = pool.flags[slot]!;
  if ((flags & (ICEBERG | SELF_TRADE | POST_ONLY)) === 0 && !hidden) return undefined;
  return {
    display: hidden ? 0 : (flags & ICEBERG) !== 0 ? pool.show[slot]! : undefined,
    postOnly: (flags & POST_ONLY) !== 0,
    selfTrade: (flags & SELF_TRADE) === 0 ? undefined : selfTradeTerms(pool.selfTrade[slot]!),
  };
}
