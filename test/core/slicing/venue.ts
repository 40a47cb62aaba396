import type { Rig } from '../rig';

/** How a venue treats what comes next. */
export type Mood = 'fill' | 'part' | 'rest' | 'refuse' | 'silent';

interface Order {
  clOrdId: string;
  qty: number;
  price: string;
  cum: number;
  open: boolean;
  readonly immediate: boolean;
  /** What it was told and has not answered, in the order it came. */
  readonly owed: (() => void)[];
}

/** A venue that answers each order, replace and cancel by the mood that it is in, and keeps account of what it traded. Quantities in hundredths. */
export class MoodyVenue {
  readonly orders: Order[] = [];
  private readonly fills: { readonly order: Order; readonly execId: string; readonly qty: number }[] = [];
  private execs = 0;
  private refusals = 0;

  constructor(
    private readonly rig: Rig,
    private readonly mood: () => Mood,
  ) {}

  /** What was traded and not busted. */
  get traded(): number {
    return this.fills.reduce((sum, f) => sum + f.qty, 0);
  }

  /** Reads what the gateway said and answers it. */
  answer(): void {
    for (const line of this.rig.heard()) {
      const [kind = '', names = '', terms = ''] = line.split(' ');
      if (kind === 'D') this.entered(names, terms);
      else if (kind === 'G' || kind === 'F') this.asked(kind, names.split('<') as [string, string], terms);
    }
  }

  /** What it kept to itself so far is answered. */
  wake(): void {
    for (const order of this.orders) for (const act of order.owed.splice(0)) act();
  }

  /** Takes back the latest trade that stands. */
  bust(): void {
    const fill = this.fills.pop();
    if (!fill) return;
    fill.order.cum -= fill.qty;
    // an order that rests is open again; an immediate one is over
    fill.order.open ||= fill.order.cum + fill.qty >= fill.order.qty && !fill.order.immediate;
    this.rig.report(fill.order.clOrdId, 'H', { execRefId: fill.execId, execId: `B${++this.execs}` });
  }

  private entered(clOrdId: string, terms: string): void {
    const [qty = '', price = ''] = terms.split('@');
    const immediate = this.rig.books.children.get(clOrdId)!.timeInForce === '3';
    const order: Order = { clOrdId, qty: Math.round(Number(qty) * 100), price, cum: 0, open: true, immediate, owed: [] };
    this.orders.push(order);
    const mood = this.mood();
    // what is left of a lot is asked for once: a venue that refuses that has said its last word
    const { lot } = this.rig.books.instruments.get('ACME')!;
    if (mood === 'refuse' && order.qty >= lot && this.refusals++ < 3) {
      order.open = false;
      this.rig.report(clOrdId, '8');
    } else if (mood === 'silent') order.owed.push(() => this.take(order, 'rest'));
    else this.take(order, mood);
  }

  private take(order: Order, mood: Mood): void {
    this.rig.ack(order.clOrdId);
    this.trade(order, mood);
    this.endImmediate(order);
  }

  private trade(order: Order, mood: Mood): void {
    const left = order.qty - order.cum;
    // a part may be finer than a lot: fills are
    const qty = mood === 'fill' ? left : mood === 'part' ? Math.ceil(left / 3) : 0;
    if (!order.open || qty <= 0) return;
    order.cum += qty;
    const execId = `F${++this.execs}`;
    this.fills.push({ order, execId, qty });
    this.rig.fill(order.clOrdId, String(qty / 100), '100', { execId });
    if (order.cum >= order.qty) order.open = false;
  }

  private endImmediate(order: Order): void {
    if (!order.open || !order.immediate) return;
    order.open = false;
    this.rig.report(order.clOrdId, '4');
  }

  private asked(kind: string, [clOrdId, orig]: [string, string], terms: string): void {
    const order = this.orders.find(o => o.clOrdId === orig || orig.startsWith(`${o.clOrdId}R`) || sameChild(o.clOrdId, orig))!;
    const mood = this.mood();
    const act = (): void => (kind === 'G' ? this.replace(order, clOrdId, terms, mood) : this.cancel(order, clOrdId, mood));
    if (mood === 'silent') order.owed.push(act);
    else act();
  }

  private replace(order: Order, clOrdId: string, terms: string, mood: Mood): void {
    if (!order.open || mood === 'refuse') return void this.rig.refuse(clOrdId, order.clOrdId);
    const [qty = '', price = ''] = terms.split('@');
    order.qty = Math.max(order.cum, Math.round(Number(qty) * 100));
    order.price = price;
    order.clOrdId = clOrdId;
    this.rig.replaced(clOrdId, String(order.qty / 100), price);
    if (order.cum >= order.qty) order.open = false;
    this.trade(order, mood);
  }

  private cancel(order: Order, clOrdId: string, mood: Mood): void {
    if (mood === 'part') this.trade(order, mood);
    if (!order.open) return void this.rig.refuse(clOrdId, order.clOrdId);
    order.open = false;
    this.rig.report(clOrdId, '4');
  }
}

const sameChild = (a: string, b: string): boolean => a.split('R')[0] === b.split('R')[0];
