import { type Micros, unitsOf } from '../../core/numbers';
import { isOpen, newOrder, ORD_STATUS_NAMES, ordStatus, pendingOf } from '../../core/order/order';
import {
  execTypeOf,
  ordStatusOf,
  provisionalExecId,
  provisionalExecType,
  replacedTerms,
  restatedTerms,
  tradesAgain,
} from '../../core/order/told';
import { applyEvent, type OrderEvent } from '../../core/order/transitions';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import { check } from './check';
import type { Direction } from './direction';
import type { Draft } from './draft';
import { Fills, type Told } from './fills';
import type { Findings } from './findings';
import type { Orders } from './orders';
import type { Sessions } from './sessions';
import { takeWords, withDays } from './terms';
import { pxIn, qtyIn, transactTimeIn } from './units';

/** A drop copy of ours over FIX.4.2 says so in this tag, in place of CopyMsgIndicator (797). */
const COPY_INDICATOR_42 = 10_797;
/** ExecIDs (17) that name no report: status reports of FIX 4.2 have 0. */
const NO_EXEC_ID: ReadonlySet<string> = new Set(['', '0', 'NONE']);
/** OrdRejReason (103): the ClOrdID was used before. */
const DUPLICATE = '6';
/** ExecRestatementReason (378) where none is told: broker option. */
const BROKER_OPTION = 4;
/** TimeInForce (59) immediate or cancel. */
const IMMEDIATE = '3';

/** Makes ExecutionReports (8) into what happened to their orders, by the table of core/order. */
export class Reports {
  readonly fills: Fills;
  /** Reports that were there before under their ExecID (17): copies, resends. */
  repeats = 0;

  constructor(
    private readonly orders: Orders,
    private readonly sessions: Sessions,
    private readonly findings: Findings,
  ) {
    this.fills = new Fills(orders, findings);
  }

  take(view: MessageView, reporter: Direction, at: Micros): void {
    const told = toldOf(view, reporter, at, this.findings);
    const copy = view.flag(Tag.CopyMsgIndicator) || view.flag(COPY_INDICATOR_42);
    const owner = copy ? this.copied(view, reporter) : this.sessions.backOf(reporter);
    const known = this.known(view, owner, copy);
    if (!known && told.execType === 'I' && told.ordStatus === '8') return; // asked about one that is not known there either
    const d = known ?? this.implied(told, owner, copy);
    if (!d) return;
    this.called(d, view, owner);
    if (!this.applied(d, told)) {
      this.repeats++;
      return;
    }
    const open = isOpen(d.state);
    if (open) d.ended = undefined;
    else d.ended ??= at;
  }

  /** Between whom the order went that a copy is about: whom the report went to (128), or whom it came from (115), as far as it says. */
  private copied(view: MessageView, reporter: Direction): Direction {
    const to = view.text(Tag.DeliverToCompID);
    if (to !== undefined) return this.sessions.of(to, reporter.sender);
    const from = view.text(Tag.OnBehalfOfCompID);
    return from === undefined ? this.sessions.backOf(reporter) : this.sessions.of(reporter.sender, from);
  }

  private known(view: MessageView, owner: Direction, copy: boolean): Draft | undefined {
    const { orders } = this;
    const clOrdId = view.text(Tag.ClOrdID);
    const found = orders.find(owner, clOrdId) ?? orders.find(owner, view.text(Tag.OrigClOrdID));
    if (found) return found;
    const byId = orders.byOrderId(view.text(Tag.OrderID), owner, copy ? clOrdId : undefined);
    return byId && (copy || byId.session === owner.name) ? byId : undefined;
  }

  /** An order that the logs tell of by a report only. */
  private implied(t: Told, owner: Direction, copy: boolean): Draft | undefined {
    const { orders, findings } = this;
    const { view } = t;
    const clOrdId = view.text(Tag.OrigClOrdID) || view.text(Tag.ClOrdID) || view.text(Tag.OrderID) || '';
    if (!copy) {
      const kind = t.execType === 'F' ? 'fill-without-order' : 'unknown-order';
      findings.add(kind, `a report (150=${t.execType}) about an order that the log does not have`, clOrdId);
    }
    if (clOrdId === '') return undefined;
    const d = orders.open(owner, clOrdId);
    d.implied = true;
    takeWords(d, view, owner);
    d.received = view.utcMicros(Tag.SendingTime) ?? t.at;
    d.parent = this.parentOf(view, owner);
    const told = qtyIn(view, Tag.OrderQty, d, findings);
    const orderQty = told ?? (qtyIn(view, Tag.CumQty, d, findings) ?? 0) + (qtyIn(view, Tag.LeavesQty, d, findings) ?? 0);
    d.state = newOrder(orderQty, pxIn(view, Tag.Price, d, findings));
    withDays(d);
    if (t.execType !== 'A' && t.execType !== '8') d.state = { ...d.state, acknowledged: true };
    return d;
  }

  /** The order that SecondaryClOrdID (526) or SecondaryOrderID (198) of a copy names as the one that this is a part of. */
  private parentOf(view: MessageView, owner: Direction): number | undefined {
    const clOrdId = view.text(Tag.SecondaryClOrdID);
    if (clOrdId === undefined) return undefined;
    const byId = this.orders.anyByOrderId(view.text(Tag.SecondaryOrderID));
    if (byId?.clOrdIds.includes(clOrdId)) return byId.index;
    return this.parentNamed(clOrdId, owner)?.index;
  }

  /** The order of another session under a ClOrdID; one that was sent to who sent this one first. */
  parentNamed(clOrdId: string, owner: Direction): Draft | undefined {
    for (const direction of this.sessions.to(owner.sender)) {
      const found = direction === owner ? undefined : this.orders.find(direction, clOrdId);
      if (found) return found;
    }
    return undefined;
  }

  /** Every name that a report has for its order leads to it. */
  private called(d: Draft, view: MessageView, owner: Direction): void {
    const { orders } = this;
    if (d.session === owner.name) {
      orders.name(owner, view.text(Tag.OrigClOrdID), d);
      orders.name(owner, view.text(Tag.ClOrdID), d);
    }
    orders.identify(d, view.text(Tag.OrderID));
  }

  /** False where the report was there before. */
  private applied(d: Draft, t: Told): boolean {
    const { findings, fills } = this;
    if (t.execType === 'F') {
      if (tradesAgain(d.state, t.ordStatus)) this.happens(d, renewed(d), t);
      if (!fills.book(d, t)) return false;
    } else {
      if (this.repeated(d, t)) return false;
      if (t.execType === 'H' || t.execType === 'G') fills.change(d, t, child => this.neverRests(child));
      else if (t.execType === 'I') this.status(d, t);
      else if (!this.happened(d, t)) return true;
    }
    check(d, t.view, t, findings);
    return true;
  }

  /** Whether an ExecID (17) was told before with the same ExecType (150) and OrdStatus (39); noted where not. */
  private repeated(d: Draft, { execId, execType, ordStatus: status }: Told): boolean {
    if (execType === 'I' || NO_EXEC_ID.has(execId)) return false;
    const what = -1 - 1_000 * code(execType) - code(status);
    const before = d.told.get(execId);
    if (before === what || (before !== undefined && before >= 0 && execType === 'G')) return true;
    if (before !== undefined)
      this.findings.add('exec-id-reused', `ExecID (17) '${execId}' came again with other content`, d.clOrdIds[0]);
    else d.told.set(execId, what);
    return false;
  }

  /** What a report other than a trade or a status means; false where it means nothing that the order could show. */
  private happened(d: Draft, t: Told): boolean {
    switch (t.execType) {
      case '8':
        return this.rejected(d, t);
      case '6':
      case 'E':
        this.asked(d, t);
        return true;
      case 'A':
      case 'L':
        return true;
      default: {
        const event = this.eventOf(d, t);
        if (event) return this.happens(d, event, t);
        this.findings.add(
          'transition',
          `ExecType (150) '${t.execType.slice(0, 20)}' is not one that orders are told by`,
          d.clOrdIds[0],
        );
        return false;
      }
    }
  }

  private eventOf(d: Draft, { view, execType, ordStatus: status }: Told): OrderEvent | undefined {
    const { findings } = this;
    switch (execType) {
      case '0':
        return d.state.doneForDay ? renewed(d) : { type: 'Acknowledged' };
      case '4':
        return { type: 'Canceled' };
      case 'C':
        return { type: 'Expired' };
      case '3':
        return { type: 'DoneForDay' };
      case '7':
        return { type: 'Stopped' };
      case '9':
        return { type: 'Suspended' };
      case 'B':
        return { type: 'Calculated' };
      case '5': {
        const asked = pendingOf(d.state, view.text(Tag.ClOrdID) ?? '');
        const terms = { orderQty: qtyIn(view, Tag.OrderQty, d, findings), price: pxIn(view, Tag.Price, d, findings) };
        d.replaced++;
        return { type: 'Replaced', clOrdId: asked?.clOrdId, ...replacedTerms(d.state, terms, asked) };
      }
      case 'D': {
        const terms = { orderQty: qtyIn(view, Tag.OrderQty, d, findings), price: pxIn(view, Tag.Price, d, findings) };
        const told = { ...terms, cumQty: qtyIn(view, Tag.CumQty, d, findings), ordStatus: status };
        const reason = unitsOf(view.text(Tag.ExecRestatementReason), 0) ?? BROKER_OPTION;
        return { type: 'Restated', ...restatedTerms(d.state, told, reason) };
      }
      default:
        return undefined;
    }
  }

  /** Applies an event; one that the table does not have in the order's status is a finding, and changes nothing. */
  private happens(d: Draft, event: OrderEvent, { execType }: Pick<Told, 'execType'>): boolean {
    if (d.endedByBust && (event.type === 'Canceled' || event.type === 'Expired')) return true;
    const after = applyEvent(d.state, event);
    if (after) d.state = after;
    else {
      const status = ORD_STATUS_NAMES[ordStatus(d.state)];
      this.findings.add('transition', `${event.type} (150=${execType}) happens to no order that is ${status}`, d.clOrdIds[0]);
    }
    return after !== undefined;
  }

  /** A reject (150=8); that of another order under the same ClOrdID does not touch the first one. */
  private rejected(d: Draft, t: Told): boolean {
    d.refused++;
    const doubled = d.doubled.indexOf(t.view.text(Tag.ClOrdID) ?? '');
    const other = t.ordStatus !== '8' || t.view.text(Tag.OrdRejReason) === DUPLICATE || d.state.acknowledged;
    if (doubled >= 0 && other) {
      d.doubled.splice(doubled, 1);
      return false;
    }
    if (t.ordStatus !== '8') return true;
    return this.happens(d, { type: 'Rejected' }, t);
  }

  /** A request is being worked (150=6, E) that the log does not have: copies tell of it so. */
  private asked(d: Draft, { view, execType }: Told): void {
    const { findings } = this;
    const clOrdId = view.text(Tag.ClOrdID) ?? '';
    if (pendingOf(d.state, clOrdId) || clOrdId === d.clOrdIds[0]) return;
    const kind = execType === '6' ? 'Cancel' : 'Replace';
    const terms =
      kind === 'Cancel' ? {} : { orderQty: qtyIn(view, Tag.OrderQty, d, findings), price: pxIn(view, Tag.Price, d, findings) };
    d.state = applyEvent(d.state, { type: 'Requested', request: { clOrdId, kind, ...terms } }) ?? d.state;
  }

  /** What a status report (150=I) settles, as it does on the line: it never books a fill. */
  private status(d: Draft, t: Told): void {
    if (tradesAgain(d.state, t.ordStatus)) this.happens(d, renewed(d), t);
    const unknown = t.ordStatus === '8';
    if (!d.state.acknowledged && isOpen(d.state) && t.ordStatus !== 'A')
      this.happens(d, { type: unknown ? 'Rejected' : 'Acknowledged' }, t);
    if (unknown) return;
    if (t.ordStatus === '4' && isOpen(d.state)) this.happens(d, { type: 'Canceled' }, t);
    if (t.ordStatus === 'C' && isOpen(d.state)) this.happens(d, { type: 'Expired' }, t);
  }

  /** An immediate child of a schedule was over once it was filled: what a bust gives back is not open at its venue. */
  private neverRests(d: Draft): boolean {
    if (d.timeInForce !== IMMEDIATE || d.parent === undefined) return false;
    const { strategy } = this.orders.shelf.get(d.parent);
    return strategy !== undefined && strategy !== 'DMA';
  }
}

/** The order as it is, trading again. */
const renewed = ({ state }: Draft): OrderEvent => ({
  type: 'Restated',
  orderQty: state.orderQty,
  price: state.price,
  reopens: true,
});

const code = (letter: string): number => (letter === '' ? 0 : letter.charCodeAt(0));

/** What every report is read for first. */
function toldOf(view: MessageView, reporter: Direction, at: Micros, findings: Findings): Told {
  const told = view.text(Tag.OrdStatus) ?? '';
  const status = told === '5' ? ordStatusOf(told, view.text(Tag.CumQty)) : told;
  const execType =
    execTypeOf(view.text(Tag.ExecType), view.char(Tag.ExecTransType)) || provisionalExecType(view.text(Tag.LastQty), status);
  const execId = view.text(Tag.ExecID) || firstSentId(view);
  return {
    view,
    reporter,
    at: transactTimeIn(view, findings, view.text(Tag.ClOrdID)) ?? at,
    execType,
    ordStatus: status,
    execId,
  };
}

const firstSentId = (view: MessageView): string =>
  provisionalExecId(view.text(Tag.MsgSeqNum), view.text(Tag.OrigSendingTime) ?? view.text(Tag.SendingTime));
