import type { Fact, FactOf } from '../../facts';
import { nameTrouble } from '../../intake/extras';
import type { Ledger } from '../../ledger';
import type { Micros } from '../../numbers';
import type { Parent } from '../../order/parent';
import { strategyOf } from '../../strategies';
import type { RiskLevel } from '../levels';
import { LEVELS } from '../limits';
import { RecentOrders } from './recent';

/** Where the account stands among an order's levels: orders are alike within an account and symbol. */
export const ACCOUNT = LEVELS.indexOf('account');

/** What is counted a level: messages, cancels, orders taken, fills. Called before the fact's exposure is settled. */
export function applyCounters(books: Ledger, fact: Fact, at: Micros): void {
  switch (fact.type) {
    case 'ParentOrderReceived':
      return messages(receivedAt(books, fact), at);
    case 'ParentReplaceReceived':
      return messages(namedAt(books, fact), at);
    case 'ParentCancelReceived':
      return cancels(namedAt(books, fact), at);
    case 'MassCancelReceived':
      return cancels([books.levels.firm, books.levels.of('session', fact.session)], at);
    case 'ParentOrderAccepted':
      return taken(books.parents.get(fact.parentId)!, at);
    case 'ChildOrderProposed':
    case 'ChildReplaceProposed': {
      // what is passed through was counted when it came
      const parent = books.parentOf(books.children.get(fact.childId)!);
      return parent.strategy === 'DMA' ? undefined : messages(parent.levels, at);
    }
    case 'ChildOrderFilled': {
      const parent = books.parentOf(books.children.get(fact.childId)!);
      for (const { exposure } of parent.levels) exposure.day.fills++;
      return;
    }
    default:
  }
}

/** The levels of an order that just came in; one that names no instrument or strategy of ours, or one name too many, counts for the firm and its session. */
function receivedAt(books: Ledger, fact: FactOf<'ParentOrderReceived'>): readonly RiskLevel[] {
  const { session, symbol, account = '' } = fact;
  const strategy = books.instruments.get(symbol) && strategyOf(fact.strategy)?.name;
  if (strategy === undefined || nameTrouble(fact, strategy, books))
    return [books.levels.firm, books.levels.of('session', session)];
  return books.places.levelsOf({ session, account, strategy, symbol });
}

/** The levels of the order that a request names. */
function namedAt(books: Ledger, fact: FactOf<'ParentReplaceReceived' | 'ParentCancelReceived'>): readonly RiskLevel[] {
  const parent = books.parentNamed(fact.session, fact.origClOrdId);
  return parent?.levels ?? [books.levels.firm, books.levels.of('session', fact.session)];
}

function messages(levels: readonly RiskLevel[], at: Micros): void {
  for (const { exposure, limits } of levels) {
    exposure.day.messages++;
    const most = limits.messageRate?.orders;
    if (most !== undefined) exposure.orders.add(at, most);
  }
}

function cancels(levels: readonly RiskLevel[], at: Micros): void {
  for (const { exposure, limits } of levels) {
    exposure.day.messages++;
    const most = limits.messageRate?.cancels;
    if (most !== undefined) exposure.cancels.add(at, most);
  }
}

function taken(parent: Parent, at: Micros): void {
  let window: Micros | undefined;
  for (const { exposure, limits } of parent.levels) {
    const most = limits.throttle?.executions;
    if (most !== undefined) exposure.applied.add(at, most);
    const within = limits.duplicateWindow;
    if (within !== undefined && (window === undefined || within > window)) window = within;
  }
  const { state, side, drawn } = parent;
  if (window === undefined) return;
  const place = drawn.holdings[ACCOUNT]!;
  place.recent ??= new RecentOrders();
  place.recent.add({ side, qty: state.orderQty, px: state.price, at }, window);
}

/** A new day: its counters begin at 0, and what is held is held at what it is worth. */
export function turnDay(books: Ledger, at: Micros): void {
  books.dayEnds = books.levels.day.endAfter(at);
  for (const { exposure } of books.levels.all()) exposure.turnDay();
}
