import type { NewOrder } from '../../../simulator/matching/types';
import type { Resting } from './oracle-order';

export const isOwn = (o: NewOrder, m: Resting): boolean =>
  o.special?.selfTrade !== undefined && m.order.special?.selfTrade?.id === o.special.selfTrade.id;

/**
 * Lots that an incoming order could get at once of those that it would meet, in turn. What icebergs hold back at a price comes after
 * what is shown there.
 */
export function obtainable(o: NewOrder, met: readonly Resting[]): number {
  let sum = 0;
  for (const m of met) {
    if (!isOwn(o, m)) sum += m.shown + (ownAmong(o, met, m.price) ? 0 : m.reserve);
    else if (o.special?.selfTrade?.mode !== 'CancelOldest') return sum;
  }
  return sum;
}

/** True where an order of the same group, which the incoming one would stop at, is shown at a price. */
const ownAmong = (o: NewOrder, met: readonly Resting[], price: number): boolean =>
  o.special?.selfTrade?.mode !== 'CancelOldest' && met.some(m => m.price === price && m.place === 'lit' && isOwn(o, m));
