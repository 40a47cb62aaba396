import type { BarRow } from '../../../core/market-data-rows';
import { bySymbol, type Rule } from '../rule';

/** Bars that open far from the last close. Most are news, true and to be kept. */
export const jump: Rule<'bars'> = {
  name: 'jump',
  version: 1,
  kinds: ['bars'],
  about: 'an open more than 5 % from the last close: flagged',
  start: ({ thresholds }) => {
    const stateOf = bySymbol((): { last: BarRow | undefined } => ({ last: undefined }));
    return row => {
      const state = stateOf(row);
      const last = state.last;
      state.last = row;
      if (last === undefined || Math.abs(row.open - last.close) * 100 <= thresholds.jumpPercent * last.close) return undefined;
      const by = ((row.open / last.close - 1) * 100).toFixed(2);
      return { defect: 'jump', act: 'flag', why: () => `${by} % from the close of line ${last.line}` };
    };
  },
};
