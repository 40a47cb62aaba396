import type { Ledger } from '../ledger';
import type { Micros, Px } from '../numbers';
import type { Child } from '../order/child';
import { isBuy, isWorking, type Parent, reservedQty, wantsStop } from '../order/parent';
import { childInReach, noWay } from '../routing/ready';
import type { Emit } from '../turn';
import { AT_CLOSE } from './at-close';
import { minRestOf, timeoutOf } from './patience';
import { childPrice } from './price';
import { lookBy, restingParent } from './rest-timer';
import { IMMEDIATE, isAwaited, workSlice } from './slice';
import { hasSpareMessages } from './spare-messages';

/** A child that stands fewer ticks than this behind the touch stays where it is: its place in the queue is worth more. */
const FOLLOWS_FROM = 1;

/** Where an answer is outstanding, or messages are used up, it is looked at again after so long (us), or after MinRest where that is longer. */
const RETRY: Micros = 250_000;

/** TimeInForce (59) of children that follow nothing. */
const UNCHANGED: ReadonlySet<string> = new Set([AT_CLOSE, IMMEDIATE]);

/** The touch of a symbol moved: children that rest behind it follow. */
export function followTouch(symbol: string, books: Ledger, at: Micros, emit: Emit): void {
  const orders = books.working.scheduledIn(symbol);
  if (orders) for (const parent of orders) follow(parent, books, at, emit);
}

/** The time of a resting child is over: one that was weighed is weighed again, any other follows the touch where that moved too soon before. */
export function restOver(timer: string, books: Ledger, at: Micros, emit: Emit): void {
  const parent = restingParent(timer, books);
  if (!parent) return;
  const child = resting(parent, books, at);
  const { slice } = parent;
  if (!child || !slice) return;
  if (slice.urgency === 'weigh' && at - child.termsAt >= timeoutOf(parent)) return workSlice(parent, slice, books, at, emit);
  follow(parent, books, at, emit);
  if (slice.urgency === 'weigh') lookBy(parent, Math.max(at + 1, child.termsAt + timeoutOf(parent)), books, emit);
}

/** The child that rests for the latest slice of an order and may be changed; undefined where there is none, or the slice is to cross. */
function resting(parent: Parent, books: Ledger, at: Micros): Child | undefined {
  const { plan, slice } = parent;
  if (!plan || !slice || slice.urgency === 'cross' || at >= (plan.close?.at ?? plan.end)) return undefined;
  if (!isWorking(parent) || wantsStop(parent)) return undefined;
  const child = childInReach(parent, books);
  return child && reservedQty(child) > 0 && !UNCHANGED.has(child.timeInForce) ? child : undefined;
}

/**
 * A child that no longer stands at the touch is priced there again: never worse than the limit, no sooner than MinRest after its last terms (a timer sees
 * to it then), only where no answer is outstanding, and only with spare messages.
 */
function follow(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  const child = resting(parent, books, at);
  const price = child && childPrice(parent, 'join', books);
  if (!child || price === undefined || !isBehind(parent, child, price)) return;
  const free = child.termsAt + minRestOf(parent);
  if (at < free) return lookBy(parent, free, books, emit);
  const market = books.markets.get(parent.instrument.symbol);
  if (child.state.suspended || market?.trading === false || noWay(parent, child, books) !== undefined) return;
  if (isAwaited(child) || !hasSpareMessages(parent.levels, at))
    return lookBy(parent, at + Math.max(RETRY, minRestOf(parent)), books, emit);
  const { childId, ordType, state } = child;
  emit({ type: 'ChildReplaceProposed', childId, orderQty: state.orderQty, price, ordType });
}

function isBehind({ side, instrument }: Parent, { state }: Child, touch: Px): boolean {
  if (state.price === undefined) return false;
  return (isBuy(side) ? touch - state.price : state.price - touch) >= FOLLOWS_FROM * instrument.tick;
}
