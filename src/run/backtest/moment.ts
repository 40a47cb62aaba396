import { z } from 'zod';
import type { Micros } from '../../core/numbers';

/** A moment: ISO 8601 with its zone. */
export const moment = z.string('must be a time such as 2026-01-05T14:30:00Z').transform((text, context): Micros => {
  const told = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(told)) return told * 1000;
  context.addIssue({ code: 'custom', message: `'${text}' is not a time such as 2026-01-05T14:30:00Z` });
  return z.NEVER;
});
