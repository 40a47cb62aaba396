import { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import { type Liquidity, type MarkOut, MarkOuts } from '../../core/impact/mark-outs';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import { Takes } from './takes';

/**
 * Mark-outs of a journal's fills by the best prices that it has: a change of them is a fact. `Takes` says
 * which fills took. A cluster is a parent order.
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
  private readonly takes = new Takes(this.books);

  note(fact: Fact, at: Micros): void {
    this.takes.note(fact, at);
    switch (fact.type) {
      case 'QuoteReceived': {
        const quote = this.books.quotes.get(fact.symbol);
        if (quote) this.marks.mid(fact.symbol, at, ((quote.bid ?? Number.NaN) + (quote.ask ?? Number.NaN)) / 2);
        return;
      }
      case 'ChildOrderFilled':
        return this.filled(fact, at);
      default:
    }
  }

  private filled({ childId }: FactOf<'ChildOrderFilled'>, at: Micros): void {
    const { parentId, instrument, side } = this.books.parentOf(this.books.children.get(childId)!);
    const liquidity: Liquidity = this.takes.took(childId, at) ? 'taker' : 'maker';
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
