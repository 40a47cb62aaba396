import { z } from 'zod';
import { route } from './route';
import { alertRow, decimal, heldRow, killsAnswer, limitRow, orderRow, sessionRow, statesAnswer } from './shapes';

const text = z.string().min(1).max(256);
/** What a viewer may look at. */
export const reading = [
  route({
    method: 'GET',
    path: '/api/sessions',
    about: 'FIX sessions and how they stand.',
    role: 'viewer',
    answer: z.object({ sessions: z.array(sessionRow) }),
    run: desk => desk.ask({ cmd: 'sessions' }),
  }),
  route({
    method: 'GET',
    path: '/api/orders',
    about: 'Open parent orders in the order in which they came, a page at a time.',
    role: 'viewer',
    query: z.strictObject({
      after: text.optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    answer: z.object({
      orders: z.array(orderRow),
      open: z.number().int().describe('open orders in all'),
      next: z.string().nullable().describe('what to ask for next; null on the last page'),
    }),
    run: (desk, { query }) => desk.ask({ cmd: 'orders', ...query }),
  }),
  route({
    method: 'GET',
    path: '/api/alerts',
    about: 'The latest alerts, oldest first.',
    role: 'viewer',
    query: z.strictObject({
      after: z.coerce.number().int().min(0).default(0).describe('`next` of the answer before'),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    answer: z.object({
      alerts: z.array(alertRow),
      next: z.number().int().describe('ask with this to get what comes later'),
      missed: z.boolean().describe('some after `after` are no longer kept here; the journal has them'),
    }),
    run: (desk, { query }) => desk.ask({ cmd: 'alerts', ...query }),
  }),
  route({
    method: 'GET',
    path: '/api/limits',
    about: 'Every limit in force, and how much is used of those that many orders use up together.',
    role: 'viewer',
    answer: z.object({
      source: z.string().nullable().describe('the file they stand in; null for the limits built in'),
      limits: z.array(limitRow),
      uses: z.array(z.object({ path: z.string(), used: decimal, most: decimal, symbol: z.string().optional() })),
    }),
    run: desk => desk.ask({ cmd: 'limits' }),
  }),
  route({
    method: 'GET',
    path: '/api/states',
    about: 'Levels that do not trade as usual: REDUCING, HALTED, or held up by their throttle.',
    role: 'viewer',
    answer: statesAnswer,
    run: desk => desk.ask({ cmd: 'states' }),
  }),
  route({
    method: 'GET',
    path: '/api/held',
    about: 'Orders that a soft limit holds until two persons release them.',
    role: 'viewer',
    answer: z.object({ held: z.array(heldRow) }),
    run: desk => desk.ask({ cmd: 'held' }),
  }),
  route({
    method: 'GET',
    path: '/api/kill',
    about: 'Kill switches that are engaged, and how far the venues have confirmed their cancels.',
    role: 'viewer',
    answer: killsAnswer,
    run: desk => desk.ask({ cmd: 'kill-status' }),
  }),
];
