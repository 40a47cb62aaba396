import { join } from 'node:path';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import { redact } from '../../fix/codec/redact';
import { MessageView } from '../../fix/codec/view';
import { currentLog, logNameOf } from '../../fix/file-log/names';
import { openJournal } from '../replay';
import { UsageError } from '../usage-error';
import { LineFile } from './line-file';

export interface ExportRequest {
  readonly journal: string;
  readonly out: string;
  /** Id of one session; undefined: all. */
  readonly session?: SessionId | undefined;
  /** SendingTime (52) at or after, and before; microseconds since the epoch. */
  readonly from?: Micros | undefined;
  readonly to?: Micros | undefined;
  /** Tags whose values are masked, beside those that always are. */
  readonly masked: readonly number[];
}

/** A file that was written. */
export interface Exported {
  readonly session: SessionId;
  readonly file: string;
  readonly messages: number;
}

/**
 * Writes what sessions were sent, by the journal, as FIX logs: under the name and in the form of FileLogPath's, stamped with SendingTime (52), each message once, as it was numbered
 * first. What came in is in the journal as facts, not as bytes: it is not there. Throws a UsageError where a file is there already, or no session of that id.
 */
export function exportLogs(request: ExportRequest): Exported[] {
  const { journal: file, session: only, from = 0, to = Number.POSITIVE_INFINITY, masked } = request;
  const journal = openJournal(file);
  const written = new Map<SessionId, Exported & { messages: number; readonly log: LineFile }>();
  const view = new MessageView();
  try {
    for (const { session, bytes } of journal.sentByAll(from === 0 ? 1 : journal.batchAt(from))) {
      if (only !== undefined && session !== only) continue;
      const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (!view.read(message, 0, message.length)) continue; // one of ours always can be
      const at = view.utcMicros(52);
      if (at === undefined || at < from || at >= to) continue;
      let place = written.get(session);
      if (!place) written.set(session, (place = placeOf(request.out, session, view)));
      place.log.message(at, undefined, redact(message, masked));
      place.messages++;
    }
  } finally {
    for (const { log } of written.values()) log.close();
    journal.close();
  }
  if (only !== undefined && written.size === 0)
    throw new UsageError(`--session: nothing was sent by a session '${only}' in that time`);
  return [...written.values()].map(({ session, file: path, messages }) => ({ session, file: path, messages }));
}

function placeOf(
  out: string,
  session: SessionId,
  view: MessageView,
): { session: SessionId; file: string; messages: number; log: LineFile } {
  const field = (tag: number): string => view.text(tag) ?? '';
  const optional = Object.entries({ senderSubID: 50, targetSubID: 57, senderLocationID: 142, targetLocationID: 143 });
  const identity = {
    beginString: field(8),
    senderCompID: field(49),
    targetCompID: field(56),
    timestampDecimals: 3 as const,
    ...Object.fromEntries(optional.filter(([, tag]) => view.has(tag)).map(([key, tag]) => [key, field(tag)])),
  };
  const [, qualifier] = session.split('/');
  const file = join(out, currentLog(logNameOf({ identity, ...(qualifier !== undefined && { qualifier }) }), 'messages'));
  return { session, file, messages: 0, log: LineFile.make(file) };
}
