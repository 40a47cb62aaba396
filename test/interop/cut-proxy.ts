import { createServer, type Server, type Socket, connect as tcp } from 'node:net';

/** A wire between a client and the gateway that can go deaf and be cut. */
export class CutProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private deaf = false;
  private refusing = false;

  constructor(private readonly gatewayPort: number) {
    this.server = createServer(client => this.join(client));
  }

  /** Listens on a free port of loopback, which it returns. */
  async listen(): Promise<number> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as { port: number }).port;
  }

  /** What the gateway sends is lost from here on; what the client sends still arrives. */
  mute(): void {
    this.deaf = true;
  }

  /** Breaks every connection and takes no other until `mend`. */
  cut(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.deaf = false;
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
    const gateway = tcp(this.gatewayPort, '127.0.0.1');
    const ends = [client, gateway];
    for (const socket of ends) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.sockets.delete(socket);
        for (const other of ends) other.destroy();
      });
    }
    client.on('data', bytes => gateway.write(bytes));
    gateway.on('data', bytes => this.deaf || client.write(bytes));
  }
}
