import { denial } from '../denials';
import type { Check } from './check';

/** Parent orders open at once, the new one included, at most the limit. Children draw on their parent's place. */
export const maxOpenOrders: Check = {
  points: ['parent'],
  run: (_order, books, limits) => {
    if (limits.maxOpenOrders === undefined || books.openParents < limits.maxOpenOrders) return undefined;
    return denial('MaxOpenOrders', `${books.openParents} orders are open, at most ${limits.maxOpenOrders}`);
  },
};
