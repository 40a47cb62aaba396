import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy } from '../order/parent';
import type { RiskOrder } from './check';

/**
 * The reference price of an order, in price units: the far touch of the NBBO, then the near touch, the last trade, the prior close.
 * undefined where nothing is known: a check that needs it denies.
 */
export function referencePrice(order: RiskOrder, books: Ledger): Px | undefined {
  const q = books.quotes.get(order.instrument.symbol);
  const far = isBuy(order.side) ? q?.ask : q?.bid;
  const near = isBuy(order.side) ? q?.bid : q?.ask;
  return far ?? near ?? q?.last ?? order.instrument.priorClose;
}
