import { provisionalExecId as provisionalId } from '../../core/order/told';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';

/** What every ExecutionReport (8) carries, in every version, and our books use. */
const NEEDED = [Tag.OrderID, Tag.ExecID, Tag.ExecType, Tag.OrdStatus, Tag.Side, Tag.LeavesQty, Tag.CumQty] as const;

/** Tags of `NEEDED` that a report lacks or leaves empty; undefined where it has them all. */
export function missingTags(view: MessageView): number[] | undefined {
  let missing: number[] | undefined;
  for (const tag of NEEDED) {
    const i = view.find(tag);
    if (i < 0 || view.starts[i] === view.ends[i]) (missing ??= []).push(tag);
  }
  return missing;
}

/** ExecID (17) of a report that has none. */
export const provisionalExecId = (view: MessageView): string =>
  provisionalId(view.text(Tag.MsgSeqNum), view.text(Tag.OrigSendingTime) ?? view.text(Tag.SendingTime));
