import { randomUUID } from 'node:crypto';
import type { Books } from '../core/books';
import type { Fact, FactOf } from '../core/facts';
import { nextRequestId, originOf } from '../core/ids';
import { isOpen } from '../core/order/order';
import type { KillLatch } from './kill-latch';

/** The firm's kill switch for a line that failed: latched where that can be, else told to be in the journal only (`failed`). */
export function emergencyKill(latch: KillLatch, reason: string, failed: (error: unknown) => void): FactOf<'KillSwitchEngaged'> {
  const engaged = { type: 'KillSwitchEngaged', by: 'sluice', reason, id: randomUUID() } as const;
  try {
    latch.engage({ level: 'firm', key: '', id: engaged.id, by: 'sluice', reason });
    return engaged;
  } catch (error) {
    failed(error);
    return { ...engaged, unlatched: true };
  }
}

/**
 * What is done when a stage has thrown: the kill switch is engaged and every child that may work is cancelled, by facts made here, outside
 * the pipe that is no more.
 */
export function emergencyFacts(books: Books, engaged: FactOf<'KillSwitchEngaged'>): Fact[] {
  const facts: Fact[] = [engaged];
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
