import type { Journal } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import { MessageView } from '../fix/codec/view';
import type { SessionHandle } from '../fix/engine';
import { Tag } from '../fix/generated/tags';
import { copyAgain, isCopy } from '../fix/translate/drop-copy';

/** Batches of the journal read in one slice, and the pause (ms) between two. */
const SLICE = 10;
const PAUSE_MS = 2;
/** It waits while the consumer has this many bytes to read. */
const MOST_UNREAD = 1024 * 1024;

/**
 * Sends a drop copy session once more what it was sent about events at or after `from`: as new messages with PossResend (97=Y), the ExecIDs
 * as they were, also where numbers were reset since. What was itself a repeat is left out. A slice at a time; `over` is told how many went
 * out, and why it ended early where it did. Returns how to stop.
 */
export function replayCopies(
  journal: Journal,
  session: SessionHandle,
  from: Micros,
  over: (sent: number, early?: string) => void,
): () => void {
  const end = journal.batches;
  const view = new MessageView();
  let batch = journal.batchAt(from);
  let sent = 0;
  let timer: NodeJS.Timeout;
  const slice = (): void => {
    if (!session.loggedOn) return over(sent, 'the consumer is not logged on');
    const last = Math.min(batch + SLICE - 1, end);
    if (session.unread <= MOST_UNREAD) {
      for (const bytes of journal.sent(session.id, batch, last)) if (again(bytes, view, session, from)) sent++;
      batch = last + 1;
    }
    if (batch > end) over(sent);
    else timer = setTimeout(slice, PAUSE_MS);
  };
  timer = setTimeout(slice, 0);
  return () => clearTimeout(timer);
}

function again(bytes: Uint8Array, view: MessageView, session: SessionHandle, from: Micros): boolean {
  const buf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!view.read(buf, 0, buf.length) || !isCopy(view) || view.flag(Tag.PossResend)) return false;
  if ((view.utcMicros(Tag.TransactTime) ?? 0) < from) return false;
  session.send(view.msgType, w => copyAgain(w, view));
  return true;
}
