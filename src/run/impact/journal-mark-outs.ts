import { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import { type Liquidity, type MarkOut, MarkOuts } from '../../core/impact/mark-outs';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';

/** A child that was marketable takes with what trades so soon after it was sent or changed; what trades later rested. */
const TAKING: Micros = 1_000_000;

/**
 * Mark-outs of a journal's fills by the best prices that it has: a change of them is a fact. Whether a fill took is not told by every venue: here
 * it did where its child reached the far touch when it was sent, or changed, within the last second. A cluster is a parent order.
 */
export function journalMarkOuts(turns: Iterable<RecordedTurn>, seed: number): MarkOut[] {
  const reader = new Reader();
  let end: Micros = 0;
  for (const turn of turns) {
    end = turn.at;
    for (const fact of turn.facts) {
      reader.books.apply(fact, turn.seq, turn.at);
      reader.note(fact, turn.at);
    }
  }
  return reader.marks.result(end, seed);
}

class Reader {
  readonly books = new Books();
  readonly marks = new MarkOuts();
  /** When a child was sent, or changed, at a price that takes. */
  private readonly took = new Map<string, Micros>();

  note(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'QuoteReceived': {
        const quote = this.books.quotes.get(fact.symbol);
        if (quote) this.marks.mid(fact.symbol, at, ((quote.bid ?? Number.NaN) + (quote.ask ?? Number.NaN)) / 2);
        return;
      }
      case 'ChildOrderReleased':
        return this.sent(fact.childId, this.books.children.get(fact.childId)?.state.price, at);
      case 'ChildReplaceReleased':
        return this.sent(fact.childId, fact.price, at);
      case 'ChildOrderFilled':
        return this.filled(fact, at);
      default:
    }
  }

  private sent(childId: string, price: number | undefined, at: Micros): void {
    const parent = this.books.parentOf(this.books.children.get(childId)!);
    const quote = this.books.quotes.get(parent.instrument.symbol);
    const far = isBuy(parent.side) ? quote?.ask : quote?.bid;
    const takes = price === undefined || (far !== undefined && (isBuy(parent.side) ? price >= far : price <= far));
    if (takes) this.took.set(childId, at);
    else this.took.delete(childId);
  }

  private filled({ childId }: FactOf<'ChildOrderFilled'>, at: Micros): void {
    const { parentId, instrument, side } = this.books.parentOf(this.books.children.get(childId)!);
    const sentAt = this.took.get(childId);
    const liquidity: Liquidity = sentAt !== undefined && at - sentAt <= TAKING ? 'taker' : 'maker';
    this.marks.fill({ at, symbol: instrument.symbol, buy: isBuy(side), liquidity, cluster: parentId });
  }
}

export const MARK_OUT_HEAD: readonly string[] = ['fills', 'seconds', 'measured', 'move, bps', '95 % from', 'to', 'left out'];

/** Mark-outs as rows. What could not be told is a dash. */
export const markOutRows = (marks: readonly MarkOut[]): string[][] =>
  marks.map(({ liquidity, seconds, move, leftOut }) => [
    liquidity,
    String(seconds),
    String(move.observations),
    ...[move.mean, move.low, move.high].map(v => (Number.isNaN(v) ? '-' : v.toFixed(3))),
    String(leftOut),
  ]);
