import type { FactOf } from '../facts';
import { nextChildId } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import type { Emit } from '../turn';
import { splitOver } from './choose';

/** What a child of a slice asks for. */
type Terms = Omit<FactOf<'ChildOrderProposed'>, 'type' | 'childId' | 'parentId' | 'venue'>;

/** TimeInForce (59): immediate or cancel. */
const IMMEDIATE = '3';

/**
 * Proposes a child of a slice. Where it would take more than the best venue shows, and others show the rest within its limit, it becomes
 * one for each: what the others cannot fill at once is cancelled there (59=3), so that never more than one child of an order rests. An iceberg
 * is not split.
 */
export function proposeChildren(parent: Parent, terms: Terms, books: Ledger, at: Micros, emit: Emit): void {
  const { parentId } = parent;
  const parts = terms.displayQty !== undefined ? [] : splitOver(parent, { qty: terms.orderQty, price: terms.price }, books, at);
  if (parts.length < 2) return emit({ type: 'ChildOrderProposed', childId: nextChildId(books), parentId, ...terms });
  const [best, ...others] = parts;
  for (const { venue, qty } of others)
    emit({
      type: 'ChildOrderProposed',
      childId: nextChildId(books),
      parentId,
      ...terms,
      orderQty: qty,
      timeInForce: IMMEDIATE,
      venue,
    });
  // last, so that it is the newest: the one that later slices change
  emit({ type: 'ChildOrderProposed', childId: nextChildId(books), parentId, ...terms, orderQty: best!.qty, venue: best!.venue });
}
