import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';

/** What happens to an order that a soft limit holds. It stands among those that work, so that whatever ends these ends it too. */
export function applyHold(
  books: Ledger,
  fact: FactOf<'ParentOrderHeld' | 'HeldReleaseAsked' | 'HeldOrderReleased' | 'HeldOrderRefused'>,
  at: Micros,
): void {
  const parent = books.parents.get(fact.parentId);
  if (!parent) return; // it ended, and was archived, before the person acted
  switch (fact.type) {
    case 'ParentOrderHeld': {
      const { code, text, until } = fact;
      parent.hold = { code, text, since: at, until, asked: undefined };
      books.working.add(parent);
      return;
    }
    case 'HeldReleaseAsked':
      if (parent.hold) parent.hold = { ...parent.hold, asked: { by: fact.by, reason: fact.reason } };
      return;
    case 'HeldOrderReleased':
      parent.released = parent.hold !== undefined;
  }
}
