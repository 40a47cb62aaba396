import type { Rule } from '../rule';

/** Prints that were corrected or cancelled later (rule T2 of Barndorff-Nielsen et al. 2009). */
export const corrected: Rule<'trades'> = {
  name: 'corrected',
  version: 1,
  kinds: ['trades'],
  about: 'a print that the source marks as corrected or cancelled: dropped',
  start:
    () =>
    ({ correction }) =>
      correction === undefined ? undefined : { defect: 'corrected', act: 'drop', why: () => `correction ${correction}` },
};
