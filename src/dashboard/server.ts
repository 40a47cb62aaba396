import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Micros } from '../core/numbers';
import type { Person } from '../core/people';
import { Access } from './access';
import type { Board } from './board';
import type { Desk } from './desk';
import { FeedDoor } from './feed-door';
import { serveFeed } from './feed-route';
import { guard } from './guard';
import { servePage } from './page';
import { badFields, Problem, problemOf } from './problem';
import type { Route } from './route';
import { ROUTES } from './routes';

/** Bytes of a body; connections; and how long (ms) a client may hold a connection that it does not use. */
const BODY_BYTES = 64 * 1024;
const CONNECTIONS = 128;
const IDLE_MS = 5_000;
/** How often (ms) it is looked for clients that are too slow. */
const CHECK_MS = 1_000;

export interface ServerParts {
  readonly desk: Desk;
  /** What the dashboard's feed is made of; absent: there is no feed. */
  readonly board?: Board | undefined;
  /** The folder of the dashboard's page, built; absent: there is no page. */
  readonly page?: string | undefined;
  /** The address that is listened on: on a loopback one only requests to this machine are answered. */
  readonly host: string;
  /** How long (ms) a client may take over a request. */
  readonly patienceMs: number;
  /** Microseconds by a clock that does not go back. */
  readonly now: () => Micros;
  /** Told of what we did not foresee. */
  readonly failed: (error: unknown) => void;
}

export interface RunningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens; port 0 takes a free one. Rejects where the port is taken. */
export async function startServer(port: number, parts: ServerParts): Promise<RunningServer> {
  const app = build(parts);
  await app.listen({ host: parts.host, port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

/** The server without its socket. */
export function build(parts: ServerParts): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: parts.patienceMs,
    connectionTimeout: parts.patienceMs,
    keepAliveTimeout: IDLE_MS,
    forceCloseConnections: true,
    // who is slow is looked for more often than every half minute
    http: { headersTimeout: parts.patienceMs, connectionsCheckingInterval: Math.min(CHECK_MS, parts.patienceMs) },
    exposeHeadRoutes: false,
  });
  app.server.maxConnections = CONNECTIONS;
  app.removeContentTypeParser('text/plain');
  guard(app, parts.host, parts.now);
  const access = new Access(parts.desk.people, parts.now, parts.desk.open);
  app.setErrorHandler((error, _request, reply) => answerError(error, reply, parts.failed));
  app.setNotFoundHandler((request, reply) => answerError(notFound(request), reply, parts.failed));
  for (const route of ROUTES) serve(app, route, parts.desk, access);
  const { board, page, failed, desk } = parts;
  if (board) serveFeed(app, new FeedDoor({ board, version: desk.version, access, failed }));
  if (page !== undefined) servePage(app, page);
  return app;
}

/** Who is asked before what is read: a stranger's body is not even parsed. */
function serve(app: FastifyInstance, route: Route, desk: Desk, access: Access): void {
  const persons = new WeakMap<FastifyRequest, Person>();
  app.route({
    method: route.method,
    url: route.path,
    config: { urgent: route.urgent === true },
    onRequest: async request => {
      if (route.role === 'anyone') return;
      const person = await access.person(request, route.role, route.urgent);
      if (person) persons.set(request, person);
    },
    handler: async (request, reply) => {
      const query = read(route.query ?? NOTHING, request.query);
      const body = read(route.body ?? NO_BODY, request.body);
      const answer = await route.run(desk, { query, body }, persons.get(request));
      if (route.type) reply.type(route.type);
      return reply.code(route.status?.(answer) ?? 200).send(answer);
    },
  });
}

const NOTHING = z.strictObject({});
const NO_BODY = z.undefined('this takes no body');

function read(schema: z.ZodType, given: unknown): unknown {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw badFields(parsed.error);
  return parsed.data;
}

function notFound(request: FastifyRequest): Problem {
  const path = request.url.split('?')[0]!;
  const methods = ROUTES.filter(r => r.path === path).map(r => r.method);
  return new Problem(
    'NotFound',
    methods.length > 0 ? `${path} takes ${methods.join(' and ')}` : 'there is no such page: see /api/openapi.json',
  );
}

function answerError(error: unknown, reply: FastifyReply, failed: (error: unknown) => void): FastifyReply {
  const problem = problemOf(error);
  if (problem.code === 'Failed') failed(error);
  if (problem.code === 'WhoAreYou') reply.header('www-authenticate', 'Bearer realm="sluice"');
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter);
  return reply.code(problem.status).send(problem.body);
}
