import { Worker } from 'node:worker_threads';

/** Runs on the thread, as text because it must run the same from dist/ and under a test that compiles on the fly. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const db = new (require(workerData.library))(workerData.file);
parentPort.on('message', () => {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
    parentPort.postMessage('');
  } catch (error) {
    parentPort.postMessage(String(error));
  }
});`;

/**
 * Moves a database's write-ahead log into its file on a thread of its own, with a connection of its own: that waits for the disk, half a second
 * and more for 256 MiB, and the line must not wait with it.
 */
export class Checkpointer {
  /** One is under way. What is written meanwhile keeps the log from beginning anew: better wait with it. */
  busy = false;
  private thread: Worker | undefined;
  private failure = '';

  constructor(private readonly file: string) {}

  /** Begins one, unless one is under way. Throws what the one before failed with, once. */
  begin(): void {
    const { failure } = this;
    this.failure = '';
    if (failure !== '') throw new Error(`the write-ahead log of ${this.file} could not be moved into it: ${failure}`);
    if (this.busy) return;
    this.busy = true;
    this.thread ??= this.start();
    this.thread.postMessage('');
  }

  close(): void {
    void this.thread?.terminate();
    this.thread = undefined;
    this.busy = false;
  }

  private start(): Worker {
    const workerData = { library: require.resolve('better-sqlite3'), file: this.file };
    const thread = new Worker(THREAD, { eval: true, workerData });
    thread.unref();
    thread.on('message', (failure: string) => this.ended(failure));
    thread.on('error', error => {
      this.thread = undefined;
      this.ended(String(error));
    });
    return thread;
  }

  private ended(failure: string): void {
    this.busy = false;
    this.failure = failure;
  }
}
