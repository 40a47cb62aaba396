import type { Tactic } from '../facts';
import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy, type Parent } from '../order/parent';

/** A crossing child is priced at least this many ticks through the far touch, and by the spread where that is wider, so that a touch that moves away is still met. */
const CROSS_TICKS = 3;

/** Best prices as an order sees them: its own side and the other; undefined where that side is empty or nothing was told. */
export interface Touch {
  readonly near: Px | undefined;
  readonly far: Px | undefined;
}

export function touchOf({ side, instrument }: Parent, books: Ledger): Touch {
  const quote = books.quotes.get(instrument.symbol);
  return isBuy(side) ? { near: quote?.bid, far: quote?.ask } : { near: quote?.ask, far: quote?.bid };
}

/**
 * Price of a child by its tactic, on tick, never worse than the parent's limit, nor than `worst` where the slice has one, nor than the price band that
 * the venue told (1148, 1149). Joining and improving never reach the far touch; crossing goes through it, and without a quote is at the limit itself.
 * `far`: the touch that crossing has to reach, where that is another than the best of all venues. undefined where the side of the book that it
 * needs is empty.
 */
export function childPrice(parent: Parent, tactic: Tactic, books: Ledger, worst?: Px, far?: Px): Px | undefined {
  const touch = touchOf(parent, books);
  const buy = isBuy(parent.side);
  const { tick, symbol } = parent.instrument;
  const limit = tighter(buy, parent.state.price, worst);
  const wanted =
    tactic === 'cross' ? crossing(touch, far ?? touch.far, buy, tick) : resting(touch, buy, tick, tactic === 'improve');
  if (wanted === undefined) return tactic === 'cross' ? limit : undefined;
  const market = books.markets.get(symbol);
  const bound = tighter(buy, limit, buy ? market?.high : market?.low);
  const bounded = bound === undefined ? wanted : buy ? Math.min(wanted, bound) : Math.max(wanted, bound);
  const onTick = buy ? Math.floor(bounded / tick) * tick : Math.ceil(bounded / tick) * tick;
  return onTick > 0 ? onTick : undefined;
}

/** Whether an order at its limit may trade at a price. */
export function isMarketable({ side, state }: Parent, far: Px): boolean {
  return state.price === undefined || reaches(isBuy(side), state.price, far);
}

/** Whether a child at `price` meets the far touch. */
export const reaches = (buy: boolean, price: Px, far: Px): boolean => (buy ? price >= far : price <= far);

function crossing(best: Touch, far: Px | undefined, buy: boolean, tick: Px): Px | undefined {
  if (far === undefined) return undefined;
  const spread = best.near === undefined || best.far === undefined ? 0 : Math.abs(best.far - best.near);
  const through = Math.max(CROSS_TICKS * tick, spread);
  return buy ? far + through : far - through;
}

function resting({ near, far }: Touch, buy: boolean, tick: Px, improve: boolean): Px | undefined {
  if (near === undefined) return undefined;
  const inside = improve ? (buy ? near + tick : near - tick) : near;
  if (far === undefined) return inside;
  return buy ? Math.min(inside, far - tick) : Math.max(inside, far + tick);
}

/** The price that allows less: of two the lower for a buy, the higher for a sale. */
function tighter(buy: boolean, a: Px | undefined, b: Px | undefined): Px | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return buy ? Math.min(a, b) : Math.max(a, b);
}
