import type { Micros } from '../../core/numbers';
import { validate } from '../codec/validate';
import type { MessageView } from '../codec/view';
import { type Fault, REASON } from './rejects';
import type { Session } from './session';

/** Where a message is judged: as it comes in, or later, after it was held behind a gap (its SendingTime then proves nothing). */
export type Moment = 'live' | 'held';

/** The fault of a message by the dictionary, or by the few header fields nothing works without where no dictionary is used. */
export function formFault(s: Session): Fault | undefined {
  return s.dictionary === undefined ? headerFault(s) : validate(s.view, s.dictionary, s.settings.validation);
}

/** The fault of the few header fields that nothing works without. */
function headerFault(s: Session): Fault | undefined {
  for (const tag of REQUIRED_HEADER) {
    if (!s.view.has(tag)) return { refTagID: tag, reason: REASON.requiredTagMissing, text: 'Required tag missing' };
  }
  return s.view.utcMicros(52) === undefined ? BAD_SENDING_TIME : undefined;
}

/** Whether a message that the dictionary refuses is taken all the same (RejectInvalidMessage=N). */
export const tolerates = (s: Session): boolean => !s.settings.rejectInvalidMessage && headerFault(s) === undefined;

const REQUIRED_HEADER = [49, 56, 52] as const;
const BAD_SENDING_TIME: Fault = { refTagID: 52, reason: REASON.incorrectFormat, text: 'Incorrect data format for value' };
const COMP_ID: Fault = { reason: REASON.compID, text: 'CompID problem' };
const LATE: Fault = { reason: REASON.sendingTime, text: 'SendingTime accuracy problem' };
const NO_ORIG_TIME: Fault = { refTagID: 122, reason: REASON.requiredTagMissing, text: 'Required tag missing' };

/** A fault after which the peer cannot be trusted: Reject and Logout. Of a message whose form is right. */
export function trustFault(s: Session, at: Micros, moment: Moment): Fault | undefined {
  const { settings, view } = s;
  const { identity } = settings;
  if (settings.checkCompID && !(holds(view, 49, identity.targetCompID) && holds(view, 56, identity.senderCompID))) return COMP_ID;
  if (settings.checkLatency && moment === 'live' && !timely(s, at)) return LATE;
  return view.flag(43) && resentBeforeSent(view) ? LATE : undefined;
}

/** OrigSendingTime must come with 43=Y; SequenceReset is made anew by the peer's session and may lack it. */
export function origTimeFault(s: Session): Fault | undefined {
  const { view } = s;
  if (!view.flag(43) || view.msgType === '4' || view.has(122) || !s.settings.requiresOrigSendingTime) return undefined;
  return NO_ORIG_TIME;
}

/** Whether SendingTime lies within MaxLatency of now, before or after. */
function timely(s: Session, at: Micros): boolean {
  const sent = s.view.utcMicros(52);
  return sent !== undefined && Math.abs(at - sent) <= s.settings.maxLatency;
}

/** OrigSendingTime later than SendingTime; to the second, because the two may be written with unlike precision. */
function resentBeforeSent(view: MessageView): boolean {
  const original = view.utcMicros(122);
  const sent = view.utcMicros(52);
  return original !== undefined && sent !== undefined && Math.floor(original / 1e6) > Math.floor(sent / 1e6);
}

/** Whether field `tag` is exactly this Latin-1 text; compared byte by byte, without making a string. */
export function holds(view: MessageView, tag: number, text: string): boolean {
  const i = view.find(tag);
  if (i < 0) return false;
  const start = view.starts[i]!;
  if (view.ends[i]! - start !== text.length) return false;
  for (let k = 0; k < text.length; k++) if (view.buf[start + k] !== text.charCodeAt(k)) return false;
  return true;
}

/** Far above what a session sends between resets, far below where integers end. */
const HIGHEST_SEQ_NUM = 2_000_000_000;

/** A tag that holds a sequence number, as that; undefined where it is missing, malformed, negative or absurdly high. */
export function seqNumOf(view: MessageView, tag: number): number | undefined {
  const n = view.int(tag);
  return n !== undefined && n >= 0 && n <= HIGHEST_SEQ_NUM ? n : undefined;
}

/** HeartBtInt(108) in seconds; undefined where it is missing or not 0 to a day. */
export function heartBtIntOf(view: MessageView): number | undefined {
  const n = view.int(108);
  return n !== undefined && n >= 0 && n <= 86_400 ? n : undefined;
}
