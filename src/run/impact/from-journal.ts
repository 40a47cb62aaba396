import { Books } from '../../core/books';
import type { EstimateInputs, Fact, FactOf } from '../../core/facts';
import { mayNeverTrade } from '../../core/impact/estimator';
import { estimateInputs, isMissing, queryOf } from '../../core/impact/inputs';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import type { Metaorder } from '../../training/impact/metaorder';

/** What a journal has to fit to, and what of it is of no use, and why. */
export interface JournalOrders {
  readonly orders: readonly Metaorder[];
  /** Passed through with a limit price: such an order trades when the market comes to it, and says nothing of what trading costs. */
  readonly limits: number;
  /** Accepted orders whose market, volume or volatility was not known when they came. */
  readonly unknownMarket: number;
  /** Without a fill. */
  readonly unfilled: number;
  /** Still working at the journal's end. */
  readonly open: number;
}

interface Watched {
  readonly inputs: EstimateInputs;
  readonly cluster: string;
  readonly symbol: string;
  readonly buy: boolean;
  readonly priceScale: number;
  readonly at: Micros;
  report?: FactOf<'ParentReported'>;
  lastFill?: Micros;
}

/**
 * Orders of a journal as metaorders: what they paid on average against the mid when they were accepted, by what the books knew of their market
 * then. An order counts with what was filled of it, and for as long as that took. A cluster is a day (UTC).
 */
export function ordersOf(turns: Iterable<RecordedTurn>, daySeconds: number): JournalOrders {
  const watched = new Map<string, Watched>();
  const books = new Books();
  let [limits, unknownMarket] = [0, 0];
  for (const turn of turns)
    for (const fact of turn.facts) {
      books.apply(fact, turn.seq, turn.at);
      if (fact.type === 'ParentOrderAccepted') {
        if (mayNeverTrade(books.parents.get(fact.parentId)!)) {
          limits++;
          continue;
        }
        const found = watch(books, fact.parentId, { at: turn.at, daySeconds });
        if (found) watched.set(fact.parentId, found);
        else unknownMarket++;
      } else note(watched, fact, turn.at);
    }
  const all = [...watched.values()];
  const isOpen = (w: Watched): boolean => (w.report?.leavesQty ?? 1) > 0;
  const done = all.filter(w => !isOpen(w) && (w.report?.cumQty ?? 0) > 0);
  return {
    orders: done.map(metaorderOf),
    limits,
    unknownMarket,
    unfilled: all.filter(w => !isOpen(w) && w.report?.cumQty === 0).length,
    open: all.filter(isOpen).length,
  };
}

function watch(books: Books, parentId: string, when: { at: Micros; daySeconds: number }): Watched | undefined {
  const { instrument, side, state } = books.parents.get(parentId)!;
  const inputs = estimateInputs(instrument, { qty: state.orderQty, duration: 0 }, { books, ...when });
  if (isMissing(inputs)) return undefined;
  const { symbol, priceScale } = instrument;
  const cluster = new Date(when.at / 1000).toISOString().slice(0, 10);
  return { inputs, cluster, symbol, buy: isBuy(side), priceScale, at: when.at };
}

function note(watched: Map<string, Watched>, fact: Fact, at: Micros): void {
  if (fact.type !== 'ParentReported') return;
  const order = watched.get(fact.parentId);
  if (!order) return;
  order.report = fact;
  if (fact.event === 'Filled') order.lastFill = at;
}

function metaorderOf({ inputs, cluster, symbol, buy, priceScale, at, report, lastFill }: Watched): Metaorder {
  const duration = ((lastFill ?? at) - at) / 1_000_000;
  const { earlier: _none, ...query } = queryOf({ ...inputs, qty: report!.cumQty, duration });
  const paid = Number(report!.avgPx) * 10 ** priceScale;
  const cost = ((buy ? 1 : -1) * (paid - inputs.mid) * 10_000) / inputs.mid;
  return { cluster, symbol, buy, start: (at % 86_400_000_000) / 1_000_000, query, cost };
}
