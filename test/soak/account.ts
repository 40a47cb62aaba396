import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';

/** A parent order that is not settled: what each side has of it. */
interface Entry {
  /** Shares the venue traded. */
  venueCum: number;
  /** Shares the OMS was told of. */
  omsCum: number;
  closed: boolean;
  /** ClOrdIDs of cancels and replaces that were not answered. */
  readonly asked: Set<string>;
  /** Every ClOrdID a request of it ever had: later reports carry the one in force. */
  readonly names: string[];
}

/** OrdStatus (39) that ends an order. */
const CLOSED = new Set(['2', '3', '4', '8', 'C']);
/** Faults kept word by word. */
const MOST_TEXTS = 20;

/**
 * Both sides' record of every order. An order is settled, and leaves, once the OMS was told that it is closed, all its requests are answered and
 * both sides count the same shares; whatever is said about it after that is a fault.
 */
export class Account {
  readonly counts = { sent: 0, settled: 0, denied: 0, cancelled: 0, filled: 0, fills: 0, requests: 0 };
  faults = 0;
  readonly faultTexts: string[] = [];
  private readonly open = new Map<string, Entry>();
  /** Which order a request's ClOrdID is about. */
  private readonly requests = new Map<string, string>();

  sent(order: string): void {
    this.counts.sent++;
    this.open.set(order, { venueCum: 0, omsCum: 0, closed: false, asked: new Set(), names: [] });
  }

  /** A cancel or replace of an order goes out; false where that is settled already. */
  asks(order: string, request: string): boolean {
    const entry = this.open.get(order);
    if (!entry) return false;
    entry.asked.add(request);
    entry.names.push(request);
    this.requests.set(request, order);
    this.counts.requests++;
    return true;
  }

  /** The venue trades `shares` of an order. */
  traded(order: string, shares: number): void {
    const entry = this.open.get(order);
    if (!entry) return this.fault(`${order}: a fill of an order that is settled or was never sent`);
    this.counts.fills++;
    entry.venueCum += shares;
    this.settle(order, entry);
  }

  /** The OMS is told something. */
  told(view: MessageView): void {
    const clOrdId = view.text(Tag.ClOrdID) ?? '';
    const order = this.requests.get(clOrdId) ?? clOrdId;
    const entry = this.open.get(order);
    if (view.msgType !== '8' && view.msgType !== '9') return this.fault(`MsgType ${view.msgType}: ${view.text(Tag.Text) ?? ''}`);
    if (!entry) return this.fault(`${clOrdId}: a report about an order that is settled or was never sent`);
    if (view.msgType === '8') this.report(order, entry, view);
    this.close(entry, view);
    const answers = view.msgType === '9' || '45'.includes(view.text(Tag.ExecType) ?? '?');
    if (answers) entry.asked.delete(clOrdId);
    this.settle(order, entry);
  }

  fault(text: string): void {
    this.faults++;
    if (this.faultTexts.length < MOST_TEXTS) this.faultTexts.push(text);
  }

  /** Orders that are not settled, with what is missing, at most 20. */
  unsettled(): string[] {
    const rows = [...this.open].slice(0, MOST_TEXTS);
    return rows.map(([order, e]) => {
      const asked = e.asked.size > 0 ? `, unanswered ${[...e.asked].join(' ')}` : '';
      return `${order}: ${e.closed ? 'closed' : 'open'}, venue ${e.venueCum}, OMS ${e.omsCum}${asked}`;
    });
  }

  get openOrders(): number {
    return this.open.size;
  }

  private report(order: string, entry: Entry, view: MessageView): void {
    const cum = view.int(Tag.CumQty) ?? -1;
    const last = view.text(Tag.ExecType) === 'F' ? (view.int(Tag.LastQty) ?? -1) : 0;
    if (cum !== entry.omsCum + last) this.fault(`${order}: CumQty ${cum} after ${entry.omsCum} and LastQty ${last}`);
    entry.omsCum = cum;
  }

  /** OrdStatus (39): of an OrderCancelReject, too, for a fill behind a pending cancel is told as PendingCancel (B.1 of the state change matrices). */
  private close(entry: Entry, view: MessageView): void {
    const status = view.text(Tag.OrdStatus) ?? '';
    if (!CLOSED.has(status) || entry.closed) return;
    entry.closed = true;
    this.counts[status === '8' ? 'denied' : status === '2' ? 'filled' : 'cancelled']++;
  }

  private settle(order: string, { closed, venueCum, omsCum, asked, names }: Entry): void {
    if (!closed || venueCum !== omsCum || asked.size > 0) return;
    this.open.delete(order);
    for (const name of names) this.requests.delete(name);
    this.counts.settled++;
  }
}
