import { denial } from '../denials';
import { priceText } from '../instruments';
import { isBuy } from '../order/parent';
import type { Check } from './check';
import { referencePrice } from './reference';

/**
 * A limit price may stand at most so many per cent and so many ticks beyond the reference, on the aggressive side (a buy above it,
 * a sell below it); the tighter of the two holds. A missing reference denies. A market order has no price to collar.
 */
export const priceCollar: Check = {
  points: ['parent', 'child', 'replace'],
  run: (order, books, limits) => {
    const { collarBps, collarTicks } = limits;
    if (order.price === undefined || (collarBps === undefined && collarTicks === undefined)) return undefined;
    const { instrument } = order;
    const reference = referencePrice(order, books);
    if (reference === undefined)
      return denial('NoReferencePrice', `no quote, last trade or prior close of ${instrument.symbol}: the collar cannot be set`);
    const byPercent =
      collarBps === undefined ? Number.MAX_SAFE_INTEGER : Number((BigInt(reference) * BigInt(collarBps)) / 10_000n);
    const byTicks = collarTicks === undefined ? Number.MAX_SAFE_INTEGER : collarTicks * instrument.tick;
    const width = Math.min(byPercent, byTicks);
    const beyond = isBuy(order.side) ? order.price - reference : reference - order.price;
    if (beyond <= width) return undefined;
    const edge = isBuy(order.side) ? reference + width : reference - width;
    return denial(
      'PriceCollar',
      `Price (44) ${priceText(instrument, order.price)} is beyond ${priceText(instrument, edge)} (reference ${priceText(instrument, reference)})`,
    );
  },
};
