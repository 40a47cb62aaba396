import type { BookState } from './state';
import type { BookListener, Lots, SelfTradeMode, SpecialTerms } from './types';

const MODES: readonly SelfTradeMode[] = ['CancelNewest', 'CancelOldest', 'CancelBoth', 'Decrement'];
const CANCEL_OLDEST = MODES.indexOf('CancelOldest');
const DECREMENT = MODES.indexOf('Decrement');
const CANCEL_NEWEST = MODES.indexOf('CancelNewest');

/** Highest self-trade id. */
export const MAX_SELF_TRADE_ID = 2 ** 29 - 1;

/** An order's self-trade id and mode as one integer: id times 4 plus the mode's number; 0 where it has none. */
export function selfTradeKey(terms: SpecialTerms['selfTrade']): number {
  return terms === undefined ? 0 : terms.id * 4 + MODES.indexOf(terms.mode);
}

/** The terms that a key was made of. */
export const selfTradeTerms = (key: number): SpecialTerms['selfTrade'] =>
  key === 0 ? undefined : { id: key >> 2, mode: MODES[key & 3]! };

export const sameGroup = (a: number, b: number): boolean => (a ^ b) >> 2 === 0;

/** True where an incoming order of this key goes past its own resting orders: they are cancelled out of its way. */
export const passesOwn = (key: number): boolean => (key & 3) === CANCEL_OLDEST;

/**
 * The incoming order has met a resting one of its own group: does what its mode (a number of MODES) says, tells of it, and returns the
 * lots that the incoming order still has.
 */
export function preventSelfTrade(
  state: BookState,
  listener: BookListener,
  taker: { readonly id: number; readonly leaves: Lots; readonly mode: number },
  maker: number,
): Lots {
  const makerId = state.pool.id[maker]!;
  const open = state.pool.open(maker);
  const { id, leaves, mode } = taker;
  const both = mode === DECREMENT ? Math.min(open, leaves) : undefined;
  const fromMaker = mode === CANCEL_NEWEST ? 0 : (both ?? open);
  const fromTaker = mode === CANCEL_OLDEST ? 0 : (both ?? leaves);
  if (fromMaker > 0) {
    if (fromMaker === open) state.drop(maker);
    else state.shrink(maker, fromMaker);
    listener.cancelled(makerId, fromMaker, open - fromMaker, 'SelfTrade');
  }
  if (fromTaker > 0) listener.cancelled(id, fromTaker, leaves - fromTaker, 'SelfTrade');
  return leaves - fromTaker;
}
