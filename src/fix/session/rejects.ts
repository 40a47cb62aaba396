import type { Micros } from '../../core/numbers';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import type { Session } from './session';

/** SessionRejectReason(373) values used by the machine itself; validation brings its own. */
export const REASON = {
  requiredTagMissing: 1,
  incorrectValue: 5,
  incorrectFormat: 6,
  compID: 9,
  sendingTime: 10,
  invalidMsgType: 11,
} as const;

/** SessionRejectReason ends here in FIX.4.2; a later reason goes without its number. */
const LAST_REASON_OF_42 = 11;

/** What is wrong with a message: as `Invalid` of the codec, but a fault of the whole message names no tag. */
export interface Fault {
  readonly refTagID?: number;
  readonly reason: number;
  readonly text: string;
  readonly business?: true;
}

/** The message came by a third party: the answer goes back the same way (OnBehalfOf becomes DeliverTo and the reverse). */
const REVERSED = [
  [115, 128],
  [116, 129],
  [144, 145],
  [128, 115],
  [129, 116],
  [145, 144],
] as const;

/** Adds the routing fields of `view`, reversed; call right behind the standard header. */
export function reverseRoute(view: MessageView, w: MessageWriter): void {
  for (const [from, to] of REVERSED) {
    const value = view.text(from);
    if (value !== undefined && value !== '') w.text(to, value);
  }
}

/** Answers the message in the session's view with Reject(3), or BusinessMessageReject(j) where the fault is a business one. */
export function sendReject(s: Session, at: Micros, fault: Fault): void {
  const refSeqNum = s.view.int(34) ?? 0;
  const refMsgType = s.view.msgType;
  const { reason, text } = fault;
  const w = s.begin(fault.business ? 'j' : '3', at);
  reverseRoute(s.view, w);
  w.int(45, refSeqNum);
  if (fault.business) w.text(372, refMsgType).int(380, reason);
  else {
    // The offence of an unknown message type is in 372 already.
    if (fault.refTagID !== undefined && reason !== REASON.invalidMsgType) w.int(371, fault.refTagID);
    w.text(372, refMsgType);
    if (reason <= LAST_REASON_OF_42 || s.settings.identity.beginString !== 'FIX.4.2') w.int(373, reason);
  }
  w.text(58, text);
  if (fault.business) s.endApp(at);
  else s.endAdmin(at);
  s.effects.event({ type: 'refused', session: s.id, at, refSeqNum, refMsgType, reason, text });
}
