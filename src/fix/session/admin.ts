import type { Micros } from '../../core/numbers';
import type { MessageWriter } from '../codec/writer';
import { HIDDEN, writeCredentials } from '../security/credentials';
import type { Session } from './session';

/** Heartbeat(0); `testReqID` where it answers a TestRequest. */
export function sendHeartbeat(s: Session, at: Micros, testReqID?: string): void {
  const w = s.begin('0', at);
  if (testReqID !== undefined && testReqID !== '') w.text(112, testReqID);
  s.endAdmin(at);
}

/** TestRequest(1). */
export function sendTestRequest(s: Session, at: Micros, testReqID: string): void {
  s.begin('1', at).text(112, testReqID);
  s.endAdmin(at);
}

/** ResendRequest(2); `last` 0 asks for everything from `first` on. */
export function sendResendRequest(s: Session, at: Micros, first: number, last: number): void {
  s.begin('2', at).int(7, first).int(16, last);
  s.endAdmin(at);
}

/** Logout(5). */
export function sendLogout(s: Session, at: Micros, text: string): void {
  const w = s.begin('5', at);
  if (text !== '') w.text(58, text);
  s.endAdmin(at);
}

/**
 * Logon(A), with HeartBtInt in seconds; with NextExpectedMsgSeqNum (789) where the session uses it, and with who we are where the peer asks for
 * it: the copy that is stored has no password in it.
 */
export function sendLogon(s: Session, at: Micros, heartBtIntSeconds: number, reset: boolean): void {
  const own = s.settings.ownCredentials;
  const build = (w: MessageWriter, password: string | undefined): void => {
    w.int(98, 0).int(108, heartBtIntSeconds);
    if (own !== undefined && password !== undefined) writeCredentials(w, s.settings.identity.beginString, own, password);
    if (reset) w.flag(141, true);
    if (s.settings.nextExpectedMsgSeqNum) w.int(789, s.nextIn);
    if (s.settings.defaultApplVerID !== undefined) w.text(1137, s.settings.defaultApplVerID);
  };
  build(s.begin('A', at), own && HIDDEN);
  if (own === undefined) s.endAdmin(at);
  else s.endHidden(at, 'A', w => build(w, own.password()));
}
