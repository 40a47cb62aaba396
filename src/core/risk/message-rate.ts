import { type Denial, denial } from '../denials';
import { formatDecimal, type Micros } from '../numbers';
import type { Check } from './check';
import { pathOf, type RiskLevel } from './levels';
import type { Limits } from './limits';
import { windowOf } from './windows';

const per = (rate: NonNullable<Limits['messageRate']>): string => `${formatDecimal(windowOf(rate), 6)} s`;

/** Orders and replaces in a rolling window, denied ones too; slices of a scheduled order count as well, what is passed through once. */
export const messageRate: Check = {
  code: 'MessageRate',
  points: ['parent', 'child', 'replace'],
  about:
    'Orders and replaces that came, and those that a schedule made, in a rolling window that ends now, at most the limit; denied ones count. Cancels do not, and have a limit of their own (`cancels`), above which a cancel of an OMS is refused; our own cancels and kills always pass.',
  source: 'RTS 6 article 15(1)(d): maximum messages limits; SEC 15c3-5(c)(1)(ii), read at second hand',
  rule: ({ messageRate: rate }) => {
    if (rate?.orders === undefined && rate?.cancels === undefined) return undefined;
    const orders = rate.orders === undefined ? [] : [`${rate.orders} orders and replaces`];
    const cancels = rate.cancels === undefined ? [] : [`${rate.cancels} cancels`];
    return `at most ${[...orders, ...cancels].join(' and ')} within ${rate.seconds ?? '1'} s`;
  },
  run: (_order, _books, levels, at) => {
    for (const level of levels) {
      const rate = level.limits.messageRate;
      if (rate?.orders === undefined || !level.exposure.orders.above(rate.orders, at, windowOf(rate))) continue;
      return denial(
        'MessageRate',
        `more than ${rate.orders} orders and replaces within ${per(rate)} (${pathOf(level, 'messageRate.orders')})`,
      );
    }
    return undefined;
  },
};

/** Why a cancel of an OMS may not pass: there were too many. */
export function cancelRateDenial(levels: readonly RiskLevel[], at: Micros): Denial | undefined {
  for (const level of levels) {
    const rate = level.limits.messageRate;
    if (rate?.cancels === undefined || !level.exposure.cancels.above(rate.cancels, at, windowOf(rate))) continue;
    return denial(
      'MessageRate',
      `more than ${rate.cancels} cancels within ${per(rate)} (${pathOf(level, 'messageRate.cancels')})`,
    );
  }
  return undefined;
}
