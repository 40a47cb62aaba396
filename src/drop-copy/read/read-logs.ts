import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { zoneOf } from '../../core/zone';
import type { LogCounts } from './counts';
import { LogFile } from './log-file';
import { lookAtAll } from './log-paths';
import { merge } from './merge';
import type { LogSink } from './message';

export interface ReadLogsOptions {
  /** Bytes of files, as they are on the disk, that were read, of how many: for a progress bar. */
  told?(bytes: number, of: number): void;
  /** The files that are read, folders taken apart, before the first message: `LoggedMessage.file` is a place in it. */
  opened?(files: readonly string[]): void;
  /** Does not end with the files: goes on with what is written to them, or to a new one of the same name, in the order in which it comes, until this is aborted. */
  readonly follow?: AbortSignal;
  /** Reading ends soon after this is aborted, and what was read so far is counted. */
  readonly stop?: AbortSignal;
  /** IANA zone of stamps of the logs that name none; UTC without it. */
  readonly zone?: string;
}

/** How often a followed file is looked at (ms). */
const LOOK_AGAIN = 200;

/**
 * Reads logs, files or folders of them, gzipped or not, and tells `sink` what they hold: of several files in the order of time (the log's stamp, else SendingTime (52),
 * else behind what stands before it in its file). Memory does not grow with the logs. Rejects with a DataError for a file that is not there or cannot be opened, with a
 * RangeError for a zone that does not exist; what breaks later is told as damage, and the other files are read on.
 */
export async function readLogs(paths: readonly string[], sink: LogSink, options: ReadLogsOptions = {}): Promise<LogCounts> {
  const { zone, follow } = options;
  if (zone !== undefined) zoneOf(zone);
  const looks = await lookAtAll(paths, zone);
  const files = looks.map((look, index) => new LogFile(look, index, sink, zone));
  options.opened?.(looks.map(look => look.file));
  const paused = await progress(files, options);
  try {
    if (files.length === 1) await readOne(files[0]!, paused, follow !== undefined);
    else await merge(files, sink, { paused, stays: follow !== undefined });
    if (follow) await followed(files, sink, follow);
  } finally {
    for (const file of files) await file.close();
  }
  return { files: files.map(file => file.counts()) };
}

/** One log needs no merging: what it holds is told as it is read. */
async function readOne(file: LogFile, paused: () => boolean, stays: boolean): Promise<void> {
  while (await file.next()) if (paused()) return;
  if (!stays) await file.end();
}

/** Tells how far the reading is; what is returned does so, and says whether it shall end. */
async function progress(files: readonly LogFile[], { told, stop, follow }: ReadLogsOptions): Promise<() => boolean> {
  const sizes = await Promise.all(files.map(async file => (await stat(file.look.file)).size));
  const of = sizes.reduce((sum, size) => sum + size, 0);
  return () => {
    told?.(
      files.reduce((sum, file) => sum + file.taken, 0),
      of,
    );
    return stop?.aborted === true || follow?.aborted === true;
  };
}

/** Tells of what is added to files. */
async function followed(files: readonly LogFile[], sink: LogSink, follow: AbortSignal): Promise<void> {
  for (const file of files) file.sink = sink;
  while (!follow.aborted) {
    let came = false;
    for (const file of files) came = (await file.more()) || came;
    if (!came) await sleep(LOOK_AGAIN, undefined, { signal: follow }).catch(() => undefined);
  }
}
