import { denial } from '../denials';
import { nextRequestId, originOf } from '../ids';
import { priceText } from '../instruments';
import type { Ledger } from '../ledger';
import type { Qty } from '../numbers';
import type { Child } from '../order/child';
import { reservedQty } from '../order/parent';
import type { Emit } from '../turn';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';

/** An order of ours that rests where the new one would trade with it, and the level whose limit says what then. */
export interface Match {
  readonly child: Child;
  readonly level: RiskLevel;
}

/** What an order would trade with of our own, a level with a limit that both are at: one each. */
export function* matches(order: RiskOrder, books: Ledger): Iterable<Match> {
  const { parent } = order;
  const { mark, buy } = parent.drawn;
  for (const id of (buy ? mark.sells : mark.buys).crossedBy(order.price)) {
    const child = books.children.get(id)!;
    const other = books.parentOf(child);
    const level = parent.levels.find((l, i) => l.limits.selfMatch !== undefined && other.levels[i] === l);
    if (level) yield { child, level };
  }
}

/** Whether there is anything to look at: a level with a limit, and an order of ours that the new one would meet. */
export const mayMatch = ({ parent, price }: RiskOrder): boolean => {
  if (!isLimited(parent.levels)) return false;
  const { mark, buy } = parent.drawn;
  return (buy ? mark.sells : mark.buys).crosses(price);
};

const isLimited = (levels: readonly RiskLevel[]): boolean => {
  for (const level of levels) if (level.limits.selfMatch !== undefined) return true;
  return false;
};

export const isLeaving = (child: Child): boolean => child.state.pending.some(p => p.kind === 'Cancel');
const mayCancel = (child: Child, books: Ledger): boolean =>
  child.venue !== undefined && books.sessions.get(child.venue)?.settled === true;

/** Only new orders that are passed through are made smaller: a slice would come again, and a replace has an order that works. */
const isDecremented = ({ parent, point }: RiskOrder): boolean => parent.strategy === 'DMA' && point !== 'replace';

/** Whether the new order may go out after what rests has gone. */
export function yields(order: RiskOrder, { child, level }: Match, books: Ledger): boolean {
  const mode = level.limits.selfMatch;
  if (mode !== 'cancel-passive' && !(mode === 'decrement' && isDecremented(order))) return false;
  return isLeaving(child) || mayCancel(child, books);
}

/** By how much a match makes a new order smaller: what rests of an order that is passed through, and does not leave already. */
export const cutOf = (order: RiskOrder, { child, level }: Match, books: Ledger): Qty =>
  order.child || level.limits.selfMatch !== 'decrement' || isLeaving(child) || books.parentOf(child).strategy !== 'DMA'
    ? 0
    : reservedQty(child);

/** What is left of a new order that is cut, in whole lots; below zero where more rests than it is. */
export const leftAfter = ({ orderQty, instrument: { lot } }: RiskOrder, cut: Qty): Qty =>
  Math.floor((orderQty - cut) / lot) * lot;

/**
 * An order that could trade with one of ours that works, at any venue, by the most aggressive price either has or asks for. With
 * `cancel-passive` the one that works is cancelled first, on its own line, and the new one goes after it; the new one is denied where that
 * cannot be. With `decrement` both lose what the smaller one is.
 */
export const selfMatch: Check = {
  code: 'SelfMatch',
  points: ['parent', 'child', 'replace'],
  about:
    'An order that could trade with one of the same level that works on the other side of the symbol. cancel-aggressive: the new one is denied. cancel-passive: the one that works is cancelled first and the new one sent after it; it is denied where a cancel cannot go out. cancel-both: the new one is denied and the other cancelled. decrement: both lose the quantity of the smaller, which ends; the OMS is told of a new order that is cut by 150=D, 378=5. A scheduled order is judged slice by slice: with decrement its slice is denied, and one of it that rests cancelled, for a schedule sends again what it lacks; a replace is denied.',
  source: 'self-match prevention of exchanges: CME Globex Self-Match Prevention (cancels the resting or the aggressing order)',
  rule: spec => spec.selfMatch && `an order that could trade with one of ours: ${spec.selfMatch}`,
  run: (order, books) => {
    const { parent, point, instrument } = order;
    if (!mayMatch(order) || (parent.strategy !== 'DMA' && (point === 'parent' || !order.child))) return undefined;
    let cut = 0;
    for (const match of matches(order, books)) {
      const { child, level } = match;
      cut += cutOf(order, match, books);
      const gone = cut > 0 && leftAfter(order, cut) <= 0;
      if (!gone && yields(order, match, books)) continue;
      const rests = `'${child.childId}' at ${child.state.price === undefined ? 'market' : priceText(instrument, child.state.price)}`;
      const mode = level.limits.selfMatch!;
      const why = gone || mode !== 'cancel-passive' ? mode : 'which cannot be cancelled now';
      return denial('SelfMatch', `it could trade with our own ${rests}: ${why} (${pathOf(level, 'selfMatch')})`);
    }
    return undefined;
  },
};

/** Cancels what an order of ours would trade with, where its level says so: before the order itself goes out. */
export function cancelResting(order: RiskOrder, books: Ledger, emit: Emit): void {
  if (!mayMatch(order)) return;
  for (const { child, level } of [...matches(order, books)]) {
    const mode = level.limits.selfMatch;
    if (mode === 'cancel-aggressive' || isLeaving(child) || !mayCancel(child, books)) continue;
    // of a new order that is denied, what rests is cut elsewhere; a slice leaves it as it is
    if (mode === 'decrement' && !(order.child && isDecremented(order))) continue;
    cancelMatch({ child, level }, books, emit);
  }
}

/** Cancels an order of ours that rests; one that is passed through ends with it. */
export function cancelMatch({ child, level }: Match, books: Ledger, emit: Emit): void {
  const { parentId, strategy, ending } = books.parentOf(child);
  const reason = `SelfMatch: an order of ours on the other side would trade with it (${pathOf(level, 'selfMatch')})`;
  emit({
    type: 'ChildCancelReleased',
    childId: child.childId,
    clOrdId: nextRequestId(child),
    origClOrdId: originOf(child),
  });
  if (strategy === 'DMA' && !ending) emit({ type: 'ParentEnding', parentId, as: 'Canceled', reason });
}
