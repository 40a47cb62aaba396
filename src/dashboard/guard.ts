import type { FastifyInstance } from 'fastify';
import type { Micros } from '../core/numbers';
import { Problem } from './problem';
import { Tries } from './tries';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Whether an address is this machine's own. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** Requests are answered between the turns of the line, by the same thread. */
const REQUESTS_A_SECOND = 100;

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
 * loopback too, so that no name which was made to point here reaches us (DNS rebinding). Adds the security headers to every answer, and lets
 * no address take more of the gateway's time than some requests a second.
 */
export function guard(app: FastifyInstance, host: string, now: () => Micros): void {
  const requests = new Tries(REQUESTS_A_SECOND, 1_000_000);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    const wait = requests.wait(request.ip, now());
    if (wait > 0) throw new Problem('TooManyRequests', `at most ${REQUESTS_A_SECOND} requests a second`, undefined, wait);
    requests.count(request.ip, now());
    const asked = request.headers.host ?? '';
    if (isLoopback(host) && !isLoopback(nameOf(asked)))
      throw new Problem('ForeignHost', `this server is for this machine only, not for ${asked}`);
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${asked}` && origin !== `https://${asked}`)
      throw new Problem('ForeignOrigin', `a page of ${origin} may not ask here`);
  });
}

const nameOf = (host: string): string => host.replace(/:\d+$/, '');
