import { type Denial, denial } from '../denials';
import type { FactOf } from '../facts';
import { denied } from '../intake/denied';
import type { Ledger } from '../ledger';
import { formatDecimal, type Micros } from '../numbers';
import type { Hold, Parent } from '../order/parent';
import type { Emit } from '../turn';
import type { Check, RiskOrder } from './check';
import type { RiskLevel } from './levels';
import { maxNotional } from './max-notional';
import { maxOrderQty } from './max-order-qty';
import { priceCollar } from './price-collar';

/** Controls whose limits may be soft: an order beyond such a limit may be meant, which two persons can say. */
const SOFT: readonly Check[] = [maxOrderQty, maxNotional, priceCollar];

/** How long an order is held where it is not said (us). */
const HELD: Micros = 300_000_000;

const TIMER = 'held ';

/** A soft limit that an order is beyond: what its control says, and how long the order is held for it (us). */
export interface Breach {
  readonly why: Denial;
  readonly lasts: Micros;
}

/** The first soft limit that an order is beyond, the firm's first; undefined where it is within all of them. */
export function softBreach(order: RiskOrder, books: Ledger, at: Micros): Breach | undefined {
  if (!books.levels.anySoft) return undefined;
  const { levels } = order.parent;
  const soft: RiskLevel[] = [];
  for (let i = 0; i < levels.length; i++) {
    const tighter = levels[i]!.soft;
    // levels that share their limits are judged once: none of these checks asks what is used up there
    if (tighter !== undefined && !soft.includes(tighter)) soft.push(tighter);
  }
  if (soft.length === 0) return undefined;
  for (const check of SOFT) if (check.run(order, books, soft, at)) return firstOf(order, books, at);
  return undefined;
}

/** The breach at the first level that has one: how long an order is held is said at each. */
function firstOf(order: RiskOrder, books: Ledger, at: Micros): Breach | undefined {
  for (const { name, key, soft, limits } of order.parent.levels)
    for (const check of SOFT) {
      const why = soft && check.run(order, books, [{ ...soft, name, key }], at);
      if (why) return { why, lasts: limits.soft!.seconds ?? HELD };
    }
  return undefined;
}

/**
 * Why a replace may not pass: an order that works cannot be held. One that was released may be replaced with no more quantity at the
 * same price.
 */
export function softReplaceDenial(order: RiskOrder, books: Ledger, at: Micros): Denial | undefined {
  const { released, state } = order.parent;
  if (released && order.orderQty <= state.orderQty && order.price === state.price) return undefined;
  const breach = softBreach(order, books, at);
  return breach && denial('SoftLimit', `${breach.why.code}: ${breach.why.text}: a replace is not held, send it as a new order`);
}

/** Holds an order: it is denied unless two persons release it in time. */
export function hold({ parentId }: Parent, { why, lasts }: Breach, at: Micros, emit: Emit): void {
  const until = at + lasts;
  emit({ type: 'ParentOrderHeld', parentId, code: why.code, text: `${why.code}: ${why.text}`, until });
  emit({ type: 'TimerSet', timer: TIMER + parentId, at: until });
}

/** What the OMS is told of a held order. */
export const heldText = ({ text, since, until }: Hold): string =>
  `Held: ${text}; denied after ${formatDecimal(until - since, 6)} s unless two persons release it`;

/** Nobody released a held order in time. */
export function heldTooLong(timer: string, books: Ledger, at: Micros, emit: Emit): void {
  if (!timer.startsWith(TIMER)) return;
  const parent = books.parents.get(timer.slice(TIMER.length));
  if (parent?.hold) deny(parent, `not released within ${formatDecimal(at - parent.hold.since, 6)} s`, books, emit);
}

/** A person refused a held order. */
export function heldRefused({ parentId, by, reason }: FactOf<'HeldOrderRefused'>, books: Ledger, emit: Emit): void {
  const parent = books.parents.get(parentId);
  if (parent?.hold) deny(parent, `refused by ${by}: ${reason}`, books, emit);
}

function deny(parent: Parent, how: string, books: Ledger, emit: Emit): void {
  emit(denied(parent.received, parent.parentId, denial('SoftLimit', `${parent.hold!.text}: ${how}`), books));
}
