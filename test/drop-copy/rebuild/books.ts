import { Books } from '../../../src/core/books';
import type { Fact, FactOf } from '../../../src/core/facts';
import type { Instrument } from '../../../src/core/instruments';
import type { Journal } from '../../../src/core/journal-port';
import { divideToText, formatDecimal } from '../../../src/core/numbers';
import { avgPxText } from '../../../src/core/order/cost';
import { leavesQty, type OrderState, ordStatus } from '../../../src/core/order/order';
import type { RebuiltOrder } from '../../../src/drop-copy/rebuild/order';

/** An order as both sides of the comparison write it down: all of its state, in decimal text. */
export interface Told {
  readonly clOrdIds: readonly string[];
  readonly orderId: string | undefined;
  readonly symbol: string;
  readonly side: string;
  readonly parent: string | undefined;
  readonly state: Readonly<Record<string, unknown>>;
  /** ExecID, quantity and price of each fill that counts. */
  readonly fills: readonly string[];
}

interface Scales {
  readonly qty: number;
  readonly px: number;
}

const stateOf = (s: OrderState, { qty, px }: Scales, avgPx: string) => ({
  orderQty: formatDecimal(s.orderQty, qty),
  price: s.price === undefined ? undefined : formatDecimal(s.price, px),
  cumQty: formatDecimal(s.cumQty, qty),
  cost: formatDecimal(s.cost.n, s.cost.scale),
  avgPx,
  leavesQty: formatDecimal(leavesQty(s), qty),
  ordStatus: ordStatus(s),
  closed: s.closed,
  doneForDay: s.doneForDay,
  suspended: s.suspended,
  pending: s.pending.map(p => `${p.kind} ${p.clOrdId}`),
});

/** Every order that a journal's facts come to: parents by their ClOrdID, children by theirs. */
export function booksOf(journal: Journal): Map<string, Told> {
  const books = new Books();
  const reported = new Map<string, Map<string, string>>();
  for (const { seq, at, facts } of journal.turns())
    for (const fact of facts) {
      books.apply(fact, seq, at);
      note(fact, books, reported);
    }
  const told = new Map<string, Told>();
  for (const p of books.parents.values()) {
    const { instrument, clOrdIds, parentId, side } = p;
    told.set(clOrdIds[0]!, {
      ...{ clOrdIds, orderId: parentId, symbol: instrument.symbol, side, parent: undefined },
      state: ofInstrument(p.state, instrument),
      fills: [...(reported.get(parentId)?.values() ?? [])],
    });
    for (const c of p.children) {
      if (c.venue === undefined) continue; // denied by us: it was never sent
      const requests = Array.from({ length: c.requests }, (_, n) => `${c.childId}R${n + 1}`);
      const fills = c.fills.filter(f => !f.superseded && f.trade.lastQty > 0);
      told.set(c.childId, {
        ...{ clOrdIds: [c.childId, ...requests], orderId: c.venueOrderId, symbol: instrument.symbol, side, parent: clOrdIds[0] },
        state: ofInstrument(c.state, instrument),
        fills: fills.map(f => fillText(f.execId, f.trade.lastQty, f.trade.lastPx, instrument)),
      });
    }
  }
  return told;
}

const fillText = (execId: string, qty: number, px: number, { qtyScale, priceScale }: Instrument): string =>
  `${execId} ${formatDecimal(qty, qtyScale)}@${formatDecimal(px, priceScale)}`;

const ofInstrument = (s: OrderState, i: Instrument) => stateOf(s, { qty: i.qtyScale, px: i.priceScale }, avgPxText(i, s));

/** Fills as the OMS was told of them, by our ExecID; what was busted is taken out again. */
function note(fact: Fact, books: Books, reported: Map<string, Map<string, string>>): void {
  if (fact.type !== 'ParentReported') return;
  const fills = reported.get(fact.parentId) ?? new Map<string, string>();
  reported.set(fact.parentId, fills);
  const { instrument } = books.parents.get(fact.parentId)!;
  const r: FactOf<'ParentReported'> = fact;
  if (r.event === 'Filled') fills.set(r.execId, fillText(r.execId, r.lastQty!, r.lastPx!, instrument));
  if (r.event === 'TradeCanceled') fills.delete(r.execRefId!);
}

/** The same of orders that logs come to; the AvgPx with so many decimals as the gateway writes. */
export function rebuiltOf(orders: Iterable<RebuiltOrder>, instruments: ReadonlyMap<string, number>): Map<string, Told> {
  const told = new Map<string, Told>();
  const first = new Map<number, string>();
  for (const o of orders) {
    first.set(o.index, o.clOrdIds[0]!);
    const scales = { qty: o.qtyScale, px: o.pxScale };
    const { cumQty, cost } = o.state;
    const decimals = instruments.get(o.symbol)!;
    const avgPx = cumQty === 0 ? '0' : divideToText(cost, { n: BigInt(cumQty), scale: o.qtyScale }, decimals);
    told.set(o.clOrdIds[0]!, {
      ...{ clOrdIds: o.clOrdIds, orderId: o.orderId, symbol: o.symbol, side: o.side },
      parent: o.parent === undefined ? undefined : first.get(o.parent),
      state: stateOf(o.state, scales, avgPx),
      fills: o.fills
        .filter(f => !f.busted)
        .map(f => `${f.execId} ${formatDecimal(f.qty, o.qtyScale)}@${formatDecimal(f.px, o.pxScale)}`),
    });
  }
  return told;
}
