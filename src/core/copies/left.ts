import { differenceKey, type Ledger } from '../ledger';
import type { SessionId } from '../ports';
import type { Emit } from '../turn';
import { tradeKind } from './match';
import { copyTradeText } from './texts';
import type { OpenTrade } from './watch';

/** Fills named in one alarm. */
const MOST_NAMED = 20;

/** A start without a drop copy session that was read before: nobody can settle what it told otherwise, so that is taken off, and said. */
export function settleLeft(books: Ledger, emit: Emit): void {
  const taken = new Map<SessionId, number>();
  for (const session of books.copies.leaving()) taken.set(session, 0);
  for (const { fact } of [...books.differences.values()]) {
    const { session, clOrdId, execId, venue } = fact;
    if (venue === undefined || books.copies.leftBy(session) === undefined) continue;
    taken.set(session, (taken.get(session) ?? 0) + 1);
    const key = { session, clOrdId, ...(execId !== undefined && { execId }) };
    if (books.differences.has(differenceKey(key))) emit({ type: 'ReconciliationAgreed', ...key });
  }
  for (const [session, count] of taken) say(session, count, books.copies.leftBy(session)!.filter(isFill), emit);
}

const isFill = ({ copy }: OpenTrade): boolean => tradeKind(copy!) === 'fill';

function say(session: SessionId, count: number, fills: readonly OpenTrade[], emit: Emit): void {
  if (count === 0 && fills.length === 0) return;
  const named = fills.slice(0, MOST_NAMED).map(f => `'${f.execId}' of '${f.childId}' (${copyTradeText(f.copy!)})`);
  const more = fills.length > MOST_NAMED ? ` and ${fills.length - MOST_NAMED} more` : '';
  const unbooked =
    fills.length === 0 ? '' : `; it told these and they are not booked, nor in doubt any more: ${named.join(', ')}${more}`;
  const text = `drop copy ${session} is read no more, or copies another venue: ${count} differences are taken off the list${unbooked}`;
  emit({ type: 'Alarmed', code: fills.length > 0 ? 'FillNotBooked' : 'ReconciliationDiffers', text });
}
