import type { Indicative } from '../../../simulator/matching/types';
import type { Resting } from './oracle-order';

/** Tries every price between the lowest and the highest limit and the reference, and keeps the best by the rules. */
export function naiveAuctionPrice(orders: readonly Resting[], reference: number): Indicative {
  const lots = (side: number, trades: (limit: number) => boolean): number =>
    orders.filter(o => o.order.side === side && trades(o.price)).reduce((sum, o) => sum + o.shown + o.reserve, 0);
  const anyPrice = (limit: number): boolean => !Number.isFinite(limit);
  const range = [reference, ...orders.map(o => o.price).filter(Number.isFinite)];
  let best: Indicative = { price: undefined, qty: 0, surplus: lots(0, anyPrice) - lots(1, anyPrice) };
  for (let price = Math.min(...range); price <= Math.max(...range); price++) {
    const bought = lots(0, limit => limit >= price);
    const sold = lots(1, limit => limit <= price);
    const found = { price, qty: Math.min(bought, sold), surplus: bought - sold };
    if (found.qty > 0 && score(found, reference) > score(best, reference)) best = found;
  }
  return best;
}

/** The rules as one number, each worth more than all that come after it. */
const score = ({ price, qty, surplus }: Indicative, reference: number): number =>
  price === undefined ? 0 : qty * 1e12 - Math.abs(surplus) * 1e7 - Math.abs(price - reference);
