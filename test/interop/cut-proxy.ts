import { createServer, type Server, type Socket, connect as tcp } from 'node:net';

/** A wire between a client and a server that can lose what goes through it, and be cut. */
export class CutProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private losesAnswers = false;
  private losesAll = false;
  private refusing = false;

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

  /** Breaks every connection and takes no other until `mend`. */
  cut(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.losesAnswers = false;
    this.losesAll = false;
    this.refusing = false;
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
    client.on('data', bytes => this.losesAll || server.write(bytes));
    server.on('data', bytes => this.losesAnswers || client.write(bytes));
  }
}
