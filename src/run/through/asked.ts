import type { Micros } from '../../core/numbers';
import type { LoggedMessage } from '../../drop-copy/read/message';
import type { RebuiltOrder } from '../../drop-copy/rebuild/order';
import { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import { readStrategy } from '../../fix/translate/strategy';
import { versionOf } from '../backtest/logged-order';
import type { Amendment, NewOrder } from '../order-client-messages';

/** The words of a NewOrderSingle (D) in a log, as text. */
export interface AskedOrder extends NewOrder {
  /** OrdType (40). */
  readonly ordType: string;
  /** SendingTime (52), else TransactTime (60); undefined where it has neither. */
  readonly sent: Micros | undefined;
}

/** A cancel (F), or with `to` a replace (G), in a log. */
export interface AskedChange {
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly sent: Micros;
  readonly to: Amendment | undefined;
}

/** What clients asked for in a log: what rebuilding orders does not keep, for it is about what came of them. A request that was sent again counts once. */
export class Asked {
  private readonly view = new MessageView();
  private readonly orders = new Map<string, AskedOrder>();
  private readonly changes = new Map<string, AskedChange[]>();

  message({ buf, start, end }: LoggedMessage): void {
    const { view } = this;
    if (!view.read(buf, start, end)) return;
    const { msgType } = view;
    if (msgType !== 'D' && msgType !== 'F' && msgType !== 'G') return;
    const session = `${view.text(Tag.SenderCompID)}->${view.text(Tag.TargetCompID)}`;
    const clOrdId = view.text(Tag.ClOrdID);
    if (clOrdId === undefined) return;
    const sent = view.utcMicros(Tag.SendingTime) ?? view.utcMicros(Tag.TransactTime);
    if (msgType === 'D') this.order(keyOf(session, clOrdId), sent);
    else if (sent !== undefined) this.change(session, { clOrdId, sent, to: msgType === 'G' ? amendmentOf(view) : undefined });
  }

  /** The words of an order; undefined where the log has reports of it only. */
  of({ session, clOrdIds }: RebuiltOrder): AskedOrder | undefined {
    const [first] = clOrdIds;
    return first === undefined ? undefined : this.orders.get(keyOf(session, first));
  }

  /** What was asked of an order later on, by time; requests that were refused too. */
  changesOf({ session, clOrdIds }: RebuiltOrder): AskedChange[] {
    const known = new Set(clOrdIds);
    const found: AskedChange[] = [];
    // a set that grows while it is walked: a request may name one that was refused
    for (const id of known)
      for (const change of this.changes.get(keyOf(session, id)) ?? []) {
        found.push(change);
        known.add(change.clOrdId);
      }
    return found.sort((a, b) => a.sent - b.sent);
  }

  private order(key: string, sent: Micros | undefined): void {
    if (!this.orders.has(key)) this.orders.set(key, { ...wordsOf(this.view), sent });
  }

  private change(session: string, told: Omit<AskedChange, 'origClOrdId'>): void {
    const origClOrdId = this.view.text(Tag.OrigClOrdID);
    if (origClOrdId === undefined) return;
    const key = keyOf(session, origClOrdId);
    const before = this.changes.get(key);
    if (before?.some(c => c.clOrdId === told.clOrdId)) return;
    const change = { ...told, origClOrdId };
    if (before) before.push(change);
    else this.changes.set(key, [change]);
  }
}

const keyOf = (session: string, clOrdId: string): string => `${session} ${clOrdId}`;

function wordsOf(view: MessageView): Omit<AskedOrder, 'sent'> {
  const asked = readStrategy(view, versionOf(view.text(Tag.BeginString) ?? ''));
  const ordType = view.text(Tag.OrdType) ?? '';
  return {
    side: view.text(Tag.Side) ?? '',
    symbol: view.text(Tag.Symbol) ?? '',
    orderQty: view.text(Tag.OrderQty) ?? '',
    ordType,
    price: ordType === '2' ? view.text(Tag.Price) : undefined,
    timeInForce: view.text(Tag.TimeInForce) ?? '0',
    strategy: asked.target,
    parameters: asked.parameters,
    rate: asked.rate,
    effectiveTime: view.utcMicros(Tag.EffectiveTime),
    expireTime: view.utcMicros(Tag.ExpireTime),
  };
}

const amendmentOf = (view: MessageView): Amendment => ({
  orderQty: view.text(Tag.OrderQty) ?? '',
  price: view.text(Tag.OrdType) === '2' ? view.text(Tag.Price) : undefined,
});
