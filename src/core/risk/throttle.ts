import { denial } from '../denials';
import { formatDecimal, type Micros } from '../numbers';
import type { Emit } from '../turn';
import type { Check } from './check';
import { pathOf, type RiskLevel } from './levels';

/** After so many orders of a strategy (or at another level) it takes no more until a person says so. What works goes on. */
export const throttle: Check = {
  code: 'Throttle',
  points: ['parent'],
  about:
    'Repeated-execution throttle: a strategy (or another level) that took `executions` orders, within `seconds` where that is given, is disabled: it takes no more until a person enables it again (`sluice state enable`), and its count begins anew. Orders that work go on.',
  source: 'RTS 6 article 15(3): repeated automated execution throttles',
  rule: ({ throttle: t }) =>
    t?.executions === undefined
      ? undefined
      : `disabled after ${t.executions} orders${t.seconds === undefined ? '' : ` within ${t.seconds} s`}, until a person enables it again`,
  run: (_order, _books, levels) => {
    for (const level of levels)
      if (level.exposure.tripped !== undefined)
        return denial('Throttle', `disabled until a person enables it again: ${level.exposure.tripped}`);
    return undefined;
  },
};

/** An order was taken: a level that has had its number of them is disabled from here on. */
export function tripThrottles(levels: readonly RiskLevel[], at: Micros, emit: Emit): void {
  for (const level of levels) {
    const limit = level.limits.throttle;
    const { exposure, name, key } = level;
    if (limit?.executions === undefined || exposure.tripped !== undefined) continue;
    const window = limit.seconds ?? Number.POSITIVE_INFINITY;
    if (!exposure.applied.above(limit.executions - 1, at, window)) continue;
    const within = limit.seconds === undefined ? '' : ` within ${formatDecimal(limit.seconds, 6)} s`;
    const text = `${limit.executions} orders${within} (${pathOf(level, 'throttle')})`;
    emit({ type: 'ThrottleTripped', level: name, key, text });
  }
}
