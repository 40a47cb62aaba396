import type { BookListener, NewOrder, Side, Trade } from '../../../simulator/matching/types';

/** A command to a book, as data. */
export type Command =
  | ({ readonly verb: 'enter' } & NewOrder)
  | { readonly verb: 'replace'; readonly id: number; readonly leaves: number; readonly price: number }
  | { readonly verb: 'reduce'; readonly id: number; readonly by: number }
  | { readonly verb: 'cancel'; readonly id: number };

/** What both books under test can do. */
export interface AnyBook {
  enter(order: NewOrder): string | undefined;
  replace(id: number, leaves: number, price: number): string | undefined;
  reduce(id: number, by: number): string | undefined;
  cancel(id: number): string | undefined;
}

/** Writes each event as a line: `rested 1 buy 10@100`. */
export class Recorder implements BookListener {
  readonly lines: string[] = [];

  rested(id: number, side: Side, leaves: number, price: number): void {
    this.lines.push(`rested ${id} ${side === 0 ? 'buy' : 'sell'} ${leaves}@${price}`);
  }

  traded(t: Trade): void {
    const maker = `${t.makerId}/${t.makerOwner} leaves ${t.makerLeaves}`;
    const taker = `${t.takerId}/${t.takerOwner} ${t.side === 0 ? 'buys' : 'sells'} leaves ${t.takerLeaves}`;
    this.lines.push(`traded ${t.qty}@${t.price} maker ${maker} taker ${taker}`);
  }

  cancelled(id: number, qty: number, leaves: number, reason: string): void {
    this.lines.push(`cancelled ${id} ${qty} leaves ${leaves} ${reason}`);
  }

  replaced(id: number, leaves: number, price: number, keptPlace: boolean): void {
    this.lines.push(`replaced ${id} ${leaves}@${price} ${keptPlace ? 'kept' : 'lost'}`);
  }
}

/** Runs commands; a refusal becomes a line of its own. */
export function run(book: AnyBook, lines: string[], commands: readonly Command[]): void {
  for (const c of commands) {
    const refused = apply(book, c);
    if (refused !== undefined) lines.push(`refused ${c.verb} ${c.id} ${refused}`);
  }
}

function apply(book: AnyBook, c: Command): string | undefined {
  switch (c.verb) {
    case 'enter':
      return book.enter(c);
    case 'replace':
      return book.replace(c.id, c.leaves, c.price);
    case 'reduce':
      return book.reduce(c.id, c.by);
    case 'cancel':
      return book.cancel(c.id);
  }
}
