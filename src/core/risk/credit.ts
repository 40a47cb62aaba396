import { denial } from '../denials';
import type { Check } from './check';
import { above, moneyText } from './exposure/money';
import { pathOf } from './levels';
import { unknownValue } from './unknown-value';

/** Credit: an open order reserves its value, a fill commits it for the day, what ends unfilled releases it. Buys and sells do not net. */
export const credit: Check = {
  code: 'Credit',
  points: ['parent', 'replace'],
  about:
    "Value reserved by open orders and committed by the day's fills, in the firm's currency, at most the limit. A fill moves its part from reserved to committed at the price it traded at; what ends unfilled is released; a bust gives back what it committed. Buys and sells both take up credit.",
  source: 'SEC 15c3-5(c)(1)(i), read at second hand: credit and capital thresholds in the aggregate for each customer',
  rule: spec => spec.credit && `credit ${spec.credit}: open orders and the day's trades together`,
  run: (order, books, levels) => {
    if (order.takes.value === 0) return undefined;
    for (const level of levels) {
      const limit = level.limits.credit;
      if (limit === undefined) continue;
      const unknown = unknownValue(order, books, level);
      if (unknown) return unknown;
      const { openValue, day } = level.exposure;
      const used = openValue + day.committed + order.takes.value!;
      if (!above(used, limit)) continue;
      const parts = `${moneyText(openValue)} reserved, ${moneyText(day.committed)} committed`;
      return denial('Credit', `credit ${moneyText(used)} (${parts}) exceeds ${limit.text} (${pathOf(level, 'credit')})`);
    }
    return undefined;
  },
};
