import { z } from 'zod';
import { openApi } from './open-api';
import { type Route, route } from './route';

const text = z.string().min(1).max(256);
const decimal = z.string().describe('a decimal number as text');
const utc = z.iso.datetime().describe('UTC');

const health = [
  route({
    method: 'GET',
    path: '/healthz',
    about: 'The process answers.',
    role: 'anyone',
    answer: z.object({ ok: z.literal(true) }),
    run: () => ({ ok: true }),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    about: 'Every acceptor listens and every venue session is logged on: 200, else 503.',
    role: 'anyone',
    answer: z.object({ ready: z.boolean() }),
    run: desk => ({ ready: desk.ready() }),
    status: answer => ((answer as { ready: boolean }).ready ? 200 : 503),
  }),
];

const session = z.looseObject({
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

const order = z.looseObject({
  orderId: z.string(),
  session: z.string(),
  clOrdId: z.string(),
  symbol: z.string(),
  side: z.string(),
  strategy: z.string(),
  status: z.string(),
  orderQty: decimal,
  cumQty: decimal,
  leavesQty: decimal,
  avgPx: decimal,
  children: z.number().int(),
});

const alert = z.looseObject({
  seq: z.number().int().describe('the turn that it happened in; several alerts may share one'),
  at: utc,
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  text: z.string(),
});

const reading = [
  route({
    method: 'GET',
    path: '/api/sessions',
    about: 'FIX sessions and how they stand.',
    role: 'viewer',
    answer: z.object({ sessions: z.array(session) }),
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
      orders: z.array(order),
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
      alerts: z.array(alert),
      next: z.number().int().describe('ask with this to get what comes later'),
      missed: z.number().int().describe('alerts after `after` that are no longer kept here; the journal has them'),
    }),
    run: (desk, { query }) => desk.ask({ cmd: 'alerts', ...query }),
  }),
];

/** Every route, in the order of the OpenAPI page, which is one of them. */
export const ROUTES: readonly Route[] = [
  ...health,
  ...reading,
  route({
    method: 'GET',
    path: '/api/openapi.json',
    about: 'This page.',
    role: 'anyone',
    answer: z.looseObject({ openapi: z.string() }),
    run: desk => openApi(ROUTES, desk.version),
  }),
];
