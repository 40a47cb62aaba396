import { connect, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { findSocket, placeSocket, removeSocket } from './control-path';

/** A request over the control socket: one JSON object a line. */
export interface ControlRequest {
  readonly cmd: string;
  readonly [key: string]: unknown;
}

/** Answers a request: one reply, or a stream of them until `closed` (watching). Throwing answers {ok: false, error}. */
export type ControlHandler = (
  request: ControlRequest,
  reply: (line: unknown) => void,
  closed: (cleanup: () => void) => void,
) => 'done' | 'stream';

/** A client that leaves more bytes than this unread is dropped: what it does not read is memory of the gateway. */
const MOST_BUFFERED = 8 * 1024 * 1024;

/**
 * The control socket of a running gateway: a Unix socket in its data folder, for its owner only. Works with HTTP off.
 */
export class ControlServer {
  private readonly server: Server;
  private readonly open = new Set<Socket>();

  constructor(
    private readonly path: string,
    private readonly handle: ControlHandler,
  ) {
    this.server = createServer(socket => this.serve(socket));
  }

  /** Rejects with an Error where somebody already answers there. */
  async listen(): Promise<void> {
    if (await answers(findSocket(this.path))) throw new Error(`${this.path} answers: another process listens there`);
    removeSocket(this.path);
    const place = placeSocket(this.path);
    await new Promise<void>((resolve, reject) => {
      this.server.on('error', reject); // kept: a connection that cannot be accepted later is that client's loss, not the end of this process
      this.server.listen(place, resolve);
    });
  }

  close(): void {
    for (const socket of this.open) socket.destroy();
    this.server.close();
    removeSocket(this.path);
  }

  private serve(socket: Socket): void {
    this.open.add(socket);
    const cleanups: (() => void)[] = [];
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.open.delete(socket);
      for (const cleanup of cleanups) cleanup();
    });
    const reply = (line: unknown): void => {
      if (socket.writableLength > MOST_BUFFERED) socket.destroy();
      if (!socket.destroyed) socket.write(`${JSON.stringify(line)}\n`);
    };
    const lines = createInterface({ input: socket });
    lines.on('error', () => socket.destroy()); // it repeats the socket's error as its own
    lines.on('line', line => {
      try {
        const request = JSON.parse(line) as ControlRequest;
        if (this.handle(request, reply, cleanup => cleanups.push(cleanup)) === 'done') socket.end();
      } catch (error) {
        reply({ ok: false, error: (error as Error).message });
        socket.end();
      }
    });
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
}
