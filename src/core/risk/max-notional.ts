import { denial } from '../denials';
import { formatDecimal, mulExact } from '../numbers';
import type { Check } from './check';
import { asQty, exceeds } from './limits';
import { referencePrice } from './reference';

/** OrderQty x price at most the limit, in the price's currency; a market order counts at the reference price, and without one is denied. */
export const maxNotional: Check = {
  points: ['parent', 'child', 'replace'],
  run: (order, books, limits) => {
    const limit = limits.maxNotional;
    if (!limit) return undefined;
    const price = order.price ?? referencePrice(order, books);
    if (price === undefined)
      return denial(
        'NoReferencePrice',
        `no quote, last trade or prior close of ${order.instrument.symbol}: notional cannot be known`,
      );
    const { qtyScale, priceScale } = order.instrument;
    const notional = mulExact(asQty(order.orderQty, qtyScale), { n: BigInt(price), scale: priceScale });
    if (!exceeds(notional, limit)) return undefined;
    return denial(
      'MaxNotional',
      `notional ${formatDecimal(notional.n, notional.scale)} exceeds ${formatDecimal(limit.n, limit.scale)}`,
    );
  },
};
