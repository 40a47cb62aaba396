import type { Fact, FactOf } from '../facts';
import { differenceKey, type Ledger } from '../ledger';
import { type Micros, unitsOf } from '../numbers';
import { type Child, fillOf, toldByCopy } from '../order/child';
import { OPEN_STATUS } from '../order/order';
import { bookFill, changeTrade } from '../routing/fills';
import { type Emit, stage } from '../turn';
import { MOVES } from './apply-copies';
import { differs, judgeDue, nextDue, tradeDiffers } from './judge';
import { settleLeft } from './left';
import { bookedAs, childOfCopy, sameContent, tradeKind } from './match';
import { copyOrderText, venueOrderText } from './texts';
import { type Copy, type CopyWatch, tradeKey } from './watch';

/** Decimals that a quantity of an order of others is read with. */
const FINEST = 8;

/** Pause (us) between two slices of what is judged. */
const PAUSE: Micros = 2_000;

/**
 * Reconciles three ways: what is booked, what the venue told, what its drop copy told. What both told alike costs no further fact; what one alone
 * told is judged once the grace is over and the copy has proven that it told everything. Nothing is booked but what a person adopts.
 */
export const copyReports = stage(
  ['Started', 'CopyDifferenceJudged', 'CopyReceived', 'SessionSettled', 'TimerFired', ...MOVES],
  (fact, books, at, emit) => {
    if (fact.type === 'Started') return settleLeft(books, emit);
    if (fact.type === 'CopyDifferenceJudged') return judgedByHand(fact, books, emit);
    if (books.copies.size === 0) return;
    switch (fact.type) {
      case 'CopyReceived': {
        const watch = books.copies.of(fact.session);
        if (watch) told(watch, fact, books, at, emit);
        return;
      }
      case 'SessionSettled': {
        const watch = books.copies.of(fact.session) ?? books.copies.over(fact.session);
        return watch && judge(watch, books, at, emit);
      }
      case 'TimerFired':
        for (const watch of books.copies.all()) if (watch.timer === fact.timer) judge(watch, books, at, emit);
        return;
      default:
        moved(fact, books, at, emit);
    }
  },
);

function told(watch: CopyWatch, copy: Copy, books: Ledger, at: Micros, emit: Emit): void {
  const child = childOfCopy(copy, watch, books);
  if (!child) return ofNobody(watch, copy, books, emit);
  if (tradeKind(copy)) tradeTold(watch, child, copy, books, emit);
  stateTold(watch, child, books, emit);
  lookLater(watch, books, at, emit);
}

/** A copy of an order that is none of ours, and that the filters let through: listed while it works, or where it traded. */
function ofNobody(watch: CopyWatch, copy: Copy, books: Ledger, emit: Emit): void {
  const { session } = watch;
  const { clOrdId, origClOrdId } = copy;
  if (origClOrdId !== undefined && origClOrdId !== clOrdId) agreed(watch, origClOrdId, undefined, books, emit); // it goes by the new one now
  const cumQty = unitsOf(copy.cumQty, FINEST);
  if (tradeKind(copy) || OPEN_STATUS.has(copy.ordStatus) || (cumQty !== undefined && cumQty > 0)) {
    const venue = venueOrderText(watch, clOrdId, books, 'has not told of it');
    const theirs = copyOrderText(copy);
    differs(
      { type: 'ReconciliationDiffered', session, clOrdId, what: 'UnknownToUs', ours: 'unknown', theirs, venue },
      books,
      emit,
    );
  } else if (cumQty === 0) agreed(watch, clOrdId, undefined, books, emit);
}

/** A trade that is booked too is compared; a bust or correction of both settles what the trade differed in. */
function tradeTold(watch: CopyWatch, child: Child, copy: Copy, books: Ledger, emit: Emit): void {
  const booked = bookedAs(copy, child);
  if (copy.execRefId !== undefined && (booked || watch.isSettled(tradeKey(child.childId, copy.execId))))
    agreed(watch, child.childId, ownName(child, copy.execRefId), books, emit);
  if (!booked) return;
  if (sameContent(copy, booked, child, books)) agreed(watch, child.childId, booked.execId, books, emit);
  else if (!booked.superseded) tradeDiffers(watch, child, booked, copy, books, emit);
}

/** ExecID that a trade is booked under which the copy names. */
const ownName = (child: Child, execId: string): string => toldByCopy(child, execId)?.execId ?? execId;

function agreed(watch: CopyWatch, clOrdId: string, execId: string | undefined, books: Ledger, emit: Emit): void {
  const key = { session: watch.session, clOrdId, ...(execId !== undefined && { execId }) };
  if (books.differences.has(differenceKey(key))) emit({ type: 'ReconciliationAgreed', ...key });
}

/** What differed about an order as a whole, and no more does. */
function stateTold(watch: CopyWatch, { childId }: Child, books: Ledger, emit: Emit): void {
  if (books.differences.size === 0 || watch.touched.has(childId) || watch.standing.has(childId)) return;
  if (!watch.hasListed(childId)) agreed(watch, childId, undefined, books, emit);
}

/** Our side of an order moved. */
function moved(fact: FactOf<(typeof MOVES)[number]>, books: Ledger, at: Micros, emit: Emit): void {
  const child = books.children.get(fact.childId)!;
  const watch = books.copies.over(child.venue);
  if (!watch) return;
  if (isTrade(fact)) booked(watch, child, fact.execId, books, emit);
  stateTold(watch, child, books, emit);
  lookLater(watch, books, at, emit);
}

const isTrade = (fact: Fact): fact is FactOf<'ChildOrderFilled' | 'ChildTradeCanceled' | 'ChildTradeCorrected'> =>
  fact.type === 'ChildOrderFilled' || fact.type === 'ChildTradeCanceled' || fact.type === 'ChildTradeCorrected';

/** We booked a trade that the copy may have told first. */
function booked(watch: CopyWatch, child: Child, execId: string, books: Ledger, emit: Emit): void {
  const { childId } = child;
  const key = tradeKey(childId, execId);
  const first = watch.ahead.get(key);
  const copy = first?.copy ?? watch.listed.get(key)?.copy;
  if (!copy) return;
  const own = fillOf(child, execId)!;
  if (first) emit({ type: 'CopyMatched', session: watch.session, clOrdId: childId, execId });
  else agreed(watch, childId, execId, books, emit);
  if (!sameContent(copy, own, child, books)) tradeDiffers(watch, child, own, copy, books, emit);
}

/** Looks again once the grace is over, where something waits and nobody looks yet. */
function lookLater(watch: CopyWatch, books: Ledger, at: Micros, emit: Emit): void {
  if (books.timers.has(watch.timer) || watch.awaited.size + watch.ahead.size + watch.touched.size === 0) return;
  if (books.sessions.get(watch.session)?.settled) emit({ type: 'TimerSet', timer: watch.timer, at: at + watch.terms.grace });
}

/** Judges what is proven; asks for a proof where more is due, and looks again when something will be. */
function judge(watch: CopyWatch, books: Ledger, at: Micros, emit: Emit): void {
  if (!books.sessions.get(watch.session)?.settled) return; // it is looked at when the copy is back
  const timer = (when: Micros): void => emit({ type: 'TimerSet', timer: watch.timer, at: when });
  if (judgeDue(watch, books, emit)) return timer(at + PAUSE);
  const next = nextDue(watch, books);
  if (next === undefined) return;
  if (next <= at) emit({ type: 'CopyProofAsked', session: watch.session });
  else timer(next);
}

/** A person has decided. What is adopted is booked as if the venue had told it; where the venue tells it later, it is known. */
function judgedByHand(fact: FactOf<'CopyDifferenceJudged'>, books: Ledger, emit: Emit): void {
  const { session, clOrdId, execId } = fact;
  const watch = books.copies.of(session);
  const copy = execId === undefined ? undefined : watch?.listed.get(tradeKey(clOrdId, execId))?.copy;
  const child = books.children.get(clOrdId);
  if (fact.act === 'adopt') {
    if (!watch || !copy || !child) return;
    const execRefId = copy.execRefId && ownName(child, copy.execRefId);
    const report = { ...copy, execRefId, type: 'VenueReportReceived', session: watch.venue } as const;
    if (tradeKind(copy) === 'fill') bookFill(child, report, books, emit);
    else changeTrade(child, report, books, emit);
    if (!bookedAs(copy, child)) return; // it says nothing that can be booked: it stays listed
    if (tradeKind(copy) === 'fill') emit({ type: 'CopyAdopted', session, clOrdId, execId: copy.execId });
  }
  if (books.differences.has(differenceKey(fact)))
    emit({ type: 'ReconciliationAgreed', session, clOrdId, ...(execId !== undefined && { execId }) });
}
