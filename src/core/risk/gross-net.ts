import { type Denial, denial } from '../denials';
import type { Ledger } from '../ledger';
import type { Check, RiskOrder } from './check';
import { above, type Money, moneyText } from './exposure/money';
import { pathOf, type RiskLevel } from './levels';
import { unknownValue } from './unknown-value';

type Limit = 'maxGross' | 'maxNet';

/** What a level's exposure would be with the order; undefined where the order does not make it larger. */
type Reached = (order: RiskOrder, level: RiskLevel, place: number) => Money | undefined;

function run(code: 'MaxGross' | 'MaxNet', key: Limit, reached: Reached) {
  return (order: RiskOrder, books: Ledger, levels: readonly RiskLevel[]): Denial | undefined => {
    if (order.takes.value === 0) return undefined;
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!;
      const limit = level.limits[key];
      if (limit === undefined) continue;
      const unknown = unknownValue(order, books, level);
      if (unknown) return unknown;
      const exposed = reached(order, level, i);
      if (exposed === undefined || !above(exposed, limit)) continue;
      const what = key === 'maxGross' ? 'gross' : 'net';
      return denial(
        code,
        `${what} exposure ${moneyText(exposed)} with all open orders exceeds ${limit.text} (${pathOf(level, key)})`,
      );
    }
    return undefined;
  };
}

/** Sum over the symbols of a level of what its position is worth without its sign, with all open orders on the worse side. */
export const maxGross: Check = {
  code: 'MaxGross',
  points: ['parent', 'replace'],
  about:
    "Sum over symbols of |position at the mark, with all open orders on its worse side|, in the firm's currency, at most the limit. Buys count at their limit price, market orders at the worst price known when they were taken. An order that makes it no larger passes.",
  source: 'SEC 15c3-5(c)(1)(i) and FIA best practices (2024), both read at second hand',
  rule: spec => spec.maxGross && `gross exposure at most ${spec.maxGross}, open orders on the worse side included`,
  run: run('MaxGross', 'maxGross', ({ parent, takes }, { exposure }, place) => {
    const { buy, holdings } = parent.drawn;
    const h = holdings[place]!;
    const part = buy ? h.grossWith(takes.value!, 0) : h.grossWith(0, takes.value!);
    return part > h.inGross ? exposure.gross - h.inGross + part : undefined;
  }),
};

/** The same with signs: what buys and sells of different symbols make up for counts. */
export const maxNet: Check = {
  code: 'MaxNet',
  points: ['parent', 'replace'],
  about:
    "Sum over symbols of the positions at the mark with their signs, as if every open order on the side of the order were filled, in the firm's currency, at most the limit on either side. An order towards zero passes.",
  source: 'FIA best practices (2024), read at second hand',
  rule: spec => spec.maxNet && `net exposure at most ${spec.maxNet} long or short, open orders on the worse side included`,
  run: run('MaxNet', 'maxNet', ({ parent, takes }, { exposure }) =>
    parent.drawn.buy ? exposure.longest + takes.value! : takes.value! - exposure.shortest,
  ),
};
