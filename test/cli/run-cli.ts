import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const MAIN = join(__dirname, '../../dist/src/cli/main.js');

/** What a command answered. */
export interface Answer {
  readonly code: number;
  readonly out: string[];
  readonly err: string[];
}

const lines = (text: string): string[] => text.split('\n').filter(line => line !== '');

/** Runs the built command line as a process of its own; killed after a minute. */
export function sluice(...args: string[]): Promise<Answer> {
  return new Promise(resolve => {
    execFile(process.execPath, [MAIN, ...args], { timeout: 60_000, env: process.env }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out: lines(out), err: lines(err) });
    });
  });
}
