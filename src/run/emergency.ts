import type { Books } from '../core/books';
import type { Fact } from '../core/facts';
import { nextRequestId, originOf } from '../core/ids';
import { isOpen } from '../core/order/order';

/**
 * What is done when a stage has thrown: the kill switch is engaged and every child that may work is cancelled, by facts made here, outside
 * the pipe that is no more.
 */
export function emergencyFacts(books: Books, reason: string): Fact[] {
  const facts: Fact[] = [{ type: 'KillSwitchEngaged', by: 'sluice', reason }];
  for (const child of books.children.values()) {
    const settled = child.venue !== undefined && books.sessions.get(child.venue)?.settled === true;
    if (!settled || !isOpen(child.state)) continue; // one that has a cancel pending gets another: the first was perhaps never sent
    facts.push({
      type: 'ChildCancelReleased',
      childId: child.childId,
      clOrdId: nextRequestId(child),
      origClOrdId: originOf(child),
    });
  }
  return facts;
}
