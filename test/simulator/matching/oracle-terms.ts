import type { NewOrder, Side } from '../../../simulator/matching/types';

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n > 0;

/** What is wrong with the special terms of an order, in the order in which a book looks at them. */
export function wrongTerms(o: NewOrder): string | undefined {
  const s = o.special ?? {};
  const auctionOnly = o.tif === 'AtOpen' || o.tif === 'AtClose';
  const canRest = o.price !== undefined && !auctionOnly && o.tif !== 'IOC' && o.tif !== 'FOK';
  if (s.stop !== undefined && !Number.isSafeInteger(s.stop)) return 'BadPrice';
  if (s.stop !== undefined && (auctionOnly || s.postOnly)) return 'BadTerms';
  if (s.display !== undefined && s.display !== 0 && !isCount(s.display)) return 'BadQuantity';
  if (s.display !== undefined && !canRest) return 'BadTerms';
  if (s.postOnly && !canRest) return 'BadTerms';
  if (s.minQty !== undefined && !(isCount(s.minQty) && s.minQty <= o.qty)) return 'BadQuantity';
  if (s.minQty !== undefined && (canRest || auctionOnly || o.tif === 'FOK')) return 'BadTerms';
  return s.selfTrade && !isCount(s.selfTrade.id) ? 'BadTerms' : undefined;
}

/** What must be known of a book to say so. */
interface TradingBook {
  readonly collecting: boolean;
  /** What an incoming order of a limit would meet. */
  reachable(side: Side, limit: number): readonly unknown[];
}

/** Why an order cannot be taken now. */
export function untimely(book: TradingBook, o: NewOrder): string | undefined {
  if (o.special?.stop !== undefined) return undefined;
  if (book.collecting) return o.tif === 'IOC' || o.tif === 'FOK' || o.special?.minQty !== undefined ? 'CallPhase' : undefined;
  return o.special?.postOnly && book.reachable(o.side, o.price!).length > 0 ? 'WouldTrade' : undefined;
}
