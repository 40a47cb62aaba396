import { denial } from '../denials';
import { formatDecimal } from '../numbers';
import type { Check } from './check';
import { pathOf } from './levels';

/** Position in one symbol, with every open order on the worse side, at most the limit, long and short. What does not make it larger passes. */
export const maxPosition: Check = {
  code: 'MaxPosition',
  points: ['parent', 'replace'],
  about:
    'The position in one symbol as if every open order on the side of the order were filled, in shares or contracts, at most the limit, long or short. Filled and open together; every order counts at once, a replace with the larger of old and new. An order on the other side of a position passes while it cannot turn it beyond the limit.',
  source: 'SEC 15c3-5(c)(1)(i), read at second hand; RTS 6 article 15(2): every order that is sent counts at once',
  rule: spec =>
    spec.maxPosition &&
    `position in one symbol at most ${spec.maxPosition}, long or short, open orders on the worse side included`,
  run: ({ parent, takes, instrument }, _books, levels) => {
    if (takes.qty === 0) return undefined;
    const { buy, holdings } = parent.drawn;
    for (let i = 0; i < levels.length; i++) {
      const limit = levels[i]!.limits.maxPosition;
      if (limit === undefined) continue;
      const h = holdings[i]!;
      const more = h.units(takes.qty, instrument.qtyScale);
      const reached = buy ? h.position + h.openBuy + more : h.openSell + more - h.position;
      if (reached <= limit.units[h.qtyScale]! && Number.isSafeInteger(reached)) continue;
      const text = `${buy ? 'long' : 'short'} ${formatDecimal(reached, h.qtyScale)} of ${instrument.symbol} with all open orders exceeds ${limit.text}`;
      return denial('MaxPosition', `${text} (${pathOf(levels[i]!, 'maxPosition')})`);
    }
    return undefined;
  },
};
