import { type Day, dayText, utcDayOf } from '../../../core/civil';
import { bySymbol, type Rule, symbolOf } from '../rule';

interface Seen {
  day: Day | undefined;
  owner: string | undefined;
}

/** Files keyed by ticker join companies that had it one after the other. */
export const tickerReuse: Rule<'trades' | 'bars' | 'quotes'> = {
  name: 'ticker-reuse',
  version: 1,
  kinds: ['trades', 'bars', 'quotes'],
  about:
    'rows of another security than --security are dropped; a new owner of the ticker, or its return after 60 days, is flagged',
  start: setup => {
    const { calendar, reference, security, thresholds } = setup;
    const seenOf = bySymbol((): Seen => ({ day: undefined, owner: undefined }));
    return row => {
      const seen = seenOf(row);
      const day = calendar?.dayAt(row.at) ?? utcDayOf(row.at);
      const { day: before, owner: last } = seen;
      const owner = before === day ? last : reference.tickers.securityOf(symbolOf(row, setup) ?? '', day);
      seen.day = day;
      seen.owner = owner;
      if (security !== undefined && owner !== security) {
        // the first row of the one that is meant has none before it
        seen.day = undefined;
        return {
          defect: 'other-security',
          act: 'drop',
          why: () => `on ${dayText(day)} it was ${owner ?? "nobody's that we know of"}`,
        };
      }
      if (before === undefined) return undefined;
      if (security === undefined && owner !== last)
        return { defect: 'new-owner', act: 'flag', why: () => `${last ?? 'nobody known'} before, now ${owner}` };
      if (day - before <= thresholds.awayDays) return undefined;
      return {
        defect: 'long-away',
        act: 'flag',
        why: () => `${day - before} days after the row before: another security, maybe`,
      };
    };
  },
};
