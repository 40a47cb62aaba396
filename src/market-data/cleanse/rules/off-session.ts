import { dayText } from '../../../core/civil';
import type { Rule } from '../rule';

/** Rows outside of the market's hours. */
export const offSession: Rule = {
  name: 'off-session',
  version: 1,
  kinds: ['quotes', 'trades', 'bars', 'books', 'orders'],
  about: 'on a day on which the market is closed, or outside of continuous trading and its auctions: flagged',
  start: ({ calendar }) => {
    if (calendar === undefined) return 'no calendar is known: give reference data with the market or the symbol';
    return row => {
      const phase = calendar.phaseAt(row.at);
      if (phase !== undefined && phase.phase !== 'pre-open' && phase.phase !== 'post-close') return undefined;
      const day = calendar.dayAt(row.at);
      if (calendar.isOpenOn(day)) return { defect: 'off-hours', act: 'flag', why: () => phase?.phase ?? 'closed' };
      return { defect: 'closed-day', act: 'flag', why: () => `${dayText(day)}: ${calendar.specialOn(day)?.name ?? 'weekend'}` };
    };
  },
};
