import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { isOpen } from '../order/order';
import type { SessionId } from '../ports';
import { isInDoubt, isUnanswered, traitsOf } from '../routing/doubt';
import type { Emit } from '../turn';

/** A venue that has not answered by then (us) is taken to be silent. */
const PATIENCE: Micros = 10_000_000;
const TIMER = 'doubt ';
/** Time in force that outlives the day: GTC and GTD. */
const LASTING: ReadonlySet<string> = new Set(['1', '6']);

/**
 * A venue's numbers are settled: it is asked about every order in doubt. An order is in doubt while the venue has not answered it, or a
 * request about it: orders and replaces are never replayed, and after a reset nothing is, so what was lost on the way is known only by
 * asking. After a reset, or where the venue cancels by itself when the line goes, every open order is. Its quantity stays reserved.
 */
export function askInDoubt(session: SessionId, books: Ledger, at: Micros, emit: Emit): void {
  const { statusQuery } = traitsOf(books, session);
  const reset = books.sessions.get(session)?.reset === true;
  if (statusQuery === 'AF') emit({ type: 'MassStatusAsked', session, requestId: `${books.epoch}M${at.toString(36)}` });
  let asked = false;
  for (const child of books.children.values()) {
    if (child.venue !== session || child.state.closed) continue;
    if (!isUnanswered(child) && !(isOpen(child.state) && (reset || mayBeCancelled(child, books)))) continue;
    if (statusQuery === 'none') leave(child, `${session} cannot be asked about orders`, emit);
    else {
      emit({ type: 'ChildStatusAsked', childId: child.childId, clOrdId: child.clOrdId });
      asked = true;
    }
  }
  if (asked) emit({ type: 'TimerSet', timer: TIMER + session, at: at + PATIENCE });
}

/** The venue takes working orders with the line: each is presumed cancelled, and counts as working until the venue has said so. */
function mayBeCancelled(child: Child, books: Ledger): boolean {
  const { cancelsOn, cancelsGtc } = traitsOf(books, child.venue!);
  return cancelsOn !== 'none' && (cancelsGtc || !LASTING.has(child.timeInForce));
}

function leave(child: Child, why: string, emit: Emit): void {
  emit({ type: 'ChildLeftInDoubt', childId: child.childId });
  const text = `'${child.childId}' is in doubt: ${why}; its full quantity stays reserved and nothing is added to it`;
  emit({ type: 'Alarmed', code: 'OrderInDoubt', text });
}

/** The time for answers is over: whoever was asked in vain stays in doubt, and a person is told. */
export function patienceOver(timer: string, books: Ledger, emit: Emit): void {
  if (!timer.startsWith(TIMER)) return;
  const session = timer.slice(TIMER.length);
  if (!books.sessions.get(session)?.settled) return; // it is asked again when it is back
  for (const child of books.children.values())
    if (child.venue === session && child.doubtedAt !== undefined && isInDoubt(child, books))
      leave(child, `${session} has not answered in ${PATIENCE / 1_000_000} s`, emit);
}
