import { existsSync } from 'node:fs';
import { DataError } from '../../core/data-error';
import type { LogCounts } from '../../drop-copy/read/counts';
import type { LogDamage, LoggedMessage, LogSink } from '../../drop-copy/read/message';
import { type ReadLogsOptions, readLogs } from '../../drop-copy/read/read-logs';
import { MessageView } from '../../fix/codec/view';
import { UsageError } from '../usage-error';

/** Takes messages of logs as views. */
export interface ViewSink {
  /** The view, and the bytes under it, are good during the call. */
  message(message: LoggedMessage, view: MessageView): void;
  /** Bytes that the reader takes for a message and that cannot be made a view of: why. */
  unreadable?(message: LoggedMessage, why: string): void;
  damaged?(damage: LogDamage): void;
}

/** Reads logs into views. Rejects with a UsageError for a file that is not there or cannot be opened. */
export async function readViews(files: readonly string[], sink: ViewSink, options: ReadLogsOptions = {}): Promise<LogCounts> {
  for (const file of files) if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  try {
    return await readLogs(files, viewing(sink), options);
  } catch (error) {
    throw error instanceof DataError ? new UsageError(error.message) : error;
  }
}

function viewing(sink: ViewSink): LogSink {
  const view = new MessageView();
  return {
    message: message => {
      if (view.read(message.buf, message.start, message.end)) sink.message(message, view);
      else sink.unreadable?.(message, view.malformedReason);
    },
    damaged: damage => sink.damaged?.(damage),
  };
}
