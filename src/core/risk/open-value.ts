import { denial } from '../denials';
import type { Check } from './check';
import { above, moneyText } from './exposure/money';
import { pathOf } from './levels';
import { unknownValue } from './unknown-value';

/** Value of all open orders of a level, buys and sells together, at most the limit. */
export const maxOpenValue: Check = {
  code: 'MaxOpenValue',
  points: ['parent', 'replace'],
  about:
    "Value of what all open orders may still trade, buys and sells together, in the firm's currency, at most the limit. A child draws on its parent's part; a replace counts with the larger of old and new until it is answered.",
  source: 'FIA best practices (2024), read at second hand',
  rule: spec => spec.maxOpenValue && `value of all open orders at most ${spec.maxOpenValue}`,
  run: (order, books, levels) => {
    if (order.takes.value === 0) return undefined;
    for (const level of levels) {
      const limit = level.limits.maxOpenValue;
      if (limit === undefined) continue;
      const unknown = unknownValue(order, books, level);
      if (unknown) return unknown;
      const reached = level.exposure.openValue + order.takes.value!;
      if (!above(reached, limit)) continue;
      return denial(
        'MaxOpenValue',
        `open orders of ${moneyText(reached)} exceed ${limit.text} (${pathOf(level, 'maxOpenValue')})`,
      );
    }
    return undefined;
  },
};
