import type {
  AuctionKind,
  BookListener,
  ChangedTerms,
  Indicative,
  NewOrder,
  Side,
  Trade,
} from '../../../simulator/matching/types';

/** A command to a book, as data. */
export type Command =
  | ({ readonly verb: 'enter' } & NewOrder)
  | {
      readonly verb: 'replace';
      readonly id: number;
      readonly leaves: number;
      readonly price: number | undefined;
      readonly changed?: ChangedTerms | undefined;
    }
  | { readonly verb: 'reduce'; readonly id: number; readonly by: number }
  | { readonly verb: 'cancel'; readonly id: number }
  | { readonly verb: 'collect' }
  /** Collects orders if none are being collected, holds the auction, and goes on. */
  | { readonly verb: 'auction'; readonly kind: AuctionKind; readonly reference: number }
  | { readonly verb: 'bands'; readonly lower: number; readonly upper: number };

/** What both books under test can do. */
export interface AnyBook {
  readonly collecting: boolean;
  enter(order: NewOrder): string | undefined;
  replace(id: number, leaves: number, price: number | undefined, changed?: ChangedTerms): string | undefined;
  reduce(id: number, by: number): string | undefined;
  cancel(id: number): string | undefined;
  collect(): void;
  indicative(kind: AuctionKind, reference: number): Indicative;
  uncross(kind: AuctionKind, reference: number): Indicative;
  resume(): void;
  setBands(lower: number, upper: number): void;
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
    this.lines.push(`${t.auction ? 'auctioned' : 'traded'} ${t.qty}@${t.price} maker ${maker} taker ${taker}`);
  }

  cancelled(id: number, qty: number, leaves: number, reason: string): void {
    this.lines.push(`cancelled ${id} ${qty} leaves ${leaves} ${reason}`);
  }

  replaced(id: number, leaves: number, price: number | undefined, keptPlace: boolean): void {
    this.lines.push(`replaced ${id} ${leaves}@${price ?? 'market'} ${keptPlace ? 'kept' : 'lost'}`);
  }

  triggered(id: number): void {
    this.lines.push(`triggered ${id}`);
  }
}

/** Runs commands; a refusal becomes a line of its own, and so does what an auction came to. */
export function run(book: AnyBook, lines: string[], commands: readonly Command[]): void {
  for (const c of commands) {
    const refused = apply(book, lines, c);
    if (refused !== undefined && 'id' in c) lines.push(`refused ${c.verb} ${c.id} ${refused}`);
  }
}

function apply(book: AnyBook, lines: string[], c: Command): string | undefined {
  switch (c.verb) {
    case 'enter':
      return book.enter(c);
    case 'replace':
      return book.replace(c.id, c.leaves, c.price, c.changed);
    case 'reduce':
      return book.reduce(c.id, c.by);
    case 'cancel':
      return book.cancel(c.id);
    case 'auction':
      return auction(book, lines, c.kind, c.reference);
    case 'collect':
      book.collect();
      return undefined;
    case 'bands':
      if (!book.collecting) book.setBands(c.lower, c.upper);
      return undefined;
  }
}

function auction(book: AnyBook, lines: string[], kind: AuctionKind, reference: number): undefined {
  book.collect();
  const ahead = book.indicative(kind, reference);
  const { price, qty, surplus } = book.uncross(kind, reference);
  if (ahead.price !== price || ahead.qty !== qty || ahead.surplus !== surplus) lines.push('the indicative price was wrong');
  lines.push(`${kind} auction ${qty}@${price ?? 'none'} surplus ${surplus}`);
  book.resume();
}
