import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Endpoint } from '../settings/settings';

/** A port that connections come in by. */
export interface Port {
  /** Opens it; `failed` is told why that cannot be, or what went wrong later. */
  listen(at: Endpoint, opened: () => void, failed: (error: Error) => void): void;
  readonly listening: boolean;
  /** Its number, which differs from the one asked for where that was 0; undefined while it is not open. */
  readonly number: number | undefined;
  /** Takes no further connection. */
  close(): void;
}

/** Where connections come from: the machine's network, or another that looks like it (`MemoryNetwork`). */
export interface Network {
  /** A connection that is being made: it says `connect`, or `error` and `close`. */
  connect(to: Endpoint, noDelay: boolean): Socket;
  /** A port that is not open yet. */
  port(accept: (socket: Socket) => void): Port;
}

/** The machine's own. */
export const machineNetwork: Network = {
  connect: ({ host, port }, noDelay) => connect({ host, port, noDelay }),
  port: accept => new MachinePort(createServer(accept)),
};

class MachinePort implements Port {
  constructor(private readonly server: Server) {}

  listen({ host, port }: Endpoint, opened: () => void, failed: (error: Error) => void): void {
    this.server.on('error', failed);
    this.server.listen(port, host, opened);
  }

  get listening(): boolean {
    return this.server.listening;
  }

  get number(): number | undefined {
    const address = this.server.address();
    return address !== null && typeof address === 'object' ? address.port : undefined;
  }

  close(): void {
    this.server.close();
  }
}
