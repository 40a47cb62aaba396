import { denial } from '../denials';
import type { Check } from './check';

/** Parent orders open at once, the new one included, at most the limit. Children draw on their parent's place. */
export const maxOpenOrders: Check = {
  code: 'MaxOpenOrders',
  points: ['parent'],
  about: 'Parent orders open at once, the new one included, at most the limit. Children draw on the place of their parent.',
  source: 'FIA best practices (2024), read at second hand',
  rule: ({ maxOpenOrders: most }) =>
    most === undefined ? undefined : `at most ${most} orders open at once, the new one included`,
  run: (_order, books, levels) => {
    const most = levels[0]!.limits.maxOpenOrders;
    if (most === undefined || books.openParents < most) return undefined;
    return denial('MaxOpenOrders', `${books.openParents} orders are open, at most ${most} (limits.firm.maxOpenOrders)`);
  },
};
