import type { Rule } from '../rule';

/** Prints reported to a trade reporting facility (venue D): no exchange, no order book behind them. */
export const offExchange: Rule<'trades'> = {
  name: 'off-exchange',
  version: 1,
  kinds: ['trades'],
  about: 'venue D, a trade reporting facility: flagged',
  start: () => row => (row.venue === 'D' ? { defect: 'off-exchange', act: 'flag', why: () => 'venue D' } : undefined),
};
