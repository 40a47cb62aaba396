import type { Micros } from '../../../core/numbers';
import type { AnyRow } from '../../read/format';
import { bySymbol, type Rule, secondsText, symbolOf } from '../rule';

/** A stretch without rows: by the market's hours where its calendar is known, else by the clock; a known halt explains it. */
export const gap: Rule = {
  name: 'gap',
  version: 1,
  kinds: ['quotes', 'trades', 'bars', 'books', 'orders'],
  about:
    'no row for 5 min (10 bars): gap; for 30 min (60 bars): outage; during a known halt: halt. The first row after it is flagged',
  start: setup => {
    const { calendar, reference, thresholds: t } = setup;
    const stateOf = bySymbol((): { last: AnyRow | undefined } => ({ last: undefined }));
    const missing = (from: Micros, to: Micros): Micros => (to > from ? (calendar?.tradingTime(from, to) ?? to - from) : 0);
    return row => {
      const state = stateOf(row);
      const last = state.last;
      state.last = row;
      if (last === undefined) return undefined;
      const length = 'length' in last ? last.length : undefined;
      const [gapFrom, outageFrom] =
        length === undefined ? [t.gapSeconds * 1e6, t.outageSeconds * 1e6] : [t.gapBars * length, t.outageBars * length];
      const from = last.at + (length ?? 0);
      // cheap first: a calendar is asked only where the clock says that it may be a gap
      if (row.at - from < gapFrom) return undefined;
      const time = missing(from, row.at);
      if (time < gapFrom) return undefined;
      const halt = reference.halts.within(symbolOf(row, setup), from, row.at);
      const why = (): string => `${secondsText(time)} without a row after line ${last.line}${halt ? `: ${halt.reason}` : ''}`;
      return { defect: halt ? 'halt' : time < outageFrom ? 'gap' : 'outage', act: 'flag', why };
    };
  },
};
