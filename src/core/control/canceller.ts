import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isOpen } from '../order/order';
import { type Parent, wantsStop } from '../order/parent';
import { cancelLeftBehind } from '../routing/left-behind';
import { type Emit, stage } from '../turn';
import { isMassTimer } from './apply-kill';
import { cancelChildren, isPaceTimer, leaveVenues } from './ask-cancel';

/** A cancel that was refused while we end the order is tried again after this long (us). */
const RETRY = 1_000_000;

/** A child whose cancels were refused this often in a row is not asked again by the clock: somebody is called. */
const TRIES = 10;

/** CxlRejReason (102) of a venue that has no such order open: too late, unknown. */
const GONE: ReadonlySet<number> = new Set([0, 1]);

/** What changes something about a child or its venue. */
const CONCERNS = [
  'ChildRequestRejected',
  'ParentRequestAccepted',
  'ParentEnding',
  'ChildOrderAcknowledged',
  'ChildOrderReplaced',
  'TimerFired',
  'SessionSettled',
  'VenueMassCancelAnswered',
] as const;

type Concern = FactOf<(typeof CONCERNS)[number]>;

/**
 * Cancels the working children of a parent that must stop. It looks again whenever something about a child or its venue changed, so a
 * cancel that could not go out (venue down, an answer outstanding) goes out later.
 */
export const canceller = stage(CONCERNS, (fact, books, at, emit) => {
  const parent = concerned(fact, books);
  if (fact.type === 'ChildRequestRejected') return refused(fact, books, at, emit);
  const tries = fact.type === 'TimerFired' ? TRIES : Number.POSITIVE_INFINITY;
  if (parent && wantsStop(parent)) cancelChildren(parent, tries, books, at, emit);
  else if (parent && fact.type === 'TimerFired') cancelLeftBehind(parent, books, at, emit);
  if (!looksAtAll(fact)) return;
  for (const p of books.working)
    if (wantsStop(p)) cancelChildren(p, tries, books, at, emit);
    else {
      leaveVenues(p, books, at, emit);
      cancelLeftBehind(p, books, at, emit);
    }
});

/** What lets cancels of any order go: its venue is back, refused to cancel all, or took long over it, or its rate allows more. */
function looksAtAll(fact: Concern): boolean {
  if (fact.type === 'TimerFired') return isPaceTimer(fact.timer) || isMassTimer(fact.timer);
  return fact.type === 'SessionSettled' || fact.type === 'VenueMassCancelAnswered';
}

/** A cancel of ours that was refused is tried again a while later, but not for ever: a child that the venue does not have is let go. */
function refused(fact: FactOf<'ChildRequestRejected'>, books: Ledger, at: Micros, emit: Emit): void {
  const child = books.children.get(fact.childId)!;
  const parent = books.parentOf(child);
  const ours = parent.ending !== undefined || (parent.strategy !== 'DMA' && wantsStop(parent));
  if (!ours) return;
  if (fact.kind !== 'Cancel' || child.refusedCancels < TRIES) {
    if (parent.ending) emit({ type: 'TimerSet', timer: parent.parentId, at: at + RETRY });
    return;
  }
  const gone = GONE.has(fact.cxlRejReason);
  const then = gone ? 'the venue has no such order open: it counts as cancelled' : 'it stays open here: ask the venue';
  const { cxlRejReason } = fact;
  const text = `CancelRefused: ${TRIES} cancels of '${child.childId}' were refused in a row (102=${cxlRejReason} ${fact.text}): ${then}`;
  emit({ type: 'Alarmed', code: 'CancelRefused', text });
  if (gone && isOpen(child.state)) emit({ type: 'ChildOrderCanceled', childId: child.childId, clOrdId: child.clOrdId, text });
}

function concerned(fact: Concern, books: Ledger): Parent | undefined {
  switch (fact.type) {
    case 'ParentRequestAccepted':
    case 'ParentEnding':
      return books.parents.get(fact.parentId);
    case 'ChildOrderAcknowledged':
    case 'ChildOrderReplaced':
      return books.parentOf(books.children.get(fact.childId)!);
    case 'TimerFired':
      return books.parents.get(fact.timer);
    default:
      return undefined;
  }
}
