import type { Rule } from '../rule';

/** Bars of one price: a single print, mostly, from which no range or volatility can be told. */
export const barFlat: Rule<'bars'> = {
  name: 'bar-flat',
  version: 1,
  kinds: ['bars'],
  about: 'open, high, low and close are one price: flagged',
  start:
    () =>
    ({ open, high, low, close }) =>
      open === high && high === low && low === close
        ? { defect: 'flat', act: 'flag', why: () => 'one price throughout' }
        : undefined,
};
