import { z } from 'zod';

export const decimal = z.string().describe('a decimal number as text');
const utc = z.iso.datetime().describe('UTC');

/** A limit in force, as `sluice limits` shows it. */
export const limitRow = z.object({
  path: z.string().describe('as in the limits file: firm.maxOrderQty, accounts.A1.credit'),
  limit: z.string(),
  about: z.string(),
});

/** Levels that do not trade as usual. */
export const statesAnswer = z.object({
  states: z.array(
    z.object({
      level: z.string(),
      key: z.string(),
      state: z.enum(['ACTIVE', 'REDUCING', 'HALTED']),
      reason: z.string().describe('who set it, and why'),
      throttle: z.string().nullable().describe('why its repeated-execution throttle holds orders up; null where it does not'),
    }),
  ),
});

/** An order that a soft limit holds. */
export const heldRow = z.object({
  orderId: z.string(),
  session: z.string(),
  clOrdId: z.string(),
  account: z.string(),
  trader: z.string(),
  symbol: z.string(),
  side: z.string().describe('Side (54)'),
  orderQty: z.string().describe('a decimal number as text'),
  price: z.string().nullable().describe('null: a market order'),
  why: z.string().describe('the soft limit it is beyond'),
  until: z.number().int().describe('when it is denied, unless it is released (microseconds since the epoch)'),
  asked: z.object({ by: z.string(), reason: z.string() }).nullable().describe('the first of two persons'),
});

/** An instrument that a reload changed. */
export const instrumentRow = z.object({
  symbol: z.string(),
  was: z.string().nullable().describe('its fields before; null where it is new'),
  is: z.string().nullable().describe('its fields now; null where it is gone'),
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

/** A FIX session. */
export const sessionRow = z.looseObject({
  id: z.string(),
  role: z.string(),
  type: z.enum(['acceptor', 'initiator']),
  endpoint: z.string(),
  tls: z.boolean(),
  state: z.string(),
  loggedOn: z.boolean(),
  nextIn: z.number().int(),
  nextOut: z.number().int(),
  opens: utc.nullable(),
});

/** A parent order. */
export const orderRow = z.looseObject({
  orderId: z.string(),
  session: z.string(),
  clOrdId: z.string(),
  symbol: z.string(),
  side: z.string(),
  strategy: z.string(),
  ordStatus: z.string(),
  status: z.string(),
  orderQty: decimal,
  cumQty: decimal,
  leavesQty: decimal,
  avgPx: decimal,
  children: z.number().int(),
});

const handled = z.object({ by: z.string(), at: utc, note: z.string() });

/** An alert, and what persons did about it. */
export const alertRow = z.looseObject({
  id: z.string().describe('names it for acknowledging and resolving'),
  seq: z.number().int().describe('the turn that it happened in; several alerts may share one'),
  at: utc,
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  text: z.string(),
  acknowledged: handled.optional(),
  resolved: handled.optional(),
});
