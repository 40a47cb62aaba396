import type { Micros } from '../../core/numbers';
import { sendHeartbeat, sendLogon, sendLogout } from './admin';
import { formFault, heartBtIntOf, seqNumOf, trustFault } from './checks';
import { breakOff, loggedOut, rejectAndBreakOff } from './leave';
import { type Fault, REASON, sendReject } from './rejects';
import type { Session } from './session';
import { settleAnswered } from './settle';
import type { StateName } from './state';

/** Says that an administrative message changed nothing about the state. */
export type Next = StateName | undefined;

const outOfRange = (refTagID?: number): Fault => ({
  ...(refTagID !== undefined && { refTagID }),
  reason: REASON.incorrectValue,
  text: 'Value is incorrect (out of range) for this tag',
});

/** Works on a session message whose turn it is; its number is used up already. */
export function administer(s: Session, seqNum: number, at: Micros): void {
  const { view } = s;
  switch (view.msgType) {
    case '0':
      settleAnswered(s, view.text(112));
      return;
    case '1':
      sendHeartbeat(s, at, view.text(112));
      return;
    case '3':
      tellRejected(s, at);
      return;
    case '4':
      gapFilled(s, seqNum, at);
      return;
    default:
      return; // a Logon held behind its gap, or a ResendRequest that was served as it came
  }
}

function tellRejected(s: Session, at: Micros): void {
  const { view } = s;
  const refMsgType = view.text(372);
  const refTagID = view.int(371);
  const reason = view.int(373);
  const text = view.text(58);
  s.effects.event({
    type: 'rejected',
    session: s.id,
    at,
    refSeqNum: view.int(45) ?? 0,
    ...(refMsgType !== undefined && { refMsgType }),
    ...(refTagID !== undefined && { refTagID }),
    ...(reason !== undefined && { reason }),
    ...(text !== undefined && { text }),
  });
}

/** SequenceReset with 123=Y in its turn: everything before NewSeqNo was administrative. */
function gapFilled(s: Session, seqNum: number, at: Micros): void {
  const newSeqNo = seqNumOf(s.view, 36);
  if (newSeqNo === undefined || newSeqNo <= seqNum) {
    sendReject(s, at, outOfRange());
    return;
  }
  if (newSeqNo <= s.nextIn) return;
  s.held.dropBefore(newSeqNo);
  s.consumeTo(newSeqNo);
}

/** SequenceReset without 123=Y: its own number does not count, NewSeqNo does, and never backwards. */
export function sequenceReset(s: Session, at: Micros): Next {
  const form = formFault(s);
  if (form) {
    sendReject(s, at, form);
    return undefined;
  }
  const trust = trustFault(s, at, 'live');
  if (trust) return rejectAndBreakOff(s, trust, at);
  const newSeqNo = seqNumOf(s.view, 36);
  if (newSeqNo === undefined || newSeqNo < s.nextIn) sendReject(s, at, outOfRange());
  else if (newSeqNo > s.nextIn) {
    s.effects.event({ type: 'skipped', session: s.id, at, first: s.nextIn, last: newSeqNo - 1 });
    s.held.dropBefore(newSeqNo);
    s.consumeTo(newSeqNo);
  }
  return undefined;
}

/**
 * ResendRequest: noted whatever its own number is, for two sides that wait for each other's resend would wait for ever. It is served
 * from what is committed.
 */
export function resendRequest(s: Session, at: Micros): void {
  const first = seqNumOf(s.view, 7);
  const asked = seqNumOf(s.view, 16);
  if (first === undefined || first < 1 || first >= s.nextOut) {
    sendReject(s, at, outOfRange(7));
    return;
  }
  if (asked === undefined || (asked !== 0 && asked < first)) {
    sendReject(s, at, outOfRange(16));
    return;
  }
  s.askReplay(first, asked === 0 ? s.nextOut - 1 : Math.min(asked, s.nextOut - 1));
}

/** Logout, whatever its number: the peer goes, and says so last. */
export function logoutReceived(s: Session, seqNum: number | undefined, at: Micros): StateName {
  const text = s.view.text(58) ?? '';
  if (seqNum === s.nextIn) s.consumeTo(seqNum + 1);
  if (s.loggedOn) sendLogout(s, at, '');
  const told = text === '' ? 'the peer logged out' : `the peer logged out: ${text}`;
  return loggedOut(s, s.logoutReason === '' ? told : s.logoutReason, at);
}

/** A Logon in a live session: with 141=Y both sides start again at 1, without it nobody can say what it means. */
export function logonAgain(s: Session, seqNum: number, at: Micros): Next {
  const { view } = s;
  const form = formFault(s);
  const trust = form ?? trustFault(s, at, 'live');
  if (trust) return rejectAndBreakOff(s, trust, at);
  if (!view.flag(141)) return view.flag(43) && seqNum < s.nextIn ? undefined : breakOff(s, 'Logon in a live session', at);
  if (seqNum !== 1) return breakOff(s, 'Logon with ResetSeqNumFlag(141) must have MsgSeqNum 1', at);
  const interval = heartBtIntOf(view);
  if (interval === undefined) return breakOff(s, 'HeartBtInt(108) is missing or not a number of seconds', at);
  s.reset('peer sent 141=Y', at);
  s.heartBtInt = interval * 1_000_000;
  s.consumeTo(2);
  sendLogon(s, at, interval, true);
  return undefined;
}
