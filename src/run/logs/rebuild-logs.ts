import type { LogCounts } from '../../drop-copy/read/counts';
import type { LogSink } from '../../drop-copy/read/message';
import { type ReadLogsOptions, readLogs } from '../../drop-copy/read/read-logs';
import { Rebuild, type RebuildCounts, type Rebuilt } from '../../drop-copy/rebuild/rebuild';

export interface RebuildLogsOptions extends ReadLogsOptions {
  /** Whoever else wants what the logs hold (market data, for one): told of each message behind the rebuilder. */
  readonly also?: LogSink | undefined;
}

/** What logs say, rebuilt, and what was read of each file. */
export interface RebuiltLogs extends Rebuilt {
  readonly counts: RebuildCounts & LogCounts;
}

/** Reads logs (files or folders, gzipped or not) and rebuilds what they tell of; whoever asked closes it. Throws a DataError where a file cannot be read. */
export async function rebuildLogs(files: readonly string[], options: RebuildLogsOptions = {}): Promise<RebuiltLogs> {
  const rebuild = new Rebuild();
  const { also, ...reading } = options;
  try {
    const read = await readLogs(files, also ? both(rebuild, also) : rebuild, reading);
    const rebuilt = rebuild.end();
    return { ...rebuilt, counts: { ...rebuilt.counts, ...read } };
  } catch (error) {
    rebuild.close();
    throw error;
  }
}

const both = (first: LogSink, second: LogSink): LogSink => ({
  message: m => {
    first.message(m);
    second.message(m);
  },
  damaged: d => {
    first.damaged(d);
    second.damaged(d);
  },
});
