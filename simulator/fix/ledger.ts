import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageWriter } from '../../src/fix/codec/writer';
import type { Dialect } from '../../src/fix/translate/dialect';
import { stateOf, type VenueOrder } from './order';
import type { Peers } from './peers';
import { executionReport, type ReportFields } from './reports';

/** Numbers and encodes a message on a session, in the words that its other side understands. */
export type Send = (session: SessionId, msgType: string, build: (w: MessageWriter, d: Dialect) => void) => void;

/** Told of every report about an order when it is made, whether or not its session is there to read it. */
export type Reported = (session: SessionId, report: ReportFields) => void;

/** What a ClOrdID stands for: an order of the book's, open or closed, or an order that was refused (its report). */
export type Known = { readonly order: VenueOrder } | { readonly refused: ReportFields };

/** What a report adds to the state of its order. */
type Happening = Partial<ReportFields> & Pick<ReportFields, 'execType' | 'at'>;

/** Every ClOrdID that each session ever used, and the reports about what they stand for. Nothing is forgotten: a ClOrdID works once. */
export class OrderLedger {
  private readonly byClOrdId = new Map<string, Known>();
  private readonly byOrderNo = new Map<number, VenueOrder>();
  private execNo = 0;
  private massNo = 0;

  /** `epoch` begins every OrderID and ExecID: two runs that differ in it never give the same id. */
  constructor(
    private readonly send: Send,
    private readonly epoch: string,
    private readonly reported: Reported,
    private readonly peers: Pick<Peers, 'copies' | 'compId'>,
  ) {}

  known(session: SessionId, clOrdId: string): Known | undefined {
    return this.byClOrdId.get(keyOf(session, clOrdId));
  }

  /** The order behind any ClOrdID that it ever had. */
  order(session: SessionId, clOrdId: string): VenueOrder | undefined {
    const known = this.known(session, clOrdId);
    return known && 'order' in known ? known.order : undefined;
  }

  byNo(orderNo: number): VenueOrder {
    return this.byOrderNo.get(orderNo)!;
  }

  orderId(orderNo: number): string {
    return `${this.epoch}-${orderNo}`;
  }

  execId(): string {
    return `${this.epoch}-E${++this.execNo}`;
  }

  /** Names an answer to a request about many orders. */
  massId(): string {
    return `${this.epoch}-M${++this.massNo}`;
  }

  add(order: VenueOrder): void {
    this.byOrderNo.set(order.orderNo, order);
    this.name(order, order.clOrdId);
  }

  /** A further ClOrdID of an order: that of a cancel or a replace. */
  name(order: VenueOrder, clOrdId: string): void {
    this.byClOrdId.set(keyOf(order.session, clOrdId), { order });
  }

  /** Remembers and sends the refusal of an order; a ClOrdID that stands for something already keeps standing for that. */
  refuse(session: SessionId, fields: Omit<ReportFields, 'execId'>): void {
    const refused = { ...fields, execId: this.execId() };
    if (!this.known(session, fields.clOrdId)) this.byClOrdId.set(keyOf(session, fields.clOrdId), { refused });
    this.tell(session, refused);
  }

  /** Reports what happened to an order; returns the report's ExecID (17). */
  report(order: VenueOrder, happening: Happening): string {
    const execId = this.execId();
    this.tell(order.session, { ...stateOf(order), execId, ...happening });
    return execId;
  }

  /** Answers with what a ClOrdID stands for: 150=I, under the ClOrdID that was asked about. */
  tellStatus(session: SessionId, known: Known, asked: { clOrdId: string; requestId: string | undefined; at: Micros }): void {
    if ('order' in known) this.report(known.order, { execType: 'I', ...asked });
    else this.tell(session, { ...known.refused, execId: this.execId(), execType: 'I', ...asked });
  }

  /** Sends a report, and a copy to every drop copy session. */
  tell(session: SessionId, fields: ReportFields): void {
    const { copies, compId } = this.peers;
    this.send(session, '8', (w, d) => executionReport(w, d, fields));
    for (const copy of copies) this.send(copy, '8', (w, d) => executionReport(w, d, fields, { deliverTo: compId(session) }));
    this.reported(session, fields);
  }
}

const keyOf = (session: SessionId, clOrdId: string): string => `${session} ${clOrdId}`;
