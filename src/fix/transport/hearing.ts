import type { OnReadOpts, Socket } from 'node:net';

/** What a read takes at most, in bytes. */
const READ_BYTES = 65_536;

interface Ear {
  take: (chunk: Buffer) => void;
}

/** Of the sockets that read into a buffer of their own. */
const EARS = new WeakMap<Socket, Ear>();

/**
 * Makes a socket that reads into one buffer again and again, past the stream: no buffer, no event and no tick for each read. Its bytes are good only during
 * the call. Node has this for sockets that dial; those that come in are read as streams.
 */
export function hearing(open: (onread: OnReadOpts) => Socket): Socket {
  const ear: Ear = { take: () => undefined };
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const callback = (length: number): true => {
    ear.take(buffer.subarray(0, length));
    return true;
  };
  const socket = open({ buffer, callback });
  EARS.set(socket, ear);
  return socket;
}

/** Has `take` called with what a socket reads. To be called before it reads. */
export function hear(socket: Socket, take: Ear['take']): void {
  const ear = EARS.get(socket);
  if (ear) ear.take = take;
  else socket.on('data', take);
}
