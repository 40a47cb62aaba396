import { z } from 'zod';

/** A limit in force, as `sluice limits` shows it. */
export const limitRow = z.object({
  path: z.string().describe('as in the limits file: firm.maxOrderQty, accounts.A1.credit'),
  limit: z.string(),
  about: z.string(),
});

/** Kill switches that are engaged. */
export const killsAnswer = z.looseObject({
  killed: z.boolean().describe('some kill switch is engaged'),
  outstanding: z.number().int().describe('orders at venues under the kill that was asked about, not confirmed closed yet'),
  kills: z.array(
    z.looseObject({
      level: z.string(),
      key: z.string(),
      id: z.string(),
      by: z.string(),
      reason: z.string(),
      at: z.number().int().describe('microseconds since the epoch'),
      latched: z.boolean().describe('it would hold after a restart too'),
      asked: z.number().int(),
      confirmed: z.number().int(),
      outstanding: z.number().int(),
    }),
  ),
});
