import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { FEED_PATH } from './feed';
import type { FeedDoor } from './feed-door';

/** Bytes of a message of a page: a longer one ends its connection. */
const MESSAGE_BYTES = 16 * 1024;

/**
 * The WebSocket of the feed. What is asked of any request is asked of this one: the Host, the Origin, how often; a secret never stands in its
 * address. Messages are not compressed: that takes more of the line's time than loopback and a desk's network need.
 */
export function serveFeed(app: FastifyInstance, door: FeedDoor): void {
  app.register(async scope => {
    await scope.register(websocket, { options: { maxPayload: MESSAGE_BYTES, perMessageDeflate: false } });
    scope.get(FEED_PATH, { websocket: true }, (socket, request) => door.enter(socket, request.ip));
  });
  // an upgrade that is refused leaves a socket that no HTTP server looks after any more
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.headers.upgrade !== undefined) raw.socket.end(() => raw.socket.destroy());
  });
  app.addHook('preClose', async () => door.stop());
}
