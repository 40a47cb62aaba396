import { join } from 'node:path';
import { Books } from '../../src/core/books';
import type { Fact } from '../../src/core/facts';
import type { Instrument } from '../../src/core/instruments';
import { priceText, qtyText } from '../../src/core/instruments';
import { addExact, divideToText, type Exact, exactFromText, mulExact, ZERO } from '../../src/core/numbers';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import type { Program } from './processes';

/** What one side says of an order, as text: CumQty, AvgPx and how many fills (ExecIDs) it counted. */
export type Row = string;
/** By a ClOrdID. */
export type List = ReadonlyMap<string, Row>;

/** What the gateway's journal says. */
export interface JournalLists {
  /** By the OMS's ClOrdID: the last report about the order, and how many fills were reported. */
  readonly reported: List;
  /** By the ClOrdID of a child sent to the venue: the sums of the fills booked. */
  readonly booked: List;
  /** The OMS's ClOrdID of a child. */
  readonly parentOf: ReadonlyMap<string, string>;
  /** Whose numbers began again at 1, and why. */
  readonly resets: readonly string[];
}

const AVG_PX_DECIMALS = 8;
const rowText = (cumQty: string, avgPx: string, fills: number): Row => `${cumQty} at ${avgPx} in ${fills}`;

/** The lines that a QuickFIX program ends with: `key` names the order, `order` with the OMS and `booked` with the venue. */
export function listOf(program: Program, key: 'order' | 'booked'): List {
  const rows = program.lines.filter(l => l.startsWith(`{"${key}"`)).map(l => JSON.parse(l) as Told);
  return new Map(rows.map(r => [r[key]!, rowText(plain(r.cumQty), plain(r.avgPx), r.fills)]));
}

interface Told {
  readonly order?: string;
  readonly booked?: string;
  readonly cumQty: string;
  readonly avgPx: string;
  readonly fills: number;
}

/** 90.50000000 as 90.5, 0.00000000 as 0. */
const plain = (decimal: string): string => decimal.replace(/\.?0*$/, '');

/** Reads the journal of a gateway that was stopped. */
export function journalLists(data: string): JournalLists {
  const journal = new SqliteJournal(join(data, 'journal.db'), { durability: 'process', readonly: true });
  const lists = new ListMaker();
  for (const { seq, at, facts } of journal.turns())
    for (const fact of facts) {
      lists.books.apply(fact, seq, at);
      lists.take(fact);
    }
  journal.close();
  return lists.made();
}

/** Fills of a child, summed up from the facts and by nothing that the gateway computed. */
class Fills {
  qty: Exact = ZERO;
  cost: Exact = ZERO;
  readonly execIds = new Set<string>();

  add(fill: Extract<Fact, { type: 'ChildOrderFilled' }>, instrument: Instrument): void {
    const lastQty = exactFromText(qtyText(instrument, fill.lastQty))!;
    this.qty = addExact(this.qty, lastQty);
    this.cost = addExact(this.cost, mulExact(lastQty, exactFromText(priceText(instrument, fill.lastPx))!));
    this.execIds.add(fill.execId);
  }

  row(): Row {
    if (this.qty.n === 0n) return rowText('0', '0', 0);
    return rowText(
      divideToText(this.qty, ONE, AVG_PX_DECIMALS),
      divideToText(this.cost, this.qty, AVG_PX_DECIMALS),
      this.execIds.size,
    );
  }
}

const ONE = exactFromText('1')!;

class ListMaker {
  readonly books = new Books();
  private readonly reported = new Map<string, Row>();
  private readonly told = new Map<string, number>();
  private readonly children = new Map<string, Fills>();
  private readonly parentOf = new Map<string, string>();
  private readonly resets: string[] = [];

  take(fact: Fact): void {
    const { books } = this;
    switch (fact.type) {
      case 'ParentOrderDenied':
        this.reported.set(fact.clOrdId, rowText('0', '0', 0));
        return;
      case 'ParentReported': {
        const { received, instrument } = books.parents.get(fact.parentId)!;
        const fills = (this.told.get(fact.parentId) ?? 0) + (fact.execType === 'F' ? 1 : 0);
        this.told.set(fact.parentId, fills);
        this.reported.set(received.clOrdId, rowText(qtyText(instrument, fact.cumQty), fact.avgPx, fills));
        return;
      }
      case 'ChildOrderReleased':
        this.children.set(fact.childId, new Fills());
        this.parentOf.set(fact.childId, books.parentOf(books.children.get(fact.childId)!).received.clOrdId);
        return;
      case 'ChildOrderFilled': {
        const { instrument } = books.parentOf(books.children.get(fact.childId)!);
        this.children.get(fact.childId)!.add(fact, instrument);
        return;
      }
      case 'SessionReset':
        this.resets.push(`${fact.session.split('->')[1]}: ${fact.cause}`);
        return;
      default:
    }
  }

  made(): JournalLists {
    const booked = new Map([...this.children].map(([id, fills]) => [id, fills.row()]));
    return { reported: this.reported, booked, parentOf: this.parentOf, resets: this.resets };
  }
}

/**
 * Where the OMS, the journal and the venue do not say the same of an order. An order that was sent and never came to the venue has nothing
 * booked.
 */
export function disagreements(oms: List, journal: JournalLists, venue: List): string[] {
  const { reported, booked, parentOf } = journal;
  const faults: string[] = [];
  for (const id of new Set([...oms.keys(), ...reported.keys()]))
    if (oms.get(id) !== reported.get(id)) faults.push(`${id}: the OMS has ${oms.get(id)}, the journal ${reported.get(id)}`);
  for (const id of new Set([...booked.keys(), ...venue.keys()])) {
    const theirs = venue.get(id) ?? rowText('0', '0', 0);
    const order = parentOf.get(id)!;
    if (booked.get(id) !== theirs) faults.push(`${id} (${order}): the journal has ${booked.get(id)}, the venue ${theirs}`);
    if (reported.get(order) !== theirs) faults.push(`${order}: reported ${reported.get(order)}, the venue has ${theirs}`);
  }
  return faults;
}
