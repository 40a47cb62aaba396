import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { unitsOf } from '../numbers';
import type { Child } from '../order/child';
import { replacedTerms, restatedTerms, tradesAgain } from '../order/told';
import type { Emit } from '../turn';

type Report = FactOf<'VenueReportReceived'>;

/** ExecRestatementReason (378). Broker option stands where a venue gives none. */
const GT_RENEWAL = 1;
const BROKER_OPTION = 4;
const MARKET = 8;

/** A reason code as told; `absent` where it is missing or no whole number. */
export const reasonOf = (text: string | undefined, absent = 99): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : absent;

/** What a report other than a trade or a status makes of the child; undefined for an ExecType (150) that we do not know. */
export function toldBy(child: Child, r: Report, books: Ledger): Fact | undefined {
  const { childId } = child;
  const { clOrdId, text } = r;
  switch (r.execType) {
    case '0':
      if (child.state.doneForDay) return renewed(child);
      return { type: 'ChildOrderAcknowledged', childId, orderId: r.orderId };
    case '8':
      return {
        type: 'ChildOrderRejected',
        childId,
        ordRejReason: reasonOf(r.ordRejReason),
        text: text ?? 'rejected by the venue',
      };
    case '4':
      return { type: 'ChildOrderCanceled', childId, clOrdId, text, ...unasked(child, r) };
    case 'C':
      return { type: 'ChildOrderExpired', childId, clOrdId, text };
    case '3':
      return { type: 'ChildOrderDoneForDay', childId, clOrdId, text };
    case '5':
      return replaced(child, r, books);
    case 'D':
      return restated(child, r, books);
    case '7':
      return { type: 'ChildOrderStopped', childId, text, ...guarantee(child, r, books) };
    case '9':
      return { type: 'ChildOrderSuspended', childId, text };
    case 'B':
      return { type: 'ChildOrderCalculated', childId, text };
    default:
      return undefined;
  }
}

/** Why a venue cancels what nobody asked it to; nothing for a cancel that answers a request. */
const unasked = (child: Child, r: Report): { restatementReason?: number } =>
  r.restatementReason === undefined || child.state.pending.some(p => p.clOrdId === r.clOrdId)
    ? {}
    : { restatementReason: reasonOf(r.restatementReason) };

function replaced(child: Child, r: Report, books: Ledger): Fact {
  const { qtyScale, priceScale } = books.parentOf(child).instrument;
  const asked = child.state.pending.find(p => p.clOrdId === r.clOrdId);
  const told = { orderQty: unitsOf(r.orderQty, qtyScale), price: unitsOf(r.price, priceScale) };
  // a name that we never gave it (or none) cannot be the one in force: a cancel would have to carry it
  const clOrdId = books.childNamed(r.clOrdId) === child ? r.clOrdId : child.clOrdId;
  return {
    type: 'ChildOrderReplaced',
    childId: child.childId,
    clOrdId,
    ...replacedTerms(child.state, told, asked),
    answers: asked?.answers,
  };
}

function restated(child: Child, r: Report, books: Ledger): Fact {
  const { qtyScale, priceScale } = books.parentOf(child).instrument;
  const told = {
    orderQty: unitsOf(r.orderQty, qtyScale),
    price: unitsOf(r.price, priceScale),
    cumQty: unitsOf(r.cumQty, qtyScale),
    ordStatus: r.ordStatus,
  };
  const restatementReason = reasonOf(r.restatementReason, BROKER_OPTION);
  const terms = restatedTerms(child.state, told, restatementReason);
  return { type: 'ChildOrderRestated', childId: child.childId, ...terms, restatementReason, text: r.text };
}

/** A guarantee's LastQty (32) and LastPx (31), where they are numbers of ours. */
function guarantee(child: Child, r: Report, books: Ledger): { lastQty?: number; lastPx?: number } {
  const { qtyScale, priceScale } = books.parentOf(child).instrument;
  const lastQty = unitsOf(r.lastQty, qtyScale);
  const lastPx = unitsOf(r.lastPx, priceScale);
  return lastQty === undefined || lastPx === undefined ? {} : { lastQty, lastPx };
}

/** The order as it is, trading again. */
const renewed = (child: Child): Fact => ({
  type: 'ChildOrderRestated',
  childId: child.childId,
  orderQty: child.state.orderQty,
  price: child.state.price,
  reopens: true,
  restatementReason: child.state.doneForDay ? GT_RENEWAL : MARKET,
});

/**
 * An order that fills, or is said to be open, after it was done for the day (of several days) or held trades again: the report that says so
 * is optional (matrix H.1.a).
 */
export function reopen(child: Child, r: Report, emit: Emit): void {
  if (tradesAgain(child.state, r.ordStatus)) emit(renewed(child));
}

/** After a corporate action somebody should look: prices, limits and earlier fills are still in the old units. */
export function watchSplit(child: Child, told: Fact, emit: Emit): void {
  if (told.type !== 'ChildOrderRestated' || told.cumQty === undefined) return;
  const text = `'${child.childId}' was restated for a corporate action: quantity and price are as the venue says, earlier fills stay as they were told`;
  emit({ type: 'Alarmed', code: 'CorporateAction', text });
}
