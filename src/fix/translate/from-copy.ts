import type { FactOf } from '../../core/facts';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import { venueReport } from './from-venue';

/** Whose orders count as ours in a drop copy. */
export interface CopyFilter {
  /** CompIDs that reports to us are delivered to (DeliverToCompID, 128). */
  readonly ours: ReadonlySet<string>;
  /** CompID of the venue whose reports are copied (OnBehalfOfCompID, 115). */
  readonly venue: string;
  /** Values of Account (1); none: any. */
  readonly accounts: ReadonlySet<string>;
}

/** What a message of a drop copy is to us: a report, somebody else's, or nothing that is compared. */
export type CopyRead = FactOf<'CopyReceived'> | 'foreign' | 'passed';

/** ExecType (150) of what decides nothing: pending requests, answers to questions. */
const PASSED: ReadonlySet<string> = new Set(['A', '6', 'E', 'I']);

/** Reads a message of a drop copy session. A report without the header fields 115 and 128 is ours, where its account is. */
export function fromCopy(session: SessionId, view: MessageView, filter: CopyFilter): CopyRead {
  if (view.msgType !== '8') return 'passed';
  const to = view.text(Tag.DeliverToCompID);
  const from = view.text(Tag.OnBehalfOfCompID);
  const account = view.text(Tag.Account);
  if (to !== undefined && !filter.ours.has(to)) return 'foreign';
  if (from !== undefined && from !== filter.venue) return 'foreign';
  if (filter.accounts.size > 0 && !(account !== undefined && filter.accounts.has(account))) return 'foreign';
  const { massStatusId: _m, missing: _n, ordRejReason: _o, restatementReason: _r, ...report } = venueReport(session, view);
  if (PASSED.has(report.execType)) return 'passed';
  const possResend = view.flag(Tag.PossResend) || undefined;
  return { ...report, type: 'CopyReceived', account, possResend };
}
