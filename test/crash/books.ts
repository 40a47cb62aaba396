import { Books } from '../../src/core/books';
import { type Parent, workingQty } from '../../src/core/order/parent';
import { SqliteJournal } from '../../src/journal/sqlite-journal';

/** What a journal tells of the orders in doubt, and where its books did not add up. */
export interface FoldedJournal {
  readonly faults: string[];
  /** Orders that the venue was asked about, and how many of them had never arrived. */
  readonly asked: number;
  readonly notSent: number;
  /** Closed orders that left the books, and those that came back because somebody named them. */
  readonly archived: number;
  readonly recalled: number;
}

/**
 * Folds a journal turn by turn, as a restart at any of them would: a parent's CumQty is always the sum of its children's, and what is filled
 * and what may still fill never exceed what was ordered.
 */
export function foldJournal(file: string): FoldedJournal {
  const journal = new SqliteJournal(file, { durability: 'process', readonly: true });
  const books = new Books();
  const faults: string[] = [];
  let asked = 0;
  let notSent = 0;
  let archived = 0;
  let recalled = 0;
  for (const { seq, at, facts } of journal.turns()) {
    for (const fact of facts) {
      books.apply(fact, seq, at);
      if (fact.type === 'ChildStatusAsked') asked++;
      if (fact.type === 'ChildOrderNotSent') notSent++;
      if (fact.type === 'ClosedOrdersArchived') archived += fact.parentIds.length;
      if (fact.type === 'OrderRecalled') recalled++;
    }
    for (const parent of books.working) faults.push(...unsound(parent).map(why => `turn ${seq}: ${parent.clOrdId}: ${why}`));
  }
  journal.close();
  return { faults, asked, notSent, archived, recalled };
}

function unsound(parent: Parent): string[] {
  const { cumQty, orderQty } = parent.state;
  const ofChildren = parent.children.reduce((sum, c) => sum + c.state.cumQty, 0);
  const most = cumQty + workingQty(parent);
  return [
    ...(cumQty === ofChildren ? [] : [`CumQty ${cumQty}, its children's ${ofChildren}`]),
    ...(most <= orderQty ? [] : [`${most} may fill of ${orderQty}`]),
  ];
}
