import type { Micros } from '../../core/numbers';
import { sendLogon, sendLogout } from './admin';
import { formFault, heartBtIntOf, holds, seqNumOf, trustFault } from './checks';
import { closedText, isOpen } from './hours';
import { refuseLogon } from './leave';
import { awaitPromised, holdBehindGap } from './recovery';
import type { Session } from './session';
import { startSettling } from './settle';
import type { StateName } from './state';

/** Dials in: sends our Logon, with 141=Y where the settings reset at each logon or nothing was ever exchanged after a reset. */
export function initiateLogon(s: Session, at: Micros): StateName {
  const { settings } = s;
  if (settings.resetOnLogon) s.reset('ResetOnLogon', at);
  const resets = settings.resetOnLogon || settings.resetOnLogout || settings.resetOnDisconnect;
  s.sentReset = resets && s.nextIn === 1 && s.nextOut === 1;
  s.since = at;
  sendLogon(s, at, settings.heartBtIntSeconds, s.sentReset);
  return 'logonSent';
}

/** A peer's Logon on an acceptor session: answered, or the connection goes without a word (too low a number excepted). */
export function acceptLogon(s: Session, at: Micros): StateName {
  const { view } = s;
  const fault = logonFault(s, at);
  if (fault !== undefined) return refuseLogon(s, fault, at);
  const seqNum = view.int(34)!;
  if (!isOpen(s, at)) return turnAway(s, closedText(s), seqNum, at);
  if (view.has(925)) return turnAway(s, 'NewPassword(925) is not taken: a password is changed in the settings', seqNum, at);
  const resets = view.flag(141);
  if (resets && seqNum !== 1) return refuseLogon(s, 'a Logon with ResetSeqNumFlag(141) must have MsgSeqNum 1', at);
  if (resets) s.reset('peer sent 141=Y', at);
  else if (s.settings.resetOnLogon) s.reset('ResetOnLogon', at);
  if (seqNum < s.nextIn) return tooLow(s, seqNum, at);
  if (expectsTooMuch(s)) return unsendable(s, at);
  const nextOut = s.nextOut;
  if (seqNum === s.nextIn) s.consumeTo(seqNum + 1);
  sendLogon(s, at, view.int(108)!, resets);
  return logonComplete(s, nextOut, at);
}

/** The Logout is numbered and the Logon counts, so that a peer whose clock is a little ahead finds its numbers right once we open. */
function turnAway(s: Session, reason: string, seqNum: number, at: Micros): StateName {
  if (seqNum === s.nextIn) s.consumeTo(seqNum + 1);
  sendLogout(s, at, reason);
  return refuseLogon(s, reason, at);
}

/** What the peer of an initiator answers: Logon, Logout with a reason, or something that must not come first. */
export function logonAnswered(s: Session, at: Micros): StateName {
  const { view } = s;
  const seqNum = view.int(34);
  if (view.msgType === '5') {
    if (seqNum !== undefined && seqNum === s.nextIn) s.consumeTo(seqNum + 1);
    return refuseLogon(s, `the peer answered with Logout: ${view.text(58) ?? 'no reason given'}`, at);
  }
  if (view.msgType !== 'A') return refuseLogon(s, `the first message was ${view.msgType}, not a Logon`, at);
  const fault = logonFault(s, at);
  if (fault !== undefined) return refuseLogon(s, fault, at);
  if (view.flag(141) && !s.sentReset) takeTheirReset(s, at);
  if (seqNum! < s.nextIn) return tooLow(s, seqNum!, at);
  if (expectsTooMuch(s)) return unsendable(s, at);
  if (seqNum === s.nextIn) s.consumeTo(seqNum + 1);
  return logonComplete(s, s.nextOut, at);
}

/** The peer began again at 1 and counts our Logon as number 1, whatever it was sent under. */
function takeTheirReset(s: Session, at: Micros): void {
  s.reset('peer answered 141=Y', at);
  s.nextOut = 2;
}

/** Why a Logon cannot be taken; undefined when it can. */
function logonFault(s: Session, at: Micros): string | undefined {
  const { view } = s;
  const { beginString } = s.settings.identity;
  if (!holds(view, 8, beginString)) return `BeginString(8) ${view.text(8)} is not ${beginString}`;
  const fault = formFault(s) ?? trustFault(s, at, 'live');
  if (fault) return `${fault.text}${fault.refTagID === undefined ? '' : ` (tag ${fault.refTagID})`}`;
  const seqNum = seqNumOf(view, 34);
  if (seqNum === undefined || seqNum < 1) return 'MsgSeqNum(34) is missing or not a number';
  if (heartBtIntOf(view) === undefined) return 'HeartBtInt(108) is missing or not a number of seconds';
  const encryption = view.int(98);
  return encryption === undefined || encryption === 0 ? undefined : `EncryptMethod(98) ${encryption} is not supported`;
}

/** The peer would be told of messages it already forgot: it must be put right by hand, or with 141=Y. */
function tooLow(s: Session, seqNum: number, at: Micros): StateName {
  const reason = `MsgSeqNum too low, expecting ${s.nextIn} but received ${seqNum}`;
  sendLogout(s, at, reason);
  return refuseLogon(s, reason, at);
}

/** NextExpectedMsgSeqNum (789) of the Logon in the view, where the session uses it; a reset makes its own numbers. */
const expectedOf = (s: Session): number | undefined =>
  s.settings.nextExpectedMsgSeqNum && !s.view.flag(141) ? seqNumOf(s.view, 789) : undefined;

const expectsTooMuch = (s: Session): boolean => (expectedOf(s) ?? 0) > s.nextOut;

/** The peer counts messages that we never sent. */
function unsendable(s: Session, at: Micros): StateName {
  const reason = `NextExpectedMsgSeqNum(789) too high, next to send is ${s.nextOut} but received ${s.view.text(789)}`;
  sendLogout(s, at, reason);
  return refuseLogon(s, reason, at);
}

/** `nextOut`: what the peer expects next where it has everything; behind its Logon in the view, whose number is used up where it was in turn. */
function logonComplete(s: Session, nextOut: number, at: Micros): StateName {
  const { view } = s;
  const seqNum = view.int(34)!;
  const interval = view.int(108)!;
  const expected = expectedOf(s);
  s.heartBtInt = interval * 1_000_000;
  s.lastReceived = at;
  s.loggedOn = true;
  s.established = true;
  s.logoutReason = '';
  if (seqNum >= s.nextIn) (expected === undefined ? holdBehindGap : awaitPromised)(s, seqNum, at);
  if (expected !== undefined && expected > 0 && expected < nextOut) s.askReplay(expected, nextOut - 1);
  s.effects.event({ type: 'loggedOn', session: s.id, at, heartBtIntSeconds: interval });
  startSettling(s, at, view.flag(141));
  return s.gap === undefined ? 'inSession' : 'recovering';
}
