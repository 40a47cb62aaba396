import { denial } from '../denials';
import { formatDecimal } from '../numbers';
import type { Check } from './check';
import { pathOf } from './levels';
import type { Bound } from './limits';
import { notionalExceeds, notionalOf } from './rates';
import { noReference, worstReference } from './reference';

/**
 * OrderQty x Price x multiplier of one order at most the limit, in the firm's currency (`limits.currency`). A market order counts at the
 * dearest reference there is; without one, and without a rate for the instrument's currency, it is denied.
 */
export const maxNotional: Check = {
  code: 'MaxNotional',
  points: ['parent', 'child', 'replace'],
  about:
    "OrderQty (38) x Price (44) x multiplier, in the firm's currency, at most the limit. A market order counts at the worst price known; no reference, or no rate for the currency, denies.",
  source: 'RTS 6 article 15(1)(b): maximum order values; SEC 15c3-5(c)(1)(ii), read at second hand',
  rule: spec =>
    spec.maxNotional &&
    `OrderQty (38) times Price (44) at most ${spec.maxNotional}; a market order counts at the reference price`,
  run: (order, books, levels) => {
    const { instrument, orderQty } = order;
    const { factor } = order.parent.drawn.mark;
    let exceeds: ((limit: Bound) => boolean) | undefined;
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!;
      const limit = level.limits.maxNotional;
      if (limit === undefined) continue;
      if (factor === undefined) return denial('NoRate', noRate(instrument.currency!));
      const price = order.price ?? worstReference(order, books);
      if (price === undefined) return noReference(instrument, 'notional cannot be known');
      exceeds ??= notionalExceeds(instrument, orderQty, price, factor);
      if (!exceeds(limit)) continue;
      const value = notionalOf(instrument, orderQty, price, factor);
      const text = `notional ${formatDecimal(value.n, value.scale)} exceeds ${limit.text}`;
      return denial('MaxNotional', `${text} (${pathOf(level, 'maxNotional')})`);
    }
    return undefined;
  },
};

/** Why an order in a currency cannot be valued. */
export const noRate = (currency: string): string =>
  `the order is in ${currency}, and limits.rates has none for it: its value cannot be known`;
