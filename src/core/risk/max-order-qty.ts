import { denial } from '../denials';
import { qtyText } from '../instruments';
import type { Check } from './check';
import { pathOf } from './levels';

/** OrderQty of one order, in shares or contracts, at most the limit. */
export const maxOrderQty: Check = {
  code: 'MaxOrderQty',
  points: ['parent', 'child', 'replace'],
  about: 'OrderQty (38) of one order, in shares or contracts, at most the limit.',
  source: 'RTS 6 article 15(1)(c): maximum order volumes; SEC 15c3-5(c)(1)(ii), read at second hand',
  rule: spec => spec.maxOrderQty && `OrderQty (38) at most ${spec.maxOrderQty}`,
  run: ({ instrument, orderQty }, _books, levels) => {
    for (const level of levels) {
      const limit = level.limits.maxOrderQty;
      if (limit === undefined || orderQty <= limit.units[instrument.qtyScale]!) continue;
      const text = `OrderQty (38) ${qtyText(instrument, orderQty)} exceeds ${limit.text}`;
      return denial('MaxOrderQty', `${text} (${pathOf(level, 'maxOrderQty')})`);
    }
    return undefined;
  },
};
