import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { StopPoint } from '../../src/run/stop-points';
import { PACKAGE_ROOT } from '../../src/run/version';

/** The built product, as a user runs it. */
const MAIN = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');

/** A `sluice` of its own: its lines on stdout so far, and how it ended. */
export class Process {
  readonly lines: string[] = [];
  /** How long (ms) after its start a line came, by the line's first word. */
  readonly since: Record<string, number> = {};
  readonly ended: Promise<string>;
  alive = true;
  private readonly child: ChildProcess;

  /** `logFile` gets what it writes to stderr. */
  constructor(args: readonly string[], logFile: string, env: NodeJS.ProcessEnv = {}) {
    const started = performance.now();
    this.child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr!.pipe(createWriteStream(logFile, { flags: 'a' }));
    let rest = '';
    this.child.stdout!.on('data', (bytes: Buffer) => {
      const texts = (rest + bytes.toString('utf8')).split('\n');
      rest = texts.pop()!;
      for (const line of texts) this.since[line.split(' ')[0]!] ??= performance.now() - started;
      this.lines.push(...texts);
    });
    this.ended = new Promise(resolve => {
      this.child.on('close', (code, signal) => {
        this.alive = false;
        resolve(signal ?? `exit ${code}`);
      });
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<string> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Resolves once `done` says so; rejects after `ms` with `what`. */
export async function until(what: string, done: () => boolean, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!done()) {
    if (performance.now() > end) throw new Error(`not in ${ms / 1000} s: ${what}`);
    await pause(5);
  }
}

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Where a gateway is stopped: at the `n`-th pass of a point. */
export const stopAt = (point: StopPoint, n: number): NodeJS.ProcessEnv => ({ SLUICE_STOP_AT: `${point}:${n}` });
