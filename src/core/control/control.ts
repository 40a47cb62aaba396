import type { Ledger } from '../ledger';
import { isOpen } from '../order/order';
import type { SessionId } from '../ports';
import type { Emit, Stage } from '../turn';

/** The operator's and the sessions' facts: a kill ends every working parent; a venue that is back is asked about orders in doubt. */
export const control: Stage = (fact, books, _at, emit) => {
  switch (fact.type) {
    case 'KillSwitchEngaged':
      for (const parent of books.working) {
        if (parent.ending) continue;
        const reason = `KillSwitch: engaged by ${fact.by}: ${fact.reason}`;
        emit({ type: 'ParentEnding', parentId: parent.parentId, as: 'Canceled', reason });
      }
      return;
    case 'SessionSettled':
      return askInDoubt(fact.session, books, emit);
    default:
  }
};

/**
 * An order is in doubt while the venue has not answered it, or a request about it: orders and replaces are never replayed, and after
 * a reset nothing is, so what was lost on the way is known only by asking. Until then its full quantity stays reserved. After a reset every order that is open is in doubt.
 */
function askInDoubt(session: SessionId, books: Ledger, emit: Emit): void {
  const reset = books.sessions.get(session)?.reset === true;
  for (const child of books.children.values()) {
    if (child.venue !== session || child.state.closed) continue;
    const unanswered = !child.state.acknowledged || child.state.pending.length > 0;
    const inDoubt = unanswered || (reset && isOpen(child.state));
    if (inDoubt) emit({ type: 'ChildStatusAsked', childId: child.childId, clOrdId: child.clOrdId });
  }
}
