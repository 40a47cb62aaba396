import type { Books } from '../../core/books';
import type { Fact } from '../../core/facts';
import type { Micros } from '../../core/numbers';

/** An answer of the venue: when it came, and how long after what it answers (us). */
export interface RoundTrip {
  readonly at: Micros;
  readonly took: Micros;
}

/** How long the venue took to answer orders and replaces. What was asked about, or answered after a restart, is left out: it waited for something else. */
export class RoundTrips {
  readonly found: RoundTrip[] = [];
  /** When a message went, by its ClOrdID. */
  private readonly sent = new Map<string, Micros>();

  constructor(private readonly books: Books) {}

  note(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'ChildOrderReleased':
        this.sent.set(fact.childId, at);
        return;
      case 'ChildReplaceReleased':
        this.sent.set(fact.clOrdId, at);
        return;
      case 'ChildOrderAcknowledged':
        return this.answered(fact.childId, fact.childId, at);
      case 'ChildOrderReplaced':
        return this.answered(fact.clOrdId, fact.childId, at);
      case 'ChildStatusAsked':
        this.sent.delete(fact.clOrdId);
        return;
      case 'Started':
      case 'SessionLoggedOff':
        this.sent.clear();
        return;
      default:
    }
  }

  private answered(clOrdId: string, childId: string, at: Micros): void {
    const since = this.sent.get(clOrdId);
    this.sent.delete(clOrdId);
    if (since !== undefined && this.books.children.get(childId)?.doubtedAt === undefined)
      this.found.push({ at, took: at - since });
  }
}
