import { denial } from '../denials';
import { nextRequestId, originOf } from '../ids';
import { priceText } from '../instruments';
import type { Ledger } from '../ledger';
import type { Child } from '../order/child';
import type { Emit } from '../turn';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';

/** An order of ours that rests where the new one would trade with it, and the level whose limit says what then. */
interface Match {
  readonly child: Child;
  readonly level: RiskLevel;
}

/** What an order would trade with of our own, a level with a limit that both are at: one each. */
function* matches(order: RiskOrder, books: Ledger): Iterable<Match> {
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
const mayMatch = ({ parent, price }: RiskOrder): boolean => {
  if (!isLimited(parent.levels)) return false;
  const { mark, buy } = parent.drawn;
  return (buy ? mark.sells : mark.buys).crosses(price);
};

const isLimited = (levels: readonly RiskLevel[]): boolean => {
  for (const level of levels) if (level.limits.selfMatch !== undefined) return true;
  return false;
};

const isLeaving = (child: Child): boolean => child.state.pending.some(p => p.kind === 'Cancel');
const mayCancel = (child: Child, books: Ledger): boolean =>
  child.venue !== undefined && books.sessions.get(child.venue)?.settled === true;

/**
 * An order that could trade with one of ours that works, at any venue, by the most aggressive price either has or asks for. With
 * `cancel-passive` the one that works is cancelled first, on its own line, and the new one goes after it; the new one is denied where that
 * cannot be.
 */
export const selfMatch: Check = {
  code: 'SelfMatch',
  points: ['parent', 'child', 'replace'],
  about:
    'An order that could trade with one of the same level that works on the other side of the symbol. cancel-aggressive: the new one is denied. cancel-passive: the one that works is cancelled first and the new one sent after it; it is denied where a cancel cannot go out. cancel-both: the new one is denied and the other cancelled. A scheduled order is judged slice by slice.',
  source: 'self-match prevention of exchanges (CME, Nasdaq), read at second hand',
  rule: spec => spec.selfMatch && `an order that could trade with one of ours: ${spec.selfMatch}`,
  run: (order, books) => {
    const { parent, point, instrument } = order;
    if (!mayMatch(order) || (parent.strategy !== 'DMA' && (point === 'parent' || !order.child))) return undefined;
    for (const { child, level } of matches(order, books)) {
      const passive = level.limits.selfMatch === 'cancel-passive';
      if (passive && (isLeaving(child) || mayCancel(child, books))) continue;
      const rests = `'${child.childId}' at ${child.state.price === undefined ? 'market' : priceText(instrument, child.state.price)}`;
      const why = passive ? 'which cannot be cancelled now' : `${level.limits.selfMatch}`;
      return denial('SelfMatch', `it could trade with our own ${rests}: ${why} (${pathOf(level, 'selfMatch')})`);
    }
    return undefined;
  },
};

/** Cancels what an order of ours would trade with, where its level says so: before the order itself goes out. */
export function cancelResting(order: RiskOrder, books: Ledger, emit: Emit): void {
  if (!mayMatch(order)) return;
  for (const { child, level } of [...matches(order, books)]) {
    if (level.limits.selfMatch === 'cancel-aggressive' || isLeaving(child) || !mayCancel(child, books)) continue;
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
}
