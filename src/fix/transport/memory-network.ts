import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Endpoint } from '../settings/settings';
import type { Network, Port } from './network';

/** What everybody here has for an address. */
const ADDRESS = '127.0.0.1';
/** Ports that were asked for as 0 are numbered from here. */
const FIRST_FREE = 50_000;

/**
 * A network without sockets: what one end writes is there for the other as soon as the code that is at work is done, in order, and nothing takes time or gets lost. For
 * sessions whose clock is not the system's: a run in which nothing is left to the operating system is the same every time.
 */
export class MemoryNetwork implements Network {
  private readonly open = new Map<number, (socket: Socket) => void>();
  private nextPort = FIRST_FREE;
  /** Counts connections and writes: as long as it stands still nothing is on its way. */
  activity = 0;

  connect({ host, port }: Endpoint, _noDelay: boolean): Socket {
    this.activity++;
    const [here, there] = ends(this.nextPort++, () => this.activity++);
    process.nextTick(() => {
      const accept = this.open.get(port);
      if (!accept) return void here.destroy(new Error(`nobody listens on ${host}:${port}`));
      accept(socketOf(there));
      here.emit('connect');
    });
    return socketOf(here);
  }

  port(accept: (socket: Socket) => void): Port {
    const { open } = this;
    let number: number | undefined;
    return {
      listen: ({ port }, opened, failed) => {
        const wanted = port === 0 ? this.nextPort++ : port;
        if (open.has(wanted)) return void process.nextTick(() => failed(new Error(`port ${wanted} is taken`)));
        number = wanted;
        open.set(wanted, accept);
        process.nextTick(opened);
      },
      get listening() {
        return number !== undefined;
      },
      get number() {
        return number;
      },
      close: () => {
        if (number !== undefined) open.delete(number);
        number = undefined;
      },
    };
  }
}

/** One end of a connection in memory: of a socket's own properties it has those that connections use. */
class MemoryEnd extends Duplex {
  readonly remoteAddress = ADDRESS;
  other: MemoryEnd | undefined;

  constructor(
    readonly remotePort: number,
    private readonly wrote: () => void,
  ) {
    super({ allowHalfOpen: false });
  }

  setNoDelay(): this {
    return this;
  }

  override _read(): void {
    // what comes is pushed
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const bytes = Buffer.from(chunk); // the writer uses its buffer again
    this.tell(() => this.other?.push(bytes));
    done();
  }

  override _final(done: () => void): void {
    this.tell(() => this.other?.push(null));
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.tell(() => this.other?.destroy());
    done(error);
  }

  /** What the other end hears, it hears later. */
  private tell(what: () => void): void {
    this.wrote();
    process.nextTick(() => {
      if (this.other?.destroyed === false) what();
    });
  }
}

function ends(port: number, wrote: () => void): [MemoryEnd, MemoryEnd] {
  const [a, b] = [new MemoryEnd(port, wrote), new MemoryEnd(port, wrote)];
  [a.other, b.other] = [b, a];
  return [a, b];
}

/** A Socket to whoever uses what connections use. */
const socketOf = (end: MemoryEnd): Socket => end as unknown as Socket;
