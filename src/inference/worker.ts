import type { ChildProcess } from 'node:child_process';
import { type Question, type Said, startProcess } from './process';
import type { Outputs, Runner, Width } from './runner';

/** Questions that may wait for answers at a time. */
const MOST_PENDING = 64;
/** How long (ms) a process may take to load a model. */
const LOAD = 30_000;

interface Pending {
  readonly done: (outputs: Outputs | string) => void;
  readonly since: number;
}

/**
 * ONNX Runtime in a process of its own, for models whose graphs are not ours. A process that does not answer within `patience` (ms) is killed; whoever waits is
 * told, and the next question starts another. The same where it dies by itself.
 */
export class WorkerRunner implements Runner {
  readonly by = 'worker';
  private child: ChildProcess | undefined;
  /** When the process had loaded the model; 0 before. */
  private ready = 0;
  /** Why it answers no more, for good. */
  private over = '';
  private readonly pending = new Map<number, Pending>();
  private asked = 0;
  private watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly width: Width,
    private readonly patience: number,
  ) {
    this.child = this.start();
  }

  run(x: Float32Array, gate: readonly number[], done: (outputs: Outputs | string) => void): void {
    if (this.over !== '') return done(this.over);
    if (this.pending.size >= MOST_PENDING) return done(`${MOST_PENDING} questions wait for its answers already`);
    try {
      this.child ??= this.start();
    } catch (error) {
      return done(`its process could not be started: ${(error as Error).message}`);
    }
    const id = this.asked++;
    this.pending.set(id, { done, since: performance.now() });
    const question: Question = [id, x, Float32Array.from(gate)];
    // where it is gone already its end tells everybody
    this.child.send(question, () => {});
    this.watch ??= setTimeout(() => this.look(), this.limit());
  }

  close(): void {
    this.end('the model was closed');
  }

  private start(): ChildProcess {
    const child = startProcess(this.bytes, this.width);
    this.ready = 0;
    child.on('message', (said: Said) => {
      if (this.child === child) this.heard(said);
    });
    child.on('error', error => this.died(child, `its process ended: ${error.message}`));
    child.on('exit', (code, signal) => this.died(child, `its process ended (${signal ?? `code ${code}`})`));
    return child;
  }

  private heard(said: Said): void {
    if (!('loaded' in said)) return this.settle(said.id, 'why' in said ? said.why : said);
    this.ready = performance.now();
    if (!said.loaded) return this.end(`the runtime does not take it: ${said.why}`);
    // from here on less patience is due than while it loaded
    clearTimeout(this.watch);
    this.look();
  }

  private died(child: ChildProcess, why: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.failAll(why);
  }

  /** How long (ms) the oldest question may wait. */
  private limit(): number {
    return this.ready === 0 ? LOAD : this.patience;
  }

  private look(): void {
    this.watch = undefined;
    const [oldest] = this.pending.values();
    if (oldest === undefined) return;
    const waited = performance.now() - Math.max(oldest.since, this.ready);
    if (waited < this.limit()) {
      this.watch = setTimeout(() => this.look(), this.limit() - waited + 1);
      return;
    }
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.failAll(`no answer within ${this.limit()} ms: its process is replaced`);
  }

  /** For good. */
  private end(why: string): void {
    this.over = why;
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.failAll(why);
  }

  private failAll(why: string): void {
    for (const id of [...this.pending.keys()]) this.settle(id, why);
  }

  private settle(id: number, outputs: Outputs | string): void {
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    this.pending.delete(id);
    if (this.pending.size === 0) {
      clearTimeout(this.watch);
      this.watch = undefined;
    }
    pending.done(outputs);
  }
}
