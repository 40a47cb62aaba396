import type { Micros } from '../../core/numbers';
import { tellsTrades } from '../settings/settings';
import { administer, logonAgain, logoutReceived, type Next, resendRequest, sequenceReset } from './administer';
import { formFault, holds, type Moment, origTimeFault, seqNumOf, tolerates, trustFault } from './checks';
import { breakOff, rejectAndBreakOff } from './leave';
import { closeGapIfFilled, continueRecovery, holdBehindGap } from './recovery';
import { type Fault, sendReject } from './rejects';
import type { Session } from './session';
import { settleIfDone } from './settle';
import type { StateName } from './state';

/** The session message types; everything else is for the application. */
export const isAdmin = (msgType: string): boolean => {
  if (msgType.length !== 1) return false;
  const c = msgType.charCodeAt(0);
  return (c >= 48 && c <= 53) || c === 65;
};

/** Works on the message in the session's view, once logged on. Returns the next state. */
export function receive(s: Session, at: Micros): StateName {
  return work(s, at) ?? (s.gap === undefined ? 'inSession' : 'recovering');
}

function work(s: Session, at: Micros): Next {
  const { view } = s;
  if (!holds(view, 8, s.settings.identity.beginString)) return breakOff(s, 'Incorrect BeginString', at);
  const seqNum = seqNumOf(view, 34);
  s.lastReceived = at;
  s.testRequestAt = 0;
  if (view.msgType === '5') return logoutReceived(s, seqNum, at);
  if (seqNum === undefined) return breakOff(s, 'MsgSeqNum(34) is missing or not a number', at);
  if (view.msgType === 'A') return logonAgain(s, seqNum, at);
  if (view.msgType === '4' && !view.flag(123)) return sequenceReset(s, at) ?? catchUp(s, at);
  if (seqNum === s.nextIn) return inTurn(s, seqNum, at, 'live') ?? catchUp(s, at);
  return seqNum > s.nextIn ? early(s, seqNum, at) : late(s, seqNum, at);
}

/** The message whose turn it is. */
function inTurn(s: Session, seqNum: number, at: Micros, moment: Moment): Next {
  s.consumeTo(seqNum + 1);
  const form = formFault(s);
  const fault = (form !== undefined && tolerates(s) ? undefined : form) ?? origTimeFault(s);
  if (fault && !isVenueReport(s)) {
    sendReject(s, at, fault);
    return undefined;
  }
  const trust = trustFault(s, at, moment);
  if (trust) return rejectAndBreakOff(s, trust, at);
  const passed = form ?? fault;
  if (passed) tellPassed(s, seqNum, passed, at);
  if (!isAdmin(s.view.msgType)) s.effects.deliver(at);
  else if (s.view.msgType !== '2') administer(s, seqNum, at);
  else if (moment === 'live') resendRequest(s, at);
  return undefined;
}

/** What a venue, or a drop copy, reports happened, whatever the dictionary says about its form: refusing it would lose it. */
const isVenueReport = (s: Session): boolean => tellsTrades(s.settings) && (s.view.msgType === '8' || s.view.msgType === '9');

/** Tells of a message that is taken in spite of a fault; the bytes of a venue's report are kept. */
function tellPassed(s: Session, seqNum: number, fault: Fault, at: Micros): void {
  const { view } = s;
  const { reason, text, refTagID } = fault;
  const tag = refTagID === undefined ? {} : { refTagID };
  const told = { session: s.id, at, msgType: view.msgType, seqNum, reason, text, ...tag };
  if (!isVenueReport(s)) return s.effects.event({ type: 'tolerated', ...told });
  const raw = view.buf.latin1Slice(view.starts[0]! - 2, view.ends[view.count - 1]! + 1);
  s.effects.event({ type: 'quarantined', ...told, raw });
}

/** After the number moved on: held messages whose turn has come, then the state of the recovery. */
function catchUp(s: Session, at: Micros): Next {
  if (s.gap !== undefined || s.held.size > 0) {
    for (let next = nextHeld(s, at); next !== undefined; next = nextHeld(s, at)) {
      if (!s.view.read(next, 0, next.length)) continue; // it was read once before it was held
      const left = inTurn(s, s.nextIn, at, 'held');
      if (left !== undefined) return left;
    }
    continueRecovery(s, at);
  }
  settleIfDone(s, at);
  return undefined;
}

function nextHeld(s: Session, at: Micros): Buffer | undefined {
  closeGapIfFilled(s, at);
  return s.held.take(s.nextIn);
}

/** MsgSeqNum too high. While we log out nothing more is asked for: the next logon will find the gap. */
function early(s: Session, seqNum: number, at: Micros): Next {
  if (s.view.msgType === '2') {
    const fault = formFault(s);
    if (fault) sendReject(s, at, fault);
    else resendRequest(s, at);
  }
  if (s.loggedOn) holdBehindGap(s, seqNum, at);
  return undefined;
}

/** MsgSeqNum too low: a duplicate we have seen, or a peer that lost count. */
function late(s: Session, seqNum: number, at: Micros): Next {
  const { view } = s;
  if (view.flag(43)) {
    const form = origTimeFault(s);
    if (form) sendReject(s, at, form);
    const trust = trustFault(s, at, 'held');
    return trust ? rejectAndBreakOff(s, trust, at) : undefined;
  }
  if (view.msgType === '2' && formFault(s) === undefined) {
    resendRequest(s, at);
    return undefined;
  }
  return breakOff(s, `MsgSeqNum too low, expecting ${s.nextIn} but received ${seqNum}`, at);
}
