import type { Micros } from '../../../core/numbers';
import { bySymbol, type Rule, secondsText } from '../rule';

/** Stamps that go back, by symbol. A mended row gets the latest stamp before it: its place in the file is when it was told. */
export const stampOrder: Rule = {
  name: 'stamp-order',
  version: 1,
  kinds: ['quotes', 'trades', 'bars', 'books', 'orders'],
  about:
    'stamps before those of earlier rows are raised to the latest; rows a day or more behind, without a stamp of receipt, are dropped',
  start: ({ thresholds }) => {
    const stateOf = bySymbol(() => ({ before: Number.NEGATIVE_INFINITY, latest: Number.NEGATIVE_INFINITY }));
    const most = thresholds.behindSeconds * 1_000_000;
    return row => {
      const state = stateOf(row);
      const back: Micros = state.before - row.at;
      const behind: Micros = state.latest - row.at;
      state.before = row.at;
      if (behind <= 0) {
        state.latest = row.at;
        return undefined;
      }
      const why = (): string =>
        `${secondsText(behind)} before the latest row, ${secondsText(back)} before the row in front of it`;
      // a stamp of receipt vouches for the row's place; without one it may be another day's
      if (behind >= most && row.received === undefined) return { defect: 'far-behind', act: 'drop', why };
      return { defect: back > 0 ? 'steps-back' : 'still-behind', act: 'mend', why, row: { ...row, at: state.latest } };
    };
  },
};
