import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';

/** How long (ms) a process has to end after SIGTERM. */
const PATIENCE = 5000;

/** A program under test: what it said on stdout, line by line, and how it ended. */
export class Program {
  readonly lines: string[] = [];
  private readonly exit: Promise<number>;
  private readonly child: ChildProcess;
  private readonly listeners = new Set<() => void>();
  private errors = '';
  private over = false;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
  ) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    createInterface({ input: this.child.stdout! }).on('line', line => this.told(() => this.lines.push(line)));
    this.child.stderr!.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.child.stdin!.on('error', () => undefined);
    this.exit = new Promise(resolve => {
      this.child.once('error', error => this.told(() => (this.errors += error.message)));
      this.child.once('close', code => {
        this.told(() => (this.over = true));
        resolve(code ?? -1);
      });
    });
  }

  /** The first line on stdout that begins so; rejects with all it said where it ends, or `ms` pass, without one. */
  async line(start: string, ms = 15_000): Promise<string> {
    const found = (): string | undefined => this.lines.find(l => l.startsWith(start));
    await this.until(() => found() !== undefined, ms, `'${start}'`);
    return found()!;
  }

  /** Waits until `done` holds, looked at after every line. */
  async until(done: () => boolean, ms: number, what: string): Promise<void> {
    if (done()) return;
    let stop = (): void => undefined;
    const held = new Promise<void>((resolve, reject) => {
      const failed = (why: string): void => reject(new Error(`${this.name}: ${why} before ${what}\n${this.account()}`));
      const timer = setTimeout(() => failed(`${ms} ms passed`), ms);
      const look = (): void => (done() ? resolve() : this.over ? failed('ended') : undefined);
      this.listeners.add(look);
      stop = () => {
        clearTimeout(timer);
        this.listeners.delete(look);
      };
    });
    await held.finally(() => stop());
  }

  /** Its exit status (-1 where a signal ended it); rejects with all it said where it has none after `ms`. */
  async ended(ms: number): Promise<number> {
    const overtime = new AbortController();
    const late = after(ms, undefined, { signal: overtime.signal }).then(() => {
      throw new Error(`${this.name}: still runs after ${ms} ms\n${this.account()}`);
    });
    return Promise.race([this.exit, late]).finally(() => overtime.abort());
  }

  /** Answers what the program asked on stdout. */
  answer(line: string): void {
    this.child.stdin!.write(`${line}\n`);
  }

  /** All it said. */
  account(): string {
    return `${this.lines.join('\n')}\n${this.errors}`;
  }

  /** SIGTERM, and SIGKILL where that does not end it. Resolves with its exit status once it is gone. */
  async stop(): Promise<number> {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE);
    return this.exit.finally(() => clearTimeout(timer));
  }

  signal(name: 'SIGUSR1' | 'SIGUSR2'): void {
    this.child.kill(name);
  }

  /** kill -9. Resolves once it is gone. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exit;
  }

  private told(change: () => void): void {
    change();
    for (const look of this.listeners) look();
  }
}
