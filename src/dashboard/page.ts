import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What a page of ours may do: load its own scripts, styles and pictures, and talk to its own server; nothing inline, nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A file whose name says what is in it never changes. */
const HASHED = /-[A-Za-z0-9]{6,}\.[a-z0-9]+$/;
const FOR_GOOD = 'public, max-age=31536000, immutable';

/**
 * Serves the files of the page's folder: those that are there now, each by a route of its own, so that no path leads anywhere else. Serves
 * nothing where the page is not built.
 */
export function servePage(app: FastifyInstance, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.register(async scope => {
    scope.addHook('onSend', async (request, reply) => {
      if (reply.statusCode >= 400) return;
      const [path = ''] = request.url.split('?');
      reply.header('content-security-policy', PAGE_POLICY);
      reply.header('cache-control', HASHED.test(path) ? FOR_GOOD : 'no-cache');
    });
    await scope.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      dotfiles: 'ignore',
      index: ['index.html'],
      cacheControl: false,
    });
  });
}
