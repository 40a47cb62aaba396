import { z } from 'zod';
import { acting } from './acting';
import { actingOnDesk } from './acting-on-desk';
import { actingOnRisk } from './acting-risk';
import { openApi } from './open-api';
import { reading } from './reading';
import { type Route, route } from './route';

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

/** What Prometheus asks for (text format 0.0.4). */
const metrics = route({
  method: 'GET',
  path: '/metrics',
  about: 'Counters and gauges for Prometheus. With a people file it asks with the token of a viewer.',
  role: 'viewer',
  type: 'text/plain; version=0.0.4; charset=utf-8',
  answer: z.string(),
  run: desk => desk.metrics(),
});

/** Every route, in the order of the OpenAPI page, which is one of them. */
export const ROUTES: readonly Route[] = [
  ...health,
  metrics,
  ...reading,
  ...acting,
  ...actingOnRisk,
  ...actingOnDesk,
  route({
    method: 'GET',
    path: '/api/openapi.json',
    about: 'This page.',
    role: 'anyone',
    answer: z.looseObject({ openapi: z.string() }),
    run: desk => openApi(ROUTES, desk.version),
  }),
];
