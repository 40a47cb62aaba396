import type { Rule } from '../rule';

/** Form-T prints: traded before or after the session, and no part of the day's open, high, low and close. */
export const extendedHours: Rule<'trades'> = {
  name: 'extended-hours',
  version: 1,
  kinds: ['trades'],
  about: 'sale condition T or U (TAQ): flagged',
  start: () => row =>
    row.conditions !== undefined && /[TU]/.test(row.conditions)
      ? { defect: 'form-t', act: 'flag', why: () => row.conditions! }
      : undefined,
};
