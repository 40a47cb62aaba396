import type { BookSide } from './book-side';
import { sideOf } from './pool';
import type { BookState } from './state';
import type { BookListener, Ticks } from './types';

/** Sets the price bands, and moves the orders that now lie beyond the band they could be traded through to it, best price first. */
export function reprice(state: BookState, listener: BookListener, lower: Ticks, upper: Ticks): void {
  state.lower = lower;
  state.upper = upper;
  for (const side of [state.bids, state.darkBids]) move(state, listener, side, upper);
  for (const side of [state.asks, state.darkAsks]) move(state, listener, side, lower);
}

function move(state: BookState, listener: BookListener, side: BookSide, band: Ticks): void {
  const { pool } = state;
  while (side.size > 0 && side.price[side.at(0)] !== band && side.reaches(side.price[side.at(0)]!, band)) {
    const slot = side.head[side.at(0)]!;
    side.unlink(slot);
    side.append(slot, band);
    listener.rested(pool.id[slot]!, sideOf(pool.flags[slot]!), pool.open(slot), band);
  }
}
