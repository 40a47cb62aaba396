import type { QuotedLevel } from '../../core/market-data-rows';
import { Wrong } from './cells';

type Reader = (text: string) => number | string;

/** The levels of a JSON list of [price, quantity] texts, in the order given; those of no quantity are left out. Throws Wrong. */
export function levelsOf(list: unknown, priceOf: Reader, qtyOf: Reader): QuotedLevel[] {
  if (!Array.isArray(list)) throw new Wrong('has no list of bids or asks');
  return list.map((pair: unknown) => levelOf(pair, priceOf, qtyOf)).filter(({ qty }) => qty > 0);
}

/** One [price, quantity] pair; the quantity may be zero. Throws Wrong. */
export function levelOf(pair: unknown, priceOf: Reader, qtyOf: Reader): QuotedLevel {
  const [price, qty] = Array.isArray(pair) ? [priceOf(String(pair[0])), qtyOf(String(pair[1]))] : ['', ''];
  if (typeof price !== 'number' || typeof qty !== 'number' || qty < 0)
    throw new Wrong(`has a level ${JSON.stringify(pair)} that is no price and quantity`);
  return { price, qty };
}
