import type { Rule } from '../rule';

/** Odd-lot prints: they move no last sale, high or low of the tape. */
export const oddLot: Rule<'trades'> = {
  name: 'odd-lot',
  version: 1,
  kinds: ['trades'],
  about: 'sale condition I (TAQ): flagged',
  start: () => row =>
    row.conditions?.includes('I') ? { defect: 'odd-lot', act: 'flag', why: () => row.conditions! } : undefined,
};
