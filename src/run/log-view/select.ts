import type { Micros } from '../../core/numbers';
import type { LoggedMessage } from '../../drop-copy/read/message';
import type { MessageView } from '../../fix/codec/view';
import { momentOf } from './moment';

/** Which messages are wanted; what is left out does not matter. */
export interface Wanted {
  /** MsgTypes (35). */
  readonly types?: readonly string[] | undefined;
  /** Tag and value: all must stand in the message, in a group or not. */
  readonly fields?: readonly (readonly [tag: number, value: string])[] | undefined;
  /** A CompID of either side, `A->B` one way, `A<->B` both ways. */
  readonly session?: string | undefined;
  /** At or after, and before; a message without a time is wanted where neither is asked for. */
  readonly from?: Micros | undefined;
  readonly to?: Micros | undefined;
}

/** Whether a message is wanted. */
export function isWanted(wanted: Wanted, message: LoggedMessage, view: MessageView): boolean {
  const { types, fields, session } = wanted;
  if (types && !types.includes(view.msgType)) return false;
  if (session !== undefined && !isOfSession(session, view)) return false;
  if (!isInTime(wanted, message, view)) return false;
  return fields === undefined || fields.every(([tag, value]) => holds(view, tag, value));
}

function isInTime({ from, to }: Wanted, message: LoggedMessage, view: MessageView): boolean {
  if (from === undefined && to === undefined) return true;
  const at = momentOf(message, view);
  return at !== undefined && at >= (from ?? 0) && at < (to ?? Number.POSITIVE_INFINITY);
}

function holds(view: MessageView, tag: number, value: string): boolean {
  for (let i = view.find(tag); i >= 0 && i < view.count; i++) if (view.tags[i] === tag && view.textAt(i) === value) return true;
  return false;
}

function isOfSession(session: string, view: MessageView): boolean {
  const from = view.text(49) ?? '';
  const to = view.text(56) ?? '';
  const both = session.split('<->');
  if (both.length === 2) return (from === both[0] && to === both[1]) || (from === both[1] && to === both[0]);
  const way = session.split('->');
  return way.length === 2 ? from === way[0] && to === way[1] : from === session || to === session;
}
