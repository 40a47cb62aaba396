import { join, sep } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Durability } from './database';
import type { ToArchive } from './take-over';

/** Something for the thread: to take over the records of the commit log from byte `from` to `to`, behind the row with the hash `before`, and closed orders. */
export type Work =
  | { readonly kind: 'checkpoint' }
  | {
      readonly kind: 'take';
      readonly before: Uint8Array;
      readonly from: number;
      readonly to: number;
      readonly archive: ToArchive;
    };

/** What it says once it is done: the hash of the last row it took over, or why it could not (then nothing of it was done). */
export interface Answer {
  readonly hash?: Uint8Array;
  readonly failure?: string;
}

/** What the thread is begun with. */
export interface Orders {
  readonly file: string;
  readonly commits: string;
  readonly durability: Durability;
  readonly port: MessagePort;
  readonly answered: Int32Array;
}

/** A thread loads what is compiled, also where a test compiles on the fly. */
const THREAD = join(
  __dirname.includes(`${sep}dist${sep}`) ? __dirname : join(__dirname, '../../dist/src/journal'),
  'beside-thread.js',
);
/** How long (ms) a work is waited for at the end: the longest is a checkpoint that waits for a disk. */
const PATIENCE_MS = 20_000;
/** What the thread may need, in MiB, and far more than that: it works on a MiB or two at a time. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

const WHAT = { checkpoint: 'its write-ahead log could not be moved into it', take: 'it could not take over what was committed' };

/**
 * A thread beside the line, with a connection of its own to the journal's database: for what takes milliseconds or waits for the disk. It has one work at a time, and begins with
 * the first.
 */
export class Beside {
  private thread: Worker | undefined;
  private port: MessagePort | undefined;
  private answered: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  private under: { readonly kind: Work['kind']; readonly done: (hash: Uint8Array) => void } | undefined;
  private failure = '';

  constructor(
    private readonly file: string,
    private readonly commits: string,
    private readonly durability: Durability,
  ) {}

  /** Something is under way. */
  get busy(): boolean {
    return this.under !== undefined;
  }

  /** Begins a work; `done` is called with the hash where it took something over. Throws, once, what the one before failed with, in place of beginning. */
  begin(work: Work, done: (hash: Uint8Array) => void = () => undefined): void {
    const { failure } = this;
    this.failure = '';
    if (failure !== '') throw new Error(failure);
    if (this.busy) throw new Error('one work at a time');
    this.port ??= this.start();
    this.under = { kind: work.kind, done };
    this.port.postMessage(work);
  }

  /** Waits for what is under way. */
  join(): void {
    const until = performance.now() + PATIENCE_MS;
    while (this.under && this.port) {
      const counted = Atomics.load(this.answered, 0);
      const said = receiveMessageOnPort(this.port);
      const left = until - performance.now();
      if (said) this.hear(said.message as Answer);
      else if (left > 0) Atomics.wait(this.answered, 0, counted, left);
      else this.lost(`it did not answer within ${PATIENCE_MS} ms`);
    }
  }

  /** Ends the thread. What was under way is done whole or not at all. */
  close(): void {
    this.port?.close();
    void this.thread?.terminate();
    this.thread = this.port = this.under = undefined;
  }

  private start(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const { file, commits, durability } = this;
    const answered = new Int32Array(new SharedArrayBuffer(4));
    const workerData: Orders = { file, commits, durability, port: port2, answered };
    const thread = new Worker(THREAD, { workerData, transferList: [port2], resourceLimits: LIMITS });
    thread.on('error', error => {
      if (this.thread === thread) this.lost(error.message);
    });
    port1.on('message', (said: Answer) => this.hear(said));
    thread.unref();
    port1.unref();
    this.thread = thread;
    this.answered = answered;
    return port1;
  }

  private hear({ hash, failure }: Answer): void {
    const { under } = this;
    this.under = undefined;
    if (failure !== undefined) this.failed(under?.kind ?? 'take', failure);
    else if (hash) under?.done(hash);
  }

  /** The thread is gone; the next work begins another. */
  private lost(why: string): void {
    const kind = this.under?.kind ?? 'take';
    this.close();
    this.failed(kind, why);
  }

  private failed(kind: Work['kind'], why: string): void {
    this.failure = `${this.file}: ${WHAT[kind]}: ${why}`;
  }
}
