import { bySymbol, type Rule } from '../rule';

/** Bars in which nothing traded: their prices are the last one's, carried on. Says nothing until some bar has volume (quotes have none). */
export const barVolume: Rule<'bars'> = {
  name: 'bar-volume',
  version: 1,
  kinds: ['bars'],
  about: 'no volume, in a file that has volumes: flagged',
  start: () => {
    const stateOf = bySymbol(() => ({ traded: false }));
    return row => {
      const state = stateOf(row);
      if (row.volume > 0) state.traded = true;
      return row.volume > 0 || !state.traded ? undefined : { defect: 'no-volume', act: 'flag', why: () => 'volume 0' };
    };
  },
};
