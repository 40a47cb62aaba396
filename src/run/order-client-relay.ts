import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { findSocket } from './control-path';
import { type ControlRequest, ControlServer } from './control-server';
import type { Named, OrderClient } from './order-client';
import type { KnownOrder, OrderFile } from './order-client-file';
import type { Amendment, ClientRow, NewOrder } from './order-client-messages';

/** What a command needs of an order client, whether it holds the session itself or speaks through one that does. */
export type OrderDesk = Pick<OrderClient, 'on' | 'newClOrdId' | 'place' | 'cancel' | 'replace' | 'askStatus'>;

type Relayed =
  | { readonly cmd: 'place'; readonly order: NewOrder; readonly clOrdId: string }
  | { readonly cmd: 'cancel' | 'status'; readonly order: Named }
  | { readonly cmd: 'replace'; readonly order: KnownOrder; readonly to: Amendment };

/** A FIX session is logged on once: who holds it lets others on this machine send through it, over a Unix socket for its owner only. */
export class Relay {
  private readonly server: ControlServer;
  private guests = 0;
  private left: () => void = () => undefined;

  constructor(path: string, client: OrderClient) {
    this.server = new ControlServer(path, (request, reply, closed) => {
      if (request.cmd === 'join') {
        this.guests++;
        const stop = client.on(reply);
        closed(() => {
          stop();
          if (--this.guests === 0) this.left();
        });
        reply({ kind: 'session', order: '', text: '' } satisfies ClientRow);
      } else carryOut(client, request as unknown as Relayed & ControlRequest);
      return 'stream';
    });
  }

  /** Without a relay (a folder that cannot be written) the session works all the same. */
  async open(): Promise<void> {
    await this.server.listen().catch(() => undefined);
  }

  /** Waits until nobody sends through it, then closes. `waiting` is called where somebody does. */
  async close(waiting: () => void): Promise<void> {
    if (this.guests > 0) {
      waiting();
      await new Promise<void>(resolve => {
        this.left = resolve;
      });
    }
    this.server.close();
  }
}

function carryOut(client: OrderClient, request: Relayed): void {
  switch (request.cmd) {
    case 'place':
      return void client.place(request.order, request.clOrdId);
    case 'cancel':
      return void client.cancel(request.order);
    case 'replace':
      return void client.replace(request.order, request.to);
    case 'status':
      return void client.askStatus(request.order);
  }
}

/** An order client that speaks through one that holds the session. */
export class RelayedClient implements OrderDesk {
  private readonly listeners = new Set<(row: ClientRow) => void>();
  private fault = "the 'sluice order' that held the session has ended; orders go on working";
  /** Rejects when the holder of the session is gone. */
  readonly lost: Promise<never>;

  private constructor(
    private readonly socket: Socket,
    private readonly file: OrderFile,
  ) {
    this.lost = new Promise((_resolve, reject) => {
      socket.on('close', () => reject(new Error(this.fault)));
    });
    this.lost.catch(() => undefined);
    createInterface({ input: socket })
      .on('line', line => this.take(JSON.parse(line) as ClientRow))
      .on('error', () => undefined);
  }

  /** Joins whoever holds the session; undefined where nobody does. */
  static join(path: string, file: OrderFile): Promise<RelayedClient | undefined> {
    return new Promise(resolve => {
      const socket = connect(findSocket(path), () => {
        socket.write(`${JSON.stringify({ cmd: 'join' })}\n`);
        const client = new RelayedClient(socket, file);
        const stop = client.on(() => {
          stop();
          resolve(client);
        });
      });
      socket.on('error', () => resolve(undefined));
    });
  }

  on(listener: (row: ClientRow) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Two processes may ask in one millisecond: the process id tells them apart. */
  newClOrdId(): string {
    return `${this.file.nextId(Date.now())}x${process.pid.toString(36)}`;
  }

  place(order: NewOrder, clOrdId = this.newClOrdId()): string {
    this.send({ cmd: 'place', order, clOrdId });
    return clOrdId;
  }

  cancel(order: Named): string {
    return this.send({ cmd: 'cancel', order });
  }

  replace(order: KnownOrder, to: Amendment): string {
    return this.send({ cmd: 'replace', order, to });
  }

  askStatus(order: Named): string {
    return this.send({ cmd: 'status', order });
  }

  close(): void {
    this.socket.end();
  }

  private take(row: ClientRow | { readonly ok: false; readonly error: string }): void {
    if ('ok' in row) this.fault = row.error;
    else for (const listener of this.listeners) listener(row);
  }

  /** The holder gives the request its id; it is told in the row `sent`. */
  private send(request: Relayed): '' {
    this.socket.write(`${JSON.stringify(request)}\n`);
    return '';
  }
}
