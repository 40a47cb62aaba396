import { type Micros, unitsOf } from '../../core/numbers';
import { isOpen, ORD_STATUS_NAMES, ordStatus, pendingOf } from '../../core/order/order';
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
import { Fills, type Told, toldMore } from './fills';
import { Finder, namesIn } from './finder';
import type { Findings } from './findings';
import type { Orders } from './orders';
import type { Sessions } from './sessions';
import { pxIn, qtyIn, transactTimeIn } from './units';

/** A drop copy of ours over FIX.4.2 says so in this tag, in place of CopyMsgIndicator (797). */
const COPY_INDICATOR_42 = 10_797;
/** ExecIDs (17) that name no report: FIX 4.2 has 0 for status reports, some have it for every report. */
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
  readonly finder: Finder;
  /** Reports that were there before under their ExecID (17): copies, resends. */
  repeats = 0;

  constructor(
    private readonly orders: Orders,
    private readonly sessions: Sessions,
    private readonly findings: Findings,
  ) {
    this.fills = new Fills(orders, findings);
    this.finder = new Finder(orders, sessions, findings);
  }

  take(view: MessageView, reporter: Direction, at: Micros): void {
    const told = toldOf(view, reporter, at, this.findings);
    const copy = view.flag(Tag.CopyMsgIndicator) || view.flag(COPY_INDICATOR_42);
    const owner = copy ? this.finder.copied(view, reporter) : this.sessions.backOf(reporter);
    const names = namesIn(view);
    const known = this.finder.known(names, owner, copy, at);
    if (!known && told.execType === 'I' && told.ordStatus === '8') return; // asked about one that is not known there either
    const d = known ?? this.finder.implied(told, owner, copy);
    if (!d) return;
    this.finder.called(d, names, owner);
    if (!this.applied(d, told)) {
      this.repeats++;
      return;
    }
    const open = isOpen(d.state);
    if (open) d.ended = undefined;
    else d.ended ??= at;
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
  private repeated(d: Draft, t: Told): boolean {
    const { execId, execType, ordStatus: status } = t;
    if (execType === 'I') return false;
    const what = -1 - 1_000 * code(execType) - code(status);
    const before = d.told.get(execId);
    if (before === what && !toldMore(d, t.view)) return true;
    if (before !== undefined && before >= 0 && (execType === 'G' || execType === 'H')) return this.fills.changed(d, t, before);
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
  const named = view.text(Tag.ExecID) ?? '';
  const execId = NO_EXEC_ID.has(named) ? firstSentId(view) : named;
  return {
    view,
    reporter,
    at: transactTimeIn(view, findings) ?? at,
    execType,
    ordStatus: status,
    execId,
  };
}

const firstSentId = (view: MessageView): string =>
  provisionalExecId(view.text(Tag.MsgSeqNum), view.text(Tag.OrigSendingTime) ?? view.text(Tag.SendingTime));
