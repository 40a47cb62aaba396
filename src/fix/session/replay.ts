import type { Micros } from '../../core/numbers';
import { MessageView } from '../codec/view';
import type { ReplayRange, Session } from './session';

/** Fields that the writer makes anew, or that only the first sending had. */
const MADE_ANEW: ReadonlySet<number> = new Set([8, 9, 35, 34, 49, 56, 50, 57, 142, 143, 52, 43, 122, 369, 10]);
/** Session messages are never repeated, Reject excepted. */
export const GAP_FILLED: ReadonlySet<string> = new Set(['0', '1', '2', '4', '5', 'A']);
/** A stale order must not reach a venue past risk and kill, nor a stale mass cancel what was ordered since. */
export const NEVER_TO_VENUES: ReadonlySet<string> = new Set(['D', 'G', 'q']);
/** What one replay reads; not the session's view, which may hold a message that is being worked on. */
const stored = new MessageView();

/**
 * Serves the part next..upTo of a range the peer asked for: stored messages with 43=Y and their original SendingTime in 122, gap fills
 * in place of session messages, of what is not stored and, on a venue session, of new orders and replaces. Moves `range.next` on.
 */
export function replay(
  s: Session,
  range: ReplayRange,
  upTo: number,
  at: Micros,
  messages: Iterable<{ seqNum: number; bytes: Uint8Array }>,
): void {
  let next = range.next;
  for (const { seqNum, bytes } of messages) {
    if (seqNum < next || seqNum > upTo || !mayReplay(s, range, bytes)) continue;
    if (seqNum > next) sendGapFill(s, next, seqNum, at);
    resend(s, seqNum, at);
    range.replayed++;
    next = seqNum + 1;
  }
  if (next <= upTo) sendGapFill(s, next, upTo + 1, at);
  range.next = upTo + 1;
  if (range.next <= range.last) return;
  const { first, last, replayed } = range;
  s.effects.event({ type: 'resent', session: s.id, at, first, last, replayed });
}

/** Reads a stored message into `stored` and says whether it goes out again; the range keeps in mind what must not. */
function mayReplay(s: Session, range: ReplayRange, bytes: Uint8Array): boolean {
  if (!s.settings.persistMessages) return false;
  const buf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!stored.read(buf, 0, buf.length)) return false;
  if (s.settings.role === 'venue' && NEVER_TO_VENUES.has(stored.msgType)) {
    range.withheld = true;
    return false;
  }
  return !GAP_FILLED.has(stored.msgType);
}

function resend(s: Session, seqNum: number, at: Micros): void {
  const w = s.beginAs(seqNum, stored.msgType, at, { possDup: true, origSendingTime: stored.utcMicros(52) ?? at });
  for (let i = 0; i < stored.count; i++) if (!MADE_ANEW.has(stored.tags[i]!)) w.copy(stored, i);
  finish(s, at);
}

function sendGapFill(s: Session, seqNum: number, newSeqNo: number, at: Micros): void {
  s.beginAs(seqNum, '4', at, { possDup: true, origSendingTime: at }).flag(123, true).int(36, newSeqNo);
  finish(s, at);
}

function finish(s: Session, at: Micros): void {
  s.outbox.sealAgain(s.connection);
  s.lastSent = at;
  s.effects.changed();
}
