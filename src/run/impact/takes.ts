import type { Books } from '../../core/books';
import type { Fact } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';

/** A child that was marketable takes with what trades so soon after it was sent or changed; what trades later rested. */
const TAKING: Micros = 1_000_000;

/**
 * Whether fills of a journal took from the book: not every venue tells. Here one did where its child reached the far touch when it was sent, or changed, within the last
 * second. Give it every fact, behind the books.
 */
export class Takes {
  /** When a child was sent, or changed, at a price that takes. */
  private readonly since = new Map<string, Micros>();

  constructor(private readonly books: Books) {}

  note(fact: Fact, at: Micros): void {
    if (fact.type === 'ChildOrderReleased') this.sent(fact.childId, this.books.children.get(fact.childId)?.state.price, at);
    else if (fact.type === 'ChildReplaceReleased') this.sent(fact.childId, fact.price, at);
  }

  /** Whether a fill of a child, reported at `at`, took. */
  took(childId: string, at: Micros): boolean {
    const since = this.since.get(childId);
    return since !== undefined && at - since <= TAKING;
  }

  private sent(childId: string, price: number | undefined, at: Micros): void {
    const parent = this.books.parentOf(this.books.children.get(childId)!);
    const quote = this.books.quotes.get(parent.instrument.symbol);
    const far = isBuy(parent.side) ? quote?.ask : quote?.bid;
    const takes = price === undefined || (far !== undefined && (isBuy(parent.side) ? price >= far : price <= far));
    if (takes) this.since.set(childId, at);
    else this.since.delete(childId);
  }
}
