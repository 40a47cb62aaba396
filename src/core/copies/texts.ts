import type { FactOf } from '../facts';
import { type Instrument, priceText, qtyText } from '../instruments';
import { differenceKey, type Ledger } from '../ledger';
import type { Booked, Child } from '../order/child';
import { ORD_STATUS_NAMES, type OrdStatus, ordStatus } from '../order/order';
import { tradeKind } from './match';
import type { Copy, CopyWatch } from './watch';

const statusText = (status: string): string => ORD_STATUS_NAMES[status as OrdStatus] ?? `OrdStatus '${status}'`;

/** An order as it is booked. */
export function ownOrderText(child: Child, books: Ledger): string {
  const { instrument, side } = books.parentOf(child);
  const { orderQty, price, cumQty } = child.state;
  const at = price === undefined ? '' : ` at ${priceText(instrument, price)}`;
  return `${statusText(ordStatus(child.state))}, CumQty ${qtyText(instrument, cumQty)} of ${qtyText(instrument, orderQty)}${at}, side ${side}, ${instrument.symbol}`;
}

/** An order as the copy told it last. */
export function copyOrderText(copy: Copy | undefined): string {
  if (!copy) return 'has not told of it';
  const { ordStatus: status, cumQty = '?', orderQty, price, side, symbol } = copy;
  const of = orderQty === undefined ? '' : ` of ${orderQty}`;
  const at = price === undefined || price === '0' ? '' : ` at ${price}`;
  return `${statusText(status)}, CumQty ${cumQty}${of}${at}, side ${side}, ${symbol}`;
}

/** A trade as the copy told it. */
export function copyTradeText(copy: Copy): string {
  const kind = tradeKind(copy);
  if (kind === 'bust') return `bust of '${copy.execRefId ?? ''}'`;
  const what = `${copy.lastQty ?? '?'} at ${copy.lastPx ?? '?'}`;
  return kind === 'correction' ? `correction of '${copy.execRefId ?? ''}' to ${what}` : `fill of ${what}`;
}

/** A trade as it is booked; a bust has no quantity. */
export function ownTradeText({ trade }: Booked, instrument: Instrument): string {
  if (trade.lastQty === 0 && trade.lastQtyText === undefined) return 'bust';
  const qty = trade.lastQtyText ?? qtyText(instrument, trade.lastQty);
  return `trade of ${qty} at ${trade.lastPxText ?? priceText(instrument, trade.lastPx)}`;
}

/** What the venue itself said of an order: what is booked, unless it said otherwise in a status report. */
export function venueOrderText(watch: CopyWatch, clOrdId: string, books: Ledger, otherwise: string): string {
  return books.differences.get(differenceKey({ session: watch.venue, clOrdId }))?.fact.theirs ?? otherwise;
}

/** What the venue itself said of a trade that is not booked. */
export function venueTradeText(watch: CopyWatch, execId: string): string {
  const why = watch.refused.get(execId);
  return why === undefined ? 'has not told it' : `told it, and it was not booked: ${why}`;
}

const WHAT: Readonly<Record<string, string>> = {
  NotBooked: 'tells what is not booked',
  NotCopied: 'has not told what is booked',
  TradeDiffers: 'tells a trade otherwise',
  OrderDiffers: 'tells an order otherwise',
  UnknownToUs: 'tells of an order that is none of ours',
};

/** A difference in one sentence, all three sides. */
export function differenceText(fact: FactOf<'ReconciliationDiffered'>): string {
  const { session, clOrdId, execId, what, ours, theirs, venue = '' } = fact;
  const trade = execId === undefined ? '' : `, ExecID (17) '${execId}'`;
  return `drop copy ${session} ${WHAT[what]} ('${clOrdId}'${trade}): ours ${ours}; the copy: ${theirs}; the venue: ${venue}`;
}
