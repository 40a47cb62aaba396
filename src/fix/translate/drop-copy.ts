import type { FactOf } from '../../core/facts';
import { priceText, qtyText } from '../../core/instruments';
import { exactFromText, type Micros } from '../../core/numbers';
import type { Child } from '../../core/order/child';
import { avgPxText } from '../../core/order/cost';
import { leavesQty, ORD_STATUS_NAMES, type OrderState, ordStatus } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import { hasField } from './body';
import type { Dialect } from './dialect';
import { writeExecution } from './execution';
import { rejReason } from './reasons';
import * as toOms from './to-oms';

/** CopyMsgIndicator (797) begins with FIX.4.4; a session of FIX.4.2 gets this user-defined tag in its place. */
export const COPY_INDICATOR_42 = 10_797;

/** An ExecutionReport to an OMS, as its copy needs it. */
export type ParentReport = FactOf<'ParentReported' | 'ParentOrderDenied' | 'StatusUnknown'>;

/** The value of a field of an order's body (`tag=value SOH` each); undefined where it has none. */
export function fieldOf(body: string, tag: number): string | undefined {
  if (!hasField(body, tag)) return undefined;
  const name = `${tag}=`;
  const start = (body.startsWith(name) ? 0 : body.indexOf(`\x01${name}`) + 1) + name.length;
  const end = body.indexOf('\x01', start);
  return body.slice(start, end < 0 ? body.length : end);
}

/** What stands at the head of a copy: whom the report went to (128), or whom it came from (115). */
export interface CopyHead {
  readonly deliverTo?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly account: string | undefined;
}

function head(w: MessageWriter, d: Dialect, { deliverTo, onBehalfOf, account }: CopyHead): void {
  if (onBehalfOf !== undefined) w.text(Tag.OnBehalfOfCompID, onBehalfOf);
  if (deliverTo !== undefined) w.text(Tag.DeliverToCompID, deliverTo);
  w.text(d.is42 ? COPY_INDICATOR_42 : Tag.CopyMsgIndicator, 'Y');
  if (account !== undefined && account !== '') w.text(Tag.Account, account);
}

/** The copy of a report to an OMS: the report, in the words of the session that gets the copy. `parent` stands where the report is about one. */
export function copyToOms(
  w: MessageWriter,
  d: Dialect,
  report: ParentReport,
  parent: Parent | undefined,
  copy: CopyHead & { readonly at: Micros },
): void {
  head(w, d, copy);
  if (report.type === 'ParentReported') toOms.executionReport(w, d, report, parent!, copy.at);
  else if (report.type === 'ParentOrderDenied') toOms.orderDenied(w, d, report, copy.at);
  else toOms.statusUnknown(w, d, report, copy.at);
}

/** What a venue reported about a child, and the child as it stood once that was booked. */
export interface VenueCopy extends CopyHead {
  readonly report: FactOf<'VenueReportReceived'>;
  readonly child: Child;
  readonly parent: Parent;
  readonly state: OrderState;
  readonly at: Micros;
}

/**
 * The copy of a venue's report about a child: its ids (11, 17, 37) are the venue's and the child's, the parent's are in 198 and 526. CumQty,
 * LeavesQty and AvgPx are as booked; what the venue wrote that is no number is left out.
 */
export function copyOfVenue(w: MessageWriter, d: Dialect, copy: VenueCopy): void {
  const { report: r, child, parent, state, at } = copy;
  const { instrument } = parent;
  head(w, d, copy);
  w.text(Tag.OrderID, r.orderId || child.venueOrderId || 'NONE');
  if (d.has('8', Tag.SecondaryOrderID)) w.text(Tag.SecondaryOrderID, parent.parentId);
  if (d.has('8', Tag.SecondaryClOrdID)) w.text(Tag.SecondaryClOrdID, parent.clOrdId);
  w.text(Tag.ClOrdID, r.clOrdId || child.clOrdId);
  if (r.origClOrdId) w.text(Tag.OrigClOrdID, r.origClOrdId);
  w.text(Tag.ExecID, r.execId);
  if (r.execRefId) w.text(Tag.ExecRefID, r.execRefId);
  const status = Object.hasOwn(ORD_STATUS_NAMES, r.ordStatus) ? r.ordStatus : ordStatus(state);
  writeExecution(w, d, {
    execType: KNOWN_TYPES.includes(r.execType) && r.execType !== '' ? r.execType : 'I',
    ordStatus: status,
    done: leavesQty(state) === 0,
    replaced: child.clOrdId !== child.childId,
  });
  if (r.ordRejReason !== undefined && /^\d{1,3}$/.test(r.ordRejReason))
    w.int(Tag.OrdRejReason, rejReason(d, Number(r.ordRejReason)));
  w.text(Tag.Symbol, instrument.symbol).text(Tag.Side, parent.side);
  w.text(Tag.OrderQty, qtyText(instrument, state.orderQty)).text(Tag.OrdType, child.ordType);
  if (state.price !== undefined) w.text(Tag.Price, priceText(instrument, state.price));
  w.text(Tag.TimeInForce, child.timeInForce);
  if (isNumber(r.lastQty)) w.text(Tag.LastQty, r.lastQty).text(Tag.LastPx, isNumber(r.lastPx) ? r.lastPx : '0');
  w.text(Tag.LeavesQty, qtyText(instrument, leavesQty(state))).text(Tag.CumQty, qtyText(instrument, state.cumQty));
  w.text(Tag.AvgPx, avgPxText(instrument, state)).utc(Tag.TransactTime, at);
  if (r.text) w.note(Tag.Text, r.text);
}

/** ExecType values (150) of FIX 4.4 that a copy passes on; another is told as a status. */
const KNOWN_TYPES = '034567890ABCDEFGHIL';

const isNumber = (text: string | undefined): text is string => text !== undefined && exactFromText(text) !== undefined;

/** Whether a message is a copy, of whatever version. */
export const isCopy = (view: MessageView): boolean =>
  view.msgType === '8' && (view.flag(Tag.CopyMsgIndicator) || view.flag(COPY_INDICATOR_42));

/** Fields that every message gets anew. */
const MADE_ANEW: ReadonlySet<number> = new Set([8, 9, 35, 34, 49, 56, 50, 57, 142, 143, 52, 43, 97, 122, 369, 1128, 10]);

/** A stored copy once more, under a new number, as PossResend (97=Y). */
export function copyAgain(w: MessageWriter, stored: MessageView): void {
  w.flag(Tag.PossResend, true);
  for (let i = 0; i < stored.count; i++) if (!MADE_ANEW.has(stored.tags[i]!)) w.copy(stored, i);
}
