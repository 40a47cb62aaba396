import { denial } from '../denials';
import type { Check } from './check';
import type { Exposure } from './exposure/exposure';
import { above, moneyText } from './exposure/money';
import { pathOf, type RiskLevel } from './levels';
import { isReducing } from './trading-state';
import { unknownValue } from './unknown-value';

/** What a level's loss of the day asks for; undefined where it is within its limits, or there are none. */
export function lossState({ limits, exposure }: Pick<RiskLevel, 'limits' | 'exposure'>): 'REDUCING' | 'HALTED' | undefined {
  const limit = limits.dailyLoss;
  if (limit === undefined) return undefined;
  const loss = lossOf(exposure);
  if (limit.halted !== undefined && above(loss, limit.halted)) return 'HALTED';
  return limit.reducing !== undefined && above(loss, limit.reducing) ? 'REDUCING' : undefined;
}

/** Loss of the day: what was lost by closing and what is lost at the mark; below zero a gain. */
export const lossOf = (exposure: Exposure): number => -exposure.pnl;

/** Realised and marked loss of the day above the first limit: only what reduces; above the second: nothing. */
export const dailyLoss: Check = {
  code: 'DailyLoss',
  points: ['parent', 'child', 'replace'],
  about:
    "Loss of the day (from 00:00 UTC, or `limits.day.ends`): realised at average cost, and what is held at the mark (middle of the quote, last trade, prior close), in the firm's currency. Above `reducing` the level becomes REDUCING, above `halted` HALTED. A position that cannot be marked denies.",
  source: 'FIA best practices (2024), read at second hand',
  rule: ({ dailyLoss: limit }) => {
    const steps = [
      limit?.reducing && `above ${limit.reducing} only orders that reduce`,
      limit?.halted && `above ${limit.halted} none`,
    ];
    const set = steps.filter(s => s);
    return set.length === 0 ? undefined : `loss of the day: ${set.join(', ')}`;
  },
  run: (order, books, levels) => {
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!;
      const limit = level.limits.dailyLoss;
      if (limit === undefined || isReducing(order, i)) {
        if (limit === undefined || lossState(level) !== 'HALTED') continue;
      } else {
        const unknown = level.exposure.unmarked > 0 ? unknownValue(order, books, level) : undefined;
        if (unknown) return unknown;
      }
      const state = lossState(level);
      if (state === undefined) continue;
      const key = state === 'HALTED' ? 'halted' : 'reducing';
      const text = `loss of the day ${moneyText(lossOf(level.exposure))} exceeds ${limit[key]!.text}`;
      return denial('DailyLoss', `${text} (${pathOf(level, `dailyLoss.${key}`)})`);
    }
    return undefined;
  },
};
