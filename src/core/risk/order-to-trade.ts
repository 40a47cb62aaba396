import { denial } from '../denials';
import type { Check } from './check';
import { pathOf } from './levels';

/** Orders and requests of the day for each of its fills. */
export const orderToTrade: Check = {
  code: 'OrderToTrade',
  points: ['parent', 'child', 'replace'],
  about:
    'Orders, replaces and cancels of the day that came, and those that a schedule made, for each fill of the day, at most `ratio`; before the first fill as if there were one. It bites only once there are `from` of them. Cancels count and always pass.',
  source: 'RTS 9 (order-to-trade ratio), from memory; RTS 6 article 15(1)(d): maximum messages limits',
  rule: ({ orderToTrade: limit }) =>
    limit?.ratio === undefined
      ? undefined
      : `at most ${limit.ratio} orders and requests a fill${limit.from === undefined ? '' : `, once there are ${limit.from}`}`,
  run: (_order, _books, levels) => {
    for (const level of levels) {
      const limit = level.limits.orderToTrade;
      if (limit?.ratio === undefined) continue;
      const { messages, fills } = level.exposure.day;
      if (messages < (limit.from ?? 0) || messages <= limit.ratio * Math.max(fills, 1)) continue;
      const text = `${messages} orders and requests today on ${fills} fills: more than ${limit.ratio} a fill`;
      return denial('OrderToTrade', `${text} (${pathOf(level, 'orderToTrade.ratio')})`);
    }
    return undefined;
  },
};
