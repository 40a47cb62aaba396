import type { Fact } from '../facts';
import { nextRequestId, originOf } from '../ids';
import type { Ledger } from '../ledger';
import type { Child } from '../order/child';
import { type Parent, reservedQty, wantsStop } from '../order/parent';
import type { Emit, Stage } from '../turn';

/** A cancel that was refused while we end the order is tried again after this long (us). */
const RETRY = 1_000_000;

/**
 * Cancels the working children of a parent that must stop. It looks again whenever something about a child or its venue changed, so a
 * cancel that could not go out (venue down, an answer outstanding) goes out later.
 */
export const canceller: Stage = (fact, books, at, emit) => {
  const parent = concerned(fact, books);
  if (parent?.ending && fact.type === 'ChildRequestRejected') {
    emit({ type: 'TimerSet', timer: parent.parentId, at: at + RETRY });
    return;
  }
  if (parent && fact.type !== 'ChildRequestRejected' && wantsStop(parent)) cancelChildren(parent, books, emit);
  if (fact.type === 'SessionSettled') for (const p of books.working) if (wantsStop(p)) cancelChildren(p, books, emit);
};

function concerned(fact: Fact, books: Ledger): Parent | undefined {
  switch (fact.type) {
    case 'ParentRequestAccepted':
    case 'ParentEnding':
      return books.parents.get(fact.parentId);
    case 'ChildOrderAcknowledged':
    case 'ChildOrderReplaced':
    case 'ChildRequestRejected':
      return books.parentOf(books.children.get(fact.childId)!);
    case 'TimerFired':
      return books.parents.get(fact.timer);
    default:
      return undefined;
  }
}

function cancelChildren(parent: Parent, books: Ledger, emit: Emit): void {
  for (const child of parent.children) if (reservedQty(child) > 0 && mayCancel(child, books)) cancel(child, emit);
}

/** One cancel at a time; a replace that is pending does not hold it up. */
const mayCancel = (child: Child, books: Ledger): boolean =>
  child.venue !== undefined &&
  books.sessions.get(child.venue)?.settled === true &&
  !child.state.pending.some(p => p.kind === 'Cancel');

const cancel = (child: Child, emit: Emit): void =>
  emit({ type: 'ChildCancelReleased', childId: child.childId, clOrdId: nextRequestId(child), origClOrdId: originOf(child) });
