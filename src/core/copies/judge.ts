import type { FactOf } from '../facts';
import { differenceKey, type Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { type Booked, type Child, fillOf } from '../order/child';
import type { Emit } from '../turn';
import { aheadTwin, twinOf } from './match';
import {
  copyOrderText,
  copyTradeText,
  differenceText,
  ownOrderText,
  ownTradeText,
  venueOrderText,
  venueTradeText,
} from './texts';
import type { CopyWatch, OpenTrade } from './watch';

type Differed = FactOf<'ReconciliationDiffered'>;

/** Entries judged in one turn: each may be a fact or two. */
const SLICE = 200;

/**
 * Judges what has waited for longer than the grace by the time that the drop copy was proven to have told everything: a trade or a state that
 * one side alone has is a difference. At most a slice; true where there is more.
 */
export function judgeDue(watch: CopyWatch, books: Ledger, emit: Emit): boolean {
  let left = SLICE;
  const due = (at: Micros): boolean => Math.max(at, watch.since) + watch.terms.grace <= watch.provenAt && left-- > 0;
  const both = books.sessions.get(watch.venue)?.settled === true;
  if (both)
    for (const trade of watch.ahead.values())
      if (due(trade.at)) notBooked(watch, trade, books, emit);
      else break;
  for (const trade of watch.awaited.values())
    if (due(trade.at)) notCopied(watch, trade, books, emit);
    else break;
  if (both)
    for (const [childId, { at }] of watch.touched)
      if (due(at)) orderDiffers(watch, childId, books, emit);
      else break;
  return left <= 0;
}

/** When the oldest of what waits is due; undefined where nothing waits that could be judged now. */
export function nextDue(watch: CopyWatch, books: Ledger): Micros | undefined {
  const both = books.sessions.get(watch.venue)?.settled === true;
  let first = firstOf(watch.awaited.values())?.at;
  if (both) {
    first = earlier(first, firstOf(watch.ahead.values())?.at);
    first = earlier(first, firstOf(watch.touched.values())?.at);
  }
  return first === undefined ? undefined : Math.max(first, watch.since) + watch.terms.grace;
}

const firstOf = <T>(values: Iterable<T>): T | undefined => {
  for (const value of values) return value;
  return undefined;
};

const earlier = (a: Micros | undefined, b: Micros | undefined): Micros | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** The copy has a trade that is not booked. One that it has not told, of the same order, quantity and price, is the same under another ExecID. */
function notBooked(watch: CopyWatch, trade: OpenTrade, books: Ledger, emit: Emit): void {
  const copy = trade.copy!;
  const { childId, execId } = trade;
  const { session } = watch;
  const child = books.children.get(childId);
  const twin = child && twinOf(watch, copy, child, books);
  if (twin) {
    emit({ type: 'CopyMatched', session, clOrdId: childId, execId, bookedAs: twin.execId });
    const listed = { session, clOrdId: childId, execId: twin.execId };
    if (books.differences.has(differenceKey(listed))) emit({ type: 'ReconciliationAgreed', ...listed });
    return;
  }
  const theirs = copyTradeText(copy);
  const venue = venueTradeText(watch, execId);
  differs({ ...about(watch, childId, execId), what: 'NotBooked', ours: 'not booked', theirs, venue }, books, emit);
}

function notCopied(watch: CopyWatch, { childId, execId }: OpenTrade, books: Ledger, emit: Emit): void {
  const child = books.children.get(childId);
  const booked = child && fillOf(child, execId);
  const twin = booked && aheadTwin(watch, booked, child, books);
  if (twin) return emit({ type: 'CopyMatched', session: watch.session, clOrdId: childId, execId: twin.execId, bookedAs: execId });
  const ours = booked ? ownTradeText(booked, books.parentOf(child).instrument) : 'a trade of a closed order';
  const told = { what: 'NotCopied', ours, theirs: 'has not told it', venue: 'told it' } as const;
  differs({ ...about(watch, childId, execId), ...told }, books, emit);
}

/** A trade that both have, and that reads otherwise. */
export function tradeDiffers(
  watch: CopyWatch,
  child: Child,
  booked: Booked,
  copy: OpenTrade['copy'],
  books: Ledger,
  emit: Emit,
): void {
  const ours = ownTradeText(booked, books.parentOf(child).instrument);
  const told = { what: 'TradeDiffers', ours, theirs: copyTradeText(copy!), venue: 'as booked' } as const;
  differs({ ...about(watch, child.childId, booked.execId), ...told }, books, emit);
}

function orderDiffers(watch: CopyWatch, childId: string, books: Ledger, emit: Emit): void {
  const child = books.children.get(childId)!;
  const theirs = copyOrderText(watch.last.get(childId));
  const venue = venueOrderText(watch, childId, books, 'as booked');
  differs({ ...about(watch, childId), what: 'OrderDiffers', ours: ownOrderText(child, books), theirs, venue }, books, emit);
}

const about = (watch: CopyWatch, childId: string, execId?: string) => ({
  type: 'ReconciliationDiffered' as const,
  session: watch.session,
  clOrdId: childId,
  order: childId,
  ...(execId !== undefined && { execId }),
});

/** Listed; a person is told where it is news. */
export function differs(fact: Differed, books: Ledger, emit: Emit): void {
  const known = books.differences.get(differenceKey(fact))?.fact;
  emit(fact);
  if (known && known.ours === fact.ours && known.theirs === fact.theirs) return;
  const code = fact.what === 'NotBooked' && fact.theirs.startsWith('fill') ? 'FillNotBooked' : 'ReconciliationDiffers';
  emit({ type: 'Alarmed', code, text: differenceText(fact) });
}
