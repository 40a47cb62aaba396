import { denial } from '../denials';
import { qtyText } from '../instruments';
import { formatDecimal } from '../numbers';
import type { Check } from './check';
import { asQty, exceeds } from './limits';

/** OrderQty of one order, in shares or contracts, at most the limit. */
export const maxOrderQty: Check = {
  points: ['parent', 'child', 'replace'],
  run: (order, _books, limits) => {
    const limit = limits.maxOrderQty;
    if (!limit || !exceeds(asQty(order.orderQty, order.instrument.qtyScale), limit)) return undefined;
    return denial(
      'MaxOrderQty',
      `OrderQty (38) ${qtyText(order.instrument, order.orderQty)} exceeds ${formatDecimal(limit.n, limit.scale)}`,
    );
  },
};
