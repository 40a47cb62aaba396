import { Books } from '../../../src/core/books';
import type { Turn } from '../../../src/core/turn';
import type { ParentRow } from '../../../src/dashboard/feed';
import { Blotter } from '../../../src/run/dashboard/blotter';
import { OrdersSeen } from '../../../src/run/dashboard/orders-seen';
import type { MarketFeed } from '../../../src/run/market/feed';
import { Rig, type RigOptions } from '../../core/rig';

/** A line in memory whose turns are noted as they close, in a market or in none. */
export function watched(options: RigOptions = {}, market?: MarketFeed): { rig: Rig; seen: OrdersSeen } {
  const rig = Rig.ready(options);
  const seen = new OrdersSeen();
  const { turns } = rig;
  for (const turn of turns) seen.turned(turn, rig.books, market);
  turns.push = (...more: Turn[]) => {
    for (const turn of more) seen.turned(turn, rig.books, market);
    return Array.prototype.push.apply(turns, more);
  };
  return { rig, seen };
}

/** The same turns folded anew, as at a restart. */
export function folded(turns: readonly Turn[]): OrdersSeen {
  const books = new Books();
  const seen = new OrdersSeen();
  for (const turn of turns) {
    for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
    seen.turned(turn, books, undefined);
  }
  return seen;
}

/** An archive that has no order. */
export const nothing = { upTo: 0, put: () => undefined, mayHave: () => false, find: () => undefined };

/** The rows of all orders that are remembered, oldest first. */
export function rowsOf(
  seen: OrdersSeen,
  books: Books,
  market: Pick<MarketFeed, 'sums'> = { sums: () => undefined },
): ParentRow[] {
  const blotter = new Blotter({ books, seen, market, archive: nothing });
  return [...seen.all.keys()].map(id => blotter.row(id, 1)!.row);
}
