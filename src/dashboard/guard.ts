import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Micros } from '../core/numbers';
import { Problem } from './problem';
import { Tries } from './tries';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Whether an address is this machine's own. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** Requests are answered between the turns of the line, by the same thread. */
const REQUESTS_A_SECOND = 100;
/** Those of pages of other sites, and those that are urgent, are counted by themselves: neither is used up by the rest, nor uses the rest up. */
const FOREIGN_A_SECOND = 20;
const URGENT_A_SECOND = 20;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It has an allowance of its own. */
    urgent?: boolean;
  }
}

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
 * Keeps pages of other sites out, whatever a browser lets them send: an Origin must be our own, what has none must not come from another site
 * (Fetch Metadata, W3C) unless a person follows a link, and on a loopback address the Host must be loopback too, so that no name which was made
 * to point here reaches us (DNS rebinding). Adds the security headers to every answer, and lets no address take more of the gateway's time than
 * some requests a second; what a foreign page makes a browser ask does not count against whoever uses that browser.
 */
export function guard(app: FastifyInstance, host: string, now: () => Micros): void {
  const own = allowance('requests', REQUESTS_A_SECOND, now);
  const urgent = allowance('urgent requests', URGENT_A_SECOND, now);
  const foreign = allowance('requests of pages of other sites', FOREIGN_A_SECOND, now);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    const refused = strangeness(request, host);
    if (refused || cameFromElsewhere(request)) foreign(request.ip);
    else if (request.routeOptions.config.urgent) urgent(request.ip);
    else own(request.ip);
    if (refused) throw refused;
  });
}

/** Counts requests by address: the one above `most` in a second throws a Problem. */
function allowance(what: string, most: number, now: () => Micros): (ip: string) => void {
  const tries = new Tries(most, 1_000_000);
  return ip => {
    const wait = tries.wait(ip, now());
    if (wait > 0) throw new Problem('TooManyRequests', `at most ${most} ${what} a second`, undefined, wait);
    tries.count(ip, now());
  };
}

/** Why a request is refused for where it comes from; undefined where it is not. */
function strangeness(request: FastifyRequest, host: string): Problem | undefined {
  const { origin, host: asked = '' } = request.headers;
  if (isLoopback(host) && !isLoopback(nameOf(asked)))
    return new Problem('ForeignHost', `this server is for this machine only, not for ${asked}`);
  if (origin !== undefined && origin !== `http://${asked}` && origin !== `https://${asked}`)
    return new Problem('ForeignOrigin', `a page of ${origin} may not ask here`);
  // a link on another site may lead here: what it shows is shown to the person, not to that site
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = request.headers;
  if (cameFromElsewhere(request) && !(mode === 'navigate' && dest === 'document'))
    return new Problem('ForeignOrigin', 'a page of another site may not ask here');
  return undefined;
}

/** Whether a browser says that a page of another site, or of another port, made it ask. An Origin, which is looked at anyhow, says so better. */
function cameFromElsewhere({ headers }: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  return origin === undefined && site !== undefined && site !== 'same-origin' && site !== 'none';
}

const nameOf = (host: string): string => host.replace(/:\d+$/, '');
