import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy, type Parent } from '../order/parent';

/** A crossing child is priced at least this many ticks through the far touch, and by the spread where that is wider, so that a touch that moves away is still met. */
const CROSS_TICKS = 3;

/**
 * Price of a child, on tick, never worse than the parent's limit: passive at the near touch, crossing through the far touch.
 * Crossing without a quote is at the parent's own limit. undefined where the side of the book that it needs is empty.
 */
export function childPrice(parent: Parent, urgency: 'passive' | 'cross', books: Ledger): Px | undefined {
  const quote = books.quotes.get(parent.instrument.symbol);
  const buy = isBuy(parent.side);
  const near = buy ? quote?.bid : quote?.ask;
  const far = buy ? quote?.ask : quote?.bid;
  const { tick } = parent.instrument;
  const touch = urgency === 'cross' ? far : near;
  if (touch === undefined) return urgency === 'cross' ? parent.state.price : undefined;
  const through = Math.max(CROSS_TICKS * tick, near === undefined ? 0 : Math.abs(touch - near));
  const wanted = urgency === 'cross' ? touch + (buy ? through : -through) : touch;
  const onTick = buy ? Math.floor(wanted / tick) * tick : Math.ceil(wanted / tick) * tick;
  const limit = parent.state.price;
  const bounded = limit === undefined ? onTick : buy ? Math.min(onTick, limit) : Math.max(onTick, limit);
  return bounded > 0 ? bounded : undefined;
}
