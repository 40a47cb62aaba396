import type { FastifyInstance } from 'fastify';
import { Problem } from './problem';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Whether an address is this machine's own. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** For whatever reads an answer: nothing of it is a page, a script, or to be kept. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/**
 * Keeps pages of other sites out, whatever a browser lets them send: an Origin must be our own, and on a loopback address the Host must be
 * loopback too, so that no name which was made to point here reaches us (DNS rebinding). Adds the security headers to every answer.
 */
export function guard(app: FastifyInstance, host: string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    const asked = request.headers.host ?? '';
    if (isLoopback(host) && !isLoopback(nameOf(asked)))
      throw new Problem('ForeignHost', `this server is for this machine only, not for ${asked}`);
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${asked}` && origin !== `https://${asked}`)
      throw new Problem('ForeignOrigin', `a page of ${origin} may not ask here`);
  });
}

const nameOf = (host: string): string => host.replace(/:\d+$/, '');
