import type { SliceScheduled } from '../facts';
import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy, type Parent } from '../order/parent';

type Slice = Omit<SliceScheduled, 'type' | 'parentId'>;

/** Whether the far touch is at the order's would price or better; false where it has none, or nothing is quoted. */
export function wouldTrade(parent: Parent, books: Ledger): boolean {
  const would = parent.plan?.rules?.wouldPrice;
  if (would === undefined) return false;
  const quote = books.quotes.get(parent.instrument.symbol);
  const far: Px | undefined = isBuy(parent.side) ? quote?.ask : quote?.bid;
  return far !== undefined && (isBuy(parent.side) ? far <= would : far >= would);
}

/** The slice for everything that is left, at the would price or better; undefined where it would not trade now. */
export function wouldSlice(parent: Parent, slot: number, books: Ledger): Slice | undefined {
  if (!wouldTrade(parent, books)) return undefined;
  const { orderQty, cumQty } = parent.state;
  const limit = parent.plan!.rules!.wouldPrice!;
  return { slot, target: orderQty, slotQty: orderQty - cumQty, urgency: 'cross', least: orderQty, most: orderQty, limit };
}
