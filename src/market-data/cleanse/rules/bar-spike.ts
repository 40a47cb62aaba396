import type { BarRow } from '../../../core/market-data-rows';
import { bySymbol, type Rule } from '../rule';

/** The next bar must close within this much of the jump from where it began. */
const LEFT = 0.2;

/**
 * A bar that jumped and was taken back by the next. Only that next one can show it, so the finding is on it, and the bar it is about
 * has long been passed on: as it would have been live. Taken back is a close within a fifth of the jump of the close before it.
 */
export const barSpike: Rule<'bars'> = {
  name: 'bar-spike',
  version: 1,
  kinds: ['bars'],
  about:
    'bars of at most 10 min: a close more than 2 % from the one before, taken back by the next bar to within a fifth of it: flagged at that next bar',
  start: ({ thresholds }) => {
    const stateOf = bySymbol((): { before: BarRow | undefined; last: BarRow | undefined } => ({
      before: undefined,
      last: undefined,
    }));
    return row => {
      const state = stateOf(row);
      const { before, last } = state;
      state.before = last;
      state.last = row;
      if (before === undefined || last === undefined || row.length > thresholds.spikeBarSeconds * 1_000_000) return undefined;
      const jump = last.close - before.close;
      if (Math.abs(jump) * 100 <= thresholds.spikePercent * before.close) return undefined;
      if (Math.abs(row.close - before.close) > LEFT * Math.abs(jump)) return undefined;
      const percent = ((100 * jump) / before.close).toFixed(2);
      return {
        defect: 'spike-before',
        act: 'flag',
        why: () => `line ${last.line} jumped ${percent} % and was taken back`,
      };
    };
  },
};
