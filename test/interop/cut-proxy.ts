import { createServer, type Server, type Socket, connect as tcp } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** How often (ms) what was lost is looked at, and how long it is waited for. */
const LOOK_MS = 5;
const PATIENCE_MS = 20_000;

/** A wire between a client and a server that can lose what goes through it, and be cut. */
export class CutProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private losesAnswers = false;
  private losesAll = false;
  private refusing = false;
  private lost = { answers: 0, requests: 0 };

  constructor(private readonly serverPort: number) {
    this.server = createServer(client => this.join(client));
  }

  /** Listens on a free port of loopback, which it returns. */
  async listen(): Promise<number> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as { port: number }).port;
  }

  /** What the server sends is lost from here on; what the client sends still arrives. */
  mute(): void {
    this.losesAnswers = true;
  }

  /** Nothing arrives from here on, and neither end can tell. */
  swallow(): void {
    this.losesAnswers = true;
    this.losesAll = true;
  }

  /** Until the wire has lost some of what the server (`answers`) or the client (`requests`) sent, since it was last whole. */
  async hasLost(what: 'answers' | 'requests'): Promise<void> {
    for (let ms = 0; this.lost[what] === 0; ms += LOOK_MS) {
      if (ms > PATIENCE_MS) throw new Error(`no ${what} were lost on the wire to port ${this.serverPort} in ${PATIENCE_MS} ms`);
      await after(LOOK_MS);
    }
  }

  /** Breaks every connection and takes no other until `mend`. */
  cut(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.losesAnswers = false;
    this.losesAll = false;
    this.refusing = false;
    this.lost = { answers: 0, requests: 0 };
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise(resolve => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.refusing) {
      client.destroy();
      return;
    }
    const server = tcp(this.serverPort, '127.0.0.1');
    const ends = [client, server];
    for (const socket of ends) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.sockets.delete(socket);
        for (const other of ends) other.destroy();
      });
    }
    client.on('data', bytes => (this.losesAll ? this.lost.requests++ : server.write(bytes)));
    server.on('data', bytes => (this.losesAnswers ? this.lost.answers++ : client.write(bytes)));
  }
}
