import type { Micros } from '../../core/numbers';
import type { MessageWriter } from '../../fix/codec/writer';
import { cancelRequest, replaceRequest } from '../order-client-messages';
import type { ParentChange, ParentSpec } from './parents';

/** MsgType (35) of what an OMS asks of its order. */
export const changeType = ({ to }: ParentChange): 'F' | 'G' => (to ? 'G' : 'F');

/** Writes it as an OMS does: OrderCancelRequest (F) or OrderCancelReplaceRequest (G). `current`: OrigClOrdID (41), where it is not the one that the change names. */
export function writeChange(
  w: MessageWriter,
  spec: ParentSpec,
  change: ParentChange,
  at: Micros,
  current = change.origClOrdId,
): void {
  const order = { ...spec.order, current };
  if (change.to) replaceRequest(w, change.clOrdId, order, change.to, at);
  else cancelRequest(w, change.clOrdId, order, at);
}
