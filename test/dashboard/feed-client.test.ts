import type { WebSocket } from '@fastify/websocket';
import { FeedClient } from '../../src/dashboard/feed-client';
import { Frame } from '../../src/dashboard/frame/frame';

/** A socket that keeps what it is sent until its peer reads. */
class SlowSocket {
  bufferedAmount = 0;
  sent = 0;

  send(text: string): void {
    this.sent++;
    this.bufferedAmount += text.length;
  }
}

test('a page that says got of what it never reads is sent one message, not more, and is overdue ten seconds later', () => {
  const socket = new SlowSocket();
  const client = new FeedClient(socket as unknown as WebSocket, '127.0.0.1', 0);
  client.admitted = { person: undefined, token: undefined };
  const frame = new Frame();
  const late: (number | undefined)[] = [];
  for (let second = 1; second <= 12; second++) {
    frame.n++;
    client.serve(frame, second * 1_000_000, 900_000);
    client.got(second);
    if (client.overdue(second * 1_000_000) !== undefined) late.push(second);
  }
  const before = socket.sent;
  socket.bufferedAmount = 0;
  client.serve(frame, 12_500_000, 900_000);
  expect([before, late, socket.sent]).toEqual([1, [12], 2]);
});
