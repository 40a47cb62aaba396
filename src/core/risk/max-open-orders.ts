import { denial } from '../denials';
import type { Check } from './check';
import { pathOf } from './levels';

/** Parent orders open at once, the new one included, at most the limit. Children draw on their parent's place. */
export const maxOpenOrders: Check = {
  code: 'MaxOpenOrders',
  points: ['parent'],
  about: 'Parent orders open at once, the new one included, at most the limit. Children draw on the place of their parent.',
  source: 'FIA best practices (2024), read at second hand',
  rule: ({ maxOpenOrders: most }) =>
    most === undefined ? undefined : `at most ${most} orders open at once, the new one included`,
  run: (_order, _books, levels) => {
    for (const level of levels) {
      const most = level.limits.maxOpenOrders;
      const open = level.exposure.openOrders;
      if (most !== undefined && open >= most)
        return denial('MaxOpenOrders', `${open} orders are open, at most ${most} (${pathOf(level, 'maxOpenOrders')})`);
    }
    return undefined;
  },
};
