import { connect, createServer, type Server, type Socket } from 'node:net';

/** A whole message seen on the way: which connection it came over, from which end, and its text. */
export interface Frame {
  readonly connection: number;
  /** `near` dialled the tap, `far` is whom the tap dialled. */
  readonly from: 'near' | 'far';
  readonly text: string;
}

/** First value of a tag in a message's text; '' where it has none. */
export function field(text: string, tag: number): string {
  const at = text.indexOf(`\x01${tag}=`);
  if (at < 0) return '';
  const start = at + `${tag}`.length + 2;
  return text.slice(start, text.indexOf('\x01', start));
}

/** Stands between two FIX parties, passes every byte on at once and keeps each message. When one side goes, so does the other. */
export class Tap {
  readonly frames: Frame[] = [];
  /** Messages of which only a part came before the connection ended. */
  torn = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private connections = 0;

  constructor(private readonly toPort: () => number) {
    this.server = createServer({ noDelay: true }, near => this.join(near));
  }

  /** Resolves with the port to dial. */
  listen(): Promise<number> {
    return new Promise(resolve => {
      this.server.listen(0, '127.0.0.1', () => resolve((this.server.address() as { port: number }).port));
    });
  }

  close(): void {
    for (const s of this.sockets) s.destroy();
    this.server.close();
  }

  private join(near: Socket): void {
    const far = connect({ port: this.toPort(), host: '127.0.0.1', noDelay: true });
    const connection = ++this.connections;
    this.pass(near, far, new Cutter(text => this.frames.push({ connection, from: 'near', text })));
    this.pass(far, near, new Cutter(text => this.frames.push({ connection, from: 'far', text })));
  }

  private pass(from: Socket, to: Socket, cutter: Cutter): void {
    this.sockets.add(from);
    from.on('data', bytes => {
      cutter.take(bytes);
      if (!to.destroyed) to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      if (cutter.rest > 0) this.torn++;
      this.sockets.delete(from);
      to.end(() => to.destroy());
    });
  }
}

/** Cuts a stream into messages by their BodyLength (9). */
class Cutter {
  private held = '';

  constructor(private readonly message: (text: string) => void) {}

  get rest(): number {
    return this.held.length;
  }

  take(bytes: Buffer): void {
    this.held += bytes.toString('latin1');
    for (let end = this.end(); end > 0 && end <= this.held.length; end = this.end()) {
      this.message(this.held.slice(0, end));
      this.held = this.held.slice(end);
    }
  }

  /** Where the first message ends; 0 where its length is not there yet. */
  private end(): number {
    const length = this.held.indexOf('\x01') + 3;
    const body = this.held.indexOf('\x01', length) + 1;
    return length < 3 || body === 0 ? 0 : body + Number(this.held.slice(length, body - 1)) + 7;
  }
}
