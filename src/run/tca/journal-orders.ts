import { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import { decimalsOf, formatDecimal, type Micros, parseDecimal } from '../../core/numbers';
import { isOpen, newOrder } from '../../core/order/order';
import type { TcaOrders } from '../../drop-copy/tca/analyse';
import { Takes } from '../impact/takes';
import { type Draft, type DraftFill, draftOfChild, draftOfParent, rebuiltOf } from './journal-draft';
import { JournalMarket } from './journal-market';

/** The orders of a journal, and the market that it holds. */
export interface JournalOrders extends TcaOrders {
  readonly market: JournalMarket;
}

/**
 * Parents and children of a journal, by its facts. Times are those of the gateway: when it received what it was told. Whether a fill took is inferred (`Takes`), and what
 * fills cost beside is not in a journal.
 */
export function journalOrders(turns: Iterable<RecordedTurn>): JournalOrders {
  const reader = new Reader();
  let end: Micros = 0;
  for (const turn of turns) {
    end = turn.at;
    for (const fact of turn.facts) {
      reader.books.apply(fact, turn.seq, turn.at);
      reader.note(fact, turn.at);
    }
  }
  const orders = reader.all.map(rebuiltOf);
  return { orders: () => orders, end, market: reader.market };
}

class Reader {
  readonly books = new Books();
  readonly market = new JournalMarket();
  readonly all: Draft[] = [];
  private readonly takes = new Takes(this.books);
  private readonly parents = new Map<string, Draft>();
  private readonly children = new Map<string, Draft>();

  note(fact: Fact, at: Micros): void {
    this.takes.note(fact, at);
    switch (fact.type) {
      case 'QuoteReceived':
        return this.market.quote(fact, at);
      case 'ParentOrderProposed':
        return void this.parentOf(fact.parentId, at);
      case 'ParentOrderDenied':
        return this.denied(fact, at);
      case 'ParentReported':
        return this.reported(fact, at);
      case 'ParentRequestDenied':
        if (fact.parentId !== undefined) this.parentOf(fact.parentId, at).refused++;
        return;
      case 'ChildOrderReleased':
        return void this.childOf(fact.childId, at);
      case 'ChildOrderFilled':
        return this.filled(fact, at);
      case 'ChildTradeCanceled':
      case 'ChildTradeCorrected':
        return this.changed(fact);
      default:
        this.childEnds(fact, at);
    }
  }

  private parentOf(parentId: string, at: Micros): Draft {
    let draft = this.parents.get(parentId);
    if (!draft) {
      draft = draftOfParent(this.all.length, this.books.parents.get(parentId)!, at);
      this.parents.set(parentId, draft);
      this.all.push(draft);
    }
    return draft;
  }

  private childOf(childId: string, at: Micros): Draft {
    let draft = this.children.get(childId);
    if (!draft) {
      const child = this.books.children.get(childId)!;
      const parent = this.parentOf(child.parentId, at);
      draft = draftOfChild(this.all.length, parent, child, at);
      this.children.set(childId, draft);
      this.all.push(draft);
    }
    return draft;
  }

  /** An order that was refused before it had an id is known by what it asked for. */
  private denied({ parentId, session, clOrdId, symbol, side, orderQty }: FactOf<'ParentOrderDenied'>, at: Micros): void {
    if (this.books.parents.has(parentId)) {
      this.parentOf(parentId, at).ended ??= at;
      return;
    }
    const qtyScale = decimalsOf(orderQty);
    const qty = parseDecimal(orderQty, qtyScale);
    const asked = newOrder(typeof qty === 'number' ? qty : 0, undefined);
    this.all.push({
      index: this.all.length,
      about: { session, clOrdIds: [clOrdId], symbol, side, ordType: '', timeInForce: '', destination: session },
      scales: { qtyScale, priceScale: 0 },
      received: at,
      ended: at,
      state: () => ({ ...asked, closed: 'Rejected' }),
      fills: [],
      replaced: 0,
      refused: 0,
    });
  }

  private reported({ parentId, event }: FactOf<'ParentReported'>, at: Micros): void {
    const parent = this.books.parents.get(parentId);
    if (!parent) return;
    const draft = this.parentOf(parentId, at);
    if (event === 'Replaced') draft.replaced++;
    draft.ended = isOpen(parent.state) ? undefined : (draft.ended ?? at);
  }

  private filled(fact: FactOf<'ChildOrderFilled'>, at: Micros): void {
    const child = this.books.children.get(fact.childId)!;
    const { instrument } = this.books.parentOf(child);
    const fill: DraftFill = {
      execId: fact.execId,
      at,
      qty: fact.lastQtyText ?? formatDecimal(fact.lastQty, instrument.qtyScale),
      px: fact.lastPxText ?? formatDecimal(fact.lastPx, instrument.priceScale),
      liquidity: this.takes.took(fact.childId, at) ? '2' : '1',
      venue: child.venue ?? '',
      busted: false,
    };
    const draft = this.childOf(fact.childId, at);
    draft.fills.push(fill);
    this.parentOf(child.parentId, at).fills.push(fill);
    if (!isOpen(child.state)) draft.ended ??= at;
  }

  private changed(fact: FactOf<'ChildTradeCanceled' | 'ChildTradeCorrected'>): void {
    const draft = this.children.get(fact.childId);
    const fill = draft?.fills.find(f => f.execId === fact.execRefId);
    if (!draft || !fill) return;
    if (fact.type === 'ChildTradeCanceled' || fact.lastQty === 0) {
      fill.busted = true;
      return;
    }
    const { qtyScale, priceScale } = draft.scales;
    fill.qty = fact.lastQtyText ?? formatDecimal(fact.lastQty, qtyScale);
    fill.px = fact.lastPxText ?? formatDecimal(fact.lastPx, priceScale);
    fill.execId = fact.execId;
  }

  private childEnds(fact: Fact, at: Micros): void {
    if (!ENDS.has(fact.type) || !('childId' in fact)) return;
    const draft = this.children.get(fact.childId);
    if (draft) draft.ended ??= at;
  }
}

const ENDS: ReadonlySet<Fact['type']> = new Set([
  'ChildOrderCanceled',
  'ChildOrderExpired',
  'ChildOrderDoneForDay',
  'ChildOrderRejected',
  'ChildOrderNotSent',
]);
