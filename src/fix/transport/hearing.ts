import { Socket } from 'node:net';

type Take = (chunk: Buffer) => void;

/** Has `take` called with each chunk that a socket reads. To be called before it reads. */
export function hear(socket: Socket, take: Take): void {
  socket.on('data', take);
  if (socket instanceof Socket) shorten(socket, take);
}

/**
 * While a socket flows and its stream holds nothing, what was read need not go through the stream: that costs an event, a tick and a read of nothing for each
 * chunk, some 2 us. What comes while it is paused, and the end, go the usual way.
 */
function shorten(socket: Socket, take: Take): void {
  const { push } = socket;
  socket.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk === null || socket.readableFlowing !== true || socket.readableLength > 0) return push.call(socket, chunk, encoding);
    take(chunk);
    return true;
  };
}
