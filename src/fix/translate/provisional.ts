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

/**
 * ExecID (17) of a report that has none: by its MsgSeqNum and the time it was first sent, so that the same report sent again bears the
 * same id, and another one does not.
 */
export const provisionalExecId = (view: MessageView): string =>
  `NoExecID-${view.text(Tag.MsgSeqNum) ?? ''}-${view.text(Tag.OrigSendingTime) ?? view.text(Tag.SendingTime) ?? ''}`;

/** OrdStatus values (39) that as ExecType (150) have the same letter. */
const SAME_LETTER = '03468CE';

/** ExecType (150) of a report that has none: a trade where there is a LastQty (32), else what its OrdStatus (39) says. */
export function provisionalExecType(view: MessageView, ordStatus: string): string {
  if (/[1-9]/.test(view.text(Tag.LastQty) ?? '')) return 'F';
  return ordStatus.length === 1 && SAME_LETTER.includes(ordStatus) ? ordStatus : '';
}
