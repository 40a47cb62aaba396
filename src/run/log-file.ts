import { accessSync, constants, mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { DestinationStream } from 'pino';
import { UsageError } from './usage-error';

/** A log file that is begun anew each day and beyond a size; the oldest are removed. */
export interface LogFile {
  readonly file: string;
  /** MiB that one file may have. */
  readonly mebibytes: number;
  /** Files that are kept beside the one that is written. */
  readonly keep: number;
}

/** What pino-roll, which has no types, gives: a file that is written off the loop. */
interface Rolling extends DestinationStream {
  on(event: 'error', heard: (error: Error) => void): void;
  on(event: 'drop', heard: () => void): void;
  flushSync(): void;
  end(): void;
}
type Roll = (options: {
  readonly file: string;
  readonly size: string;
  readonly frequency: 'daily';
  readonly limit: { readonly count: number; readonly removeOtherLogFiles: true };
  readonly mkdir: true;
  readonly maxLength: number;
}) => Promise<Rolling>;

/** What waits for a disk that does not take it, in bytes; beyond that lines are lost, never the line of orders. */
const MOST_WAITING = 8 << 20;

/** Where log lines go, and what ends it. */
export interface OpenedLog {
  readonly stream: DestinationStream;
  readonly close: () => void;
}

/**
 * Opens a rolling log: FILE.N.EXT in the folder of FILE. Writing is off the loop; a disk that does not take lines is told of once on stderr, and costs lines, nothing else. Rejects with a
 * UsageError where the file cannot be written at the start.
 */
export async function openLogFile({ file, mebibytes, keep }: LogFile): Promise<OpenedLog> {
  const path = resolve(file);
  writable(dirname(path));
  const build = require('pino-roll') as Roll;
  let told = false;
  const trouble = (what: string): void => {
    if (!told)
      process.stderr.write(`sluice: the log file ${basename(path)} ${what}: lines are lost until it can be written again\n`);
    told = true;
  };
  const stream = await build({
    file: path,
    size: `${mebibytes}m`,
    frequency: 'daily',
    limit: { count: keep, removeOtherLogFiles: true },
    mkdir: true,
    maxLength: MOST_WAITING,
  });
  stream.on('error', error => trouble(`cannot be written (${error.message})`));
  stream.on('drop', () => trouble('takes lines too slowly'));
  const flush = (): void => flushed(stream);
  process.once('exit', flush);
  const close = (): void => {
    process.removeListener('exit', flush);
    flush();
    stream.end();
  };
  return { stream, close };
}

function writable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--log: ${folder} cannot be written to: ${(error as Error).message}`);
  }
}

/** A process that ends says what it has to say; a disk that cannot take it is no reason to hang. */
function flushed(stream: Rolling): void {
  try {
    stream.flushSync();
  } catch {
    // told already
  }
}
