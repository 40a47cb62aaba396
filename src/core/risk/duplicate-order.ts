import { denial } from '../denials';
import { formatDecimal, type Micros } from '../numbers';
import type { Check } from './check';
import { ACCOUNT } from './exposure/apply-counters';
import { pathOf } from './levels';

/** An order like one that was taken a moment ago. Slices of one parent are none; a ClOrdID used twice is another matter (DuplicateClOrdID). */
export const duplicateOrder: Check = {
  code: 'DuplicateOrder',
  points: ['parent'],
  about:
    'An order with the Account (1), Symbol (55), Side (54), OrderQty (38) and Price (44) of one that was taken less than the window ago is denied. Slices of one parent are no duplicates; a ClOrdID that is used twice is refused before.',
  source: 'SEC 15c3-5(c)(1)(ii), read at second hand: duplicative orders',
  rule: spec => spec.duplicateWindow && `no order like another of the last ${spec.duplicateWindow} s`,
  run: ({ parent, side, orderQty, price }, _books, levels, at) => {
    let taken: Micros | undefined;
    for (const level of levels) {
      const window = level.limits.duplicateWindow;
      if (window === undefined) continue;
      taken ??= parent.drawn.holdings[ACCOUNT]!.recent?.last(side, orderQty, price) ?? NEVER;
      if (taken <= at - window) continue;
      const text = `the same account, symbol, side, quantity and price was taken ${formatDecimal(at - taken, 6)} s ago`;
      return denial('DuplicateOrder', `${text}, less than ${formatDecimal(window, 6)} s (${pathOf(level, 'duplicateWindow')})`);
    }
    return undefined;
  },
};

const NEVER: Micros = Number.NEGATIVE_INFINITY;
