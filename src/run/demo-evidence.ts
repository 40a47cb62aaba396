import { Books } from '../core/books';
import type { Fact, FactOf } from '../core/facts';
import { priceText, qtyText } from '../core/instruments';
import { addExact, divideToText, type Exact, exactFromText, formatDecimal, mulExact, unitsOf, ZERO } from '../core/numbers';
import { isBuy, type Parent, workingQty } from '../core/order/parent';
import { SqliteJournal } from '../journal/sqlite-journal';
import type { VenueBook } from './demo-venue';

/** What the journal says of a parent. Quantities and prices as decimal text. */
export interface Evidence {
  readonly clOrdId: string;
  readonly children: number;
  /** Trades that the venue reported, each ExecID once. */
  readonly fills: number;
  /** Their sum, less what was busted: what the parent's CumQty must be. */
  readonly filledQty: string;
  /** The same by the venue's own book, whatever of it arrived. */
  readonly venueQty: string;
  readonly cumQty: string;
  readonly avgPx: string;
  /** Middle of best bid and best ask when the order was taken in; undefined where the market was not two-sided. */
  readonly arrivalMid: string | undefined;
  /** Against the arrival mid, in basis points, two decimals; positive is worse. undefined without a fill or a mid. */
  readonly slippageBps: string | undefined;
  /** Turns after which filled and working quantity together were above the parent's, by more than the venue filled after its cancel acks. */
  readonly overcommitted: readonly number[];
  /** ExecIDs of the venue that were booked more than once. */
  readonly bookedTwice: readonly string[];
}

interface Draft {
  mid: Exact | undefined;
  /** By ExecID of the report that it was told with last. */
  readonly trades: Map<string, Exact>;
  readonly execIds: Set<string>;
  readonly booked: Map<string, number>;
  readonly over: { readonly seq: number; readonly by: number }[];
}

/** Folds a journal into what it and the venue's own book say of every parent that was proposed, by its first ClOrdID. */
export function evidenceOf(journalFile: string, venue: VenueBook): Map<string, Evidence> {
  const journal = new SqliteJournal(journalFile, { durability: 'process', readonly: true });
  const books = new Books();
  const drafts = new Map<string, Draft>();
  try {
    for (const turn of journal.turns()) {
      for (const fact of turn.facts) {
        books.apply(fact, turn.seq, turn.at);
        note(fact, books, drafts);
      }
      for (const [parentId, draft] of drafts) {
        const { state, accepted } = books.parents.get(parentId)!;
        const parent = books.parents.get(parentId)!;
        const by = state.cumQty + workingQty(parent) - state.orderQty;
        if (accepted && by > 0) draft.over.push({ seq: turn.seq, by });
      }
    }
  } finally {
    journal.close();
  }
  return new Map(
    [...drafts].map(([id, draft]) => {
      const parent = books.parents.get(id)!;
      const mine = (clOrdId: string): boolean => books.childNamed(clOrdId)?.parentId === id;
      const told = { qty: venue.filled(mine), late: venue.filledLate(mine) };
      return [parent.received.clOrdId, conclude(parent, draft, told)];
    }),
  );
}

function note(fact: Fact, books: Books, drafts: Map<string, Draft>): void {
  switch (fact.type) {
    case 'ParentOrderProposed':
      drafts.set(fact.parentId, {
        mid: midOf(fact.symbol, books),
        trades: new Map(),
        execIds: new Set(),
        booked: new Map(),
        over: [],
      });
      return;
    case 'VenueReportReceived':
      return trade(fact, books, drafts);
    case 'ChildOrderFilled': {
      const { booked } = drafts.get(books.children.get(fact.childId)!.parentId)!;
      booked.set(fact.execId, (booked.get(fact.execId) ?? 0) + 1);
      return;
    }
    default:
  }
}

/** The venue's own word on a trade (150=F), its bust (H) or its correction (G), as it came in; one that it repeats counts once. */
function trade(fact: FactOf<'VenueReportReceived'>, books: Books, drafts: Map<string, Draft>): void {
  const child = books.childNamed(fact.clOrdId);
  const draft = drafts.get(child?.parentId ?? '');
  if (!draft || draft.execIds.has(fact.execId)) return;
  const { execType, execId, execRefId = '' } = fact;
  if (execType === 'G' || execType === 'H') draft.trades.delete(execRefId);
  if (execType === 'F') draft.execIds.add(execId);
  if (execType === 'F' || execType === 'G') draft.trades.set(execId, exactFromText(fact.lastQty ?? '0') ?? ZERO);
}

function midOf(symbol: string, books: Books): Exact | undefined {
  const quote = books.quotes.get(symbol);
  const instrument = books.instruments.get(symbol);
  if (quote?.bid === undefined || quote.ask === undefined || !instrument) return undefined;
  return { n: BigInt(quote.bid + quote.ask) * 5n, scale: instrument.priceScale + 1 };
}

function conclude(parent: Parent, draft: Draft, venue: { qty: Exact; late: Exact }): Evidence {
  const { instrument, state } = parent;
  const filled = [...draft.trades.values()].reduce(addExact, ZERO);
  const late = unitsOf(formatDecimal(venue.late.n, venue.late.scale), instrument.qtyScale) ?? 0;
  return {
    clOrdId: parent.received.clOrdId,
    children: parent.children.length,
    fills: draft.execIds.size,
    filledQty: formatDecimal(filled.n, filled.scale),
    venueQty: formatDecimal(venue.qty.n, venue.qty.scale),
    cumQty: qtyText(instrument, state.cumQty),
    avgPx: averageOf(parent, 4),
    arrivalMid: draft.mid && formatDecimal(draft.mid.n, draft.mid.scale),
    slippageBps: draft.mid && state.cumQty > 0 ? slippage(parent, draft.mid) : undefined,
    overcommitted: draft.over.filter(({ by }) => by > late).map(({ seq }) => seq),
    bookedTwice: [...draft.booked].filter(([, times]) => times > 1).map(([execId]) => execId),
  };
}

const quantityOf = (p: Parent): Exact => ({ n: BigInt(p.state.cumQty), scale: p.instrument.qtyScale });

const averageOf = (p: Parent, decimals: number): string =>
  p.state.cumQty > 0 ? divideToText(p.state.cost, quantityOf(p), decimals) : priceText(p.instrument, 0);

/** (cost - CumQty x mid) / (CumQty x mid) x 10,000 for a buy, the negative of it for a sell. Exact up to the last rounding. */
function slippage(parent: Parent, mid: Exact): string {
  const atMid = mulExact(quantityOf(parent), mid);
  const worse = addExact(parent.state.cost, { n: -atMid.n, scale: atMid.scale });
  const sign = isBuy(parent.side) ? 10_000n : -10_000n;
  return divideToText({ n: worse.n * sign, scale: worse.scale }, atMid, 2);
}
