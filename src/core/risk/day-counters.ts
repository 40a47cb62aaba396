import { denial } from '../denials';
import { atScale, formatDecimal } from '../numbers';
import type { Check } from './check';
import { above, moneyText } from './exposure/money';
import { pathOf } from './levels';
import { unknownValue } from './unknown-value';

/** Quantity of all orders taken today, in shares or contracts; a replace adds what it asks for more. Nothing is given back. */
export const maxDayQty: Check = {
  code: 'MaxDayQty',
  points: ['parent', 'replace'],
  about:
    'Quantity of all orders taken since the day began (00:00 UTC, or `limits.day.ends`), in shares or contracts, at most the limit. A replace adds what it asks for more. What is cancelled or refused is not given back: it counts what was sent.',
  source: 'FIA best practices (2024), read at second hand',
  rule: spec => spec.maxDayQty && `quantity of all orders of a day at most ${spec.maxDayQty}`,
  run: ({ takes, instrument }, _books, levels) => {
    if (takes.qty === 0) return undefined;
    for (const level of levels) {
      const limit = level.limits.maxDayQty;
      if (limit === undefined) continue;
      const { day } = level.exposure;
      const scale = Math.max(day.qtyScale, instrument.qtyScale);
      const reached = atScale(day.qty, day.qtyScale, scale) + atScale(takes.qty, instrument.qtyScale, scale);
      if (reached <= limit.units[scale]! && Number.isSafeInteger(reached)) continue;
      const text = `${formatDecimal(reached, scale)} ordered today exceeds ${limit.text}`;
      return denial('MaxDayQty', `${text} (${pathOf(level, 'maxDayQty')})`);
    }
    return undefined;
  },
};

/** The same in value. */
export const maxDayNotional: Check = {
  code: 'MaxDayNotional',
  points: ['parent', 'replace'],
  about:
    "Value of all orders taken since the day began (00:00 UTC, or `limits.day.ends`), in the firm's currency, at most the limit; counted as the day's quantity is.",
  source: 'FIA best practices (2024), read at second hand',
  rule: spec => spec.maxDayNotional && `value of all orders of a day at most ${spec.maxDayNotional}`,
  run: (order, books, levels) => {
    if (order.takes.value === 0) return undefined;
    for (const level of levels) {
      const limit = level.limits.maxDayNotional;
      if (limit === undefined) continue;
      const unknown = unknownValue(order, books, level);
      if (unknown) return unknown;
      const reached = level.exposure.day.value + order.takes.value!;
      if (!above(reached, limit)) continue;
      const text = `${moneyText(reached)} ordered today exceeds ${limit.text}`;
      return denial('MaxDayNotional', `${text} (${pathOf(level, 'maxDayNotional')})`);
    }
    return undefined;
  },
};
