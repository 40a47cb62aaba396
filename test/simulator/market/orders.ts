import type { SubmitRequest } from '../../../simulator/market/exchange-types';
import { BUY, SELL } from '../../../simulator/matching/types';

/** An order of A's to buy 10 ACME at 100 ticks, but for what `over` says. */
export const order = (over: Partial<SubmitRequest>): SubmitRequest => ({
  owner: 'A',
  ref: 'a1',
  symbol: 'ACME',
  side: BUY,
  qty: 10,
  price: 100,
  tif: 'Day',
  ...over,
});

/** What makes it an order of B's to sell. */
export const sell: Partial<SubmitRequest> = { owner: 'B', ref: 'b1', side: SELL };
