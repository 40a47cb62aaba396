import type { Micros } from '../../core/numbers';
import { sendResendRequest } from './admin';
import { drop } from './leave';
import type { Session } from './session';
import type { StateName } from './state';

const MOST_TRIES = 3;
/** A request without any answer is repeated after a heartbeat interval, and not before this. */
const SHORTEST_PATIENCE: Micros = 10_000_000;

/** Keeps the message in the view for its turn and asks for what is missing before it, once; each time anew where the settings say so. */
export function holdBehindGap(s: Session, seqNum: number, at: Micros): void {
  hold(s, seqNum);
  if (s.gap === undefined) {
    openGap(s, seqNum - 1, at);
    ask(s, at);
  } else if (s.settings.redundantResendRequests) request(s, at);
}

/** The same where the peer was told by NextExpectedMsgSeqNum (789) what is missing and sends it unasked; asked for only if it does not. */
export function awaitPromised(s: Session, seqNum: number, at: Micros): void {
  hold(s, seqNum);
  openGap(s, seqNum - 1, at);
}

function hold(s: Session, seqNum: number): void {
  const { view } = s;
  s.held.add(seqNum, view.buf, view.starts[0]! - 2, view.ends[view.count - 1]! + 1);
}

/** Everything from the next number to `last` is missing. */
function openGap(s: Session, last: number, at: Micros): void {
  s.gap = { last, askedTo: last, progressAt: at, tries: 0 };
  s.effects.event({ type: 'gap', session: s.id, at, first: s.nextIn, last });
}

/** A request that counts as a try. */
function ask(s: Session, at: Micros): void {
  const gap = s.gap!;
  gap.tries++;
  gap.progressAt = at;
  request(s, at);
}

/** 16=0 asks for everything, which also brings what is sent meanwhile; with a chunk size, exactly the next chunk. */
function request(s: Session, at: Micros): void {
  const gap = s.gap!;
  const chunk = s.settings.resendRequestChunkSize;
  gap.askedTo = chunk === 0 ? gap.last : Math.min(s.nextIn + chunk - 1, gap.last);
  sendResendRequest(s, at, s.nextIn, chunk === 0 ? 0 : gap.askedTo);
}

/** After the number moved on: closes the gap where it is filled. Returns whether it was. */
export function closeGapIfFilled(s: Session, at: Micros): boolean {
  const { gap } = s;
  if (gap === undefined || s.nextIn <= gap.last) return false;
  s.gap = undefined;
  s.effects.event({ type: 'gapClosed', session: s.id, at });
  return true;
}

/**
 * After everything held in turn was used: notes progress, asks for the next chunk, or for what a full store of held messages let go. While we
 * log out nothing more is asked for.
 */
export function continueRecovery(s: Session, at: Micros): void {
  if (!s.loggedOn) return;
  const { gap } = s;
  if (gap === undefined) {
    if (s.held.size === 0) return;
    openGap(s, s.held.lowest() - 1, at);
    ask(s, at);
    return;
  }
  gap.tries = 0;
  gap.progressAt = at;
  if (s.nextIn > gap.askedTo) ask(s, at);
}

/** Repeats a request that nothing answered; after three the peer cannot recover and the connection goes. */
export function tickRecovery(s: Session, at: Micros): StateName {
  const gap = s.gap!;
  if (at - gap.progressAt < Math.max(s.heartBtInt, SHORTEST_PATIENCE)) return 'recovering';
  if (gap.tries >= MOST_TRIES)
    return drop(s, `messages ${s.nextIn} to ${gap.last} were asked for ${gap.tries} times in vain`, at);
  ask(s, at);
  return 'recovering';
}
