import fc from 'fast-check';
import { booksTape } from '../../../../simulator/market/replay/books-tape';
import { LevelPlayer } from '../../../../simulator/market/replay/level-player';
import { AGGRESSOR, TAPE } from '../../../../simulator/market/tape-ledger';
import { BUY, SELL, type Trade } from '../../../../simulator/matching/types';
import { logarithmic, powerLaw, riskAverse } from '../../../../simulator/models/queue/queue-model';
import type { BookRow, QuotedLevel, TradeRow } from '../../../../src/core/market-data-rows';
import { runs } from '../../../runs';
import { LISTING, SECOND, Stage, source } from './stage';

/** A book of up to three levels a side around 100, or a trade. */
const side = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 });
const row = fc.record({
  bids: side,
  asks: side,
  mid: fc.integer({ min: 97, max: 103 }),
  trade: fc.option(fc.integer({ min: 1, max: 20 })),
  buy: fc.boolean(),
});
const outside = fc.record({
  before: fc.nat(30),
  buy: fc.boolean(),
  qty: fc.integer({ min: 1, max: 25 }),
  price: fc.option(fc.integer({ min: 96, max: 104 }), { nil: undefined, freq: 4 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const levels = (mid: number, lots: readonly number[], step: 1 | -1): QuotedLevel[] =>
  lots.map((qty, i) => ({ price: (mid + step * (i + 1)) * 100, qty })).filter(l => l.qty > 0);

/** Row i is a book at second 2i; its trade, if any, comes a second later, at the best price that the book shows. */
function rowsOf(rows: readonly Row[]): { books: BookRow[]; trades: TradeRow[] } {
  const books = rows.map((r, i) => ({
    at: 2 * i * SECOND,
    line: i + 1,
    bids: levels(r.mid, r.bids, -1),
    asks: levels(r.mid, r.asks, 1),
  }));
  const trades = rows.flatMap((r, i): TradeRow[] => {
    const best = (r.buy ? books[i]!.asks : books[i]!.bids)[0];
    if (r.trade === null || !best) return [];
    return [
      {
        at: (2 * i + 1) * SECOND,
        line: i + 1,
        price: best.price,
        qty: Math.min(r.trade, best.qty),
        aggressor: r.buy ? 'buy' : 'sell',
      },
    ];
  });
  return { books, trades };
}

/** Lots that the tape put up at each price, all in all: what it showed first, and each time it showed more than what trades had left. */
function putUp({ books, trades }: { books: BookRow[]; trades: TradeRow[] }): Map<string, number> {
  const total = new Map<string, number>();
  const shown = new Map<string, number>();
  for (const [i, book] of books.entries()) {
    const now = new Map<string, number>([
      ...book.bids.map(l => [`b${l.price}`, l.qty] as const),
      ...book.asks.map(l => [`a${l.price}`, l.qty] as const),
    ]);
    for (const [key, qty] of now) total.set(key, (total.get(key) ?? 0) + Math.max(0, qty - (shown.get(key) ?? 0)));
    for (const key of shown.keys()) if (inView(key, book) && !now.has(key)) shown.delete(key);
    for (const [key, qty] of now) shown.set(key, qty);
    for (const t of trades) {
      const key = `${t.aggressor === 'buy' ? 'a' : 'b'}${t.price}`;
      if (t.at === (2 * i + 1) * SECOND) shown.set(key, shown.get(key)! - t.qty);
    }
  }
  return total;
}

function inView(key: string, book: BookRow): boolean {
  const price = Number(key.slice(1));
  const worst = (key[0] === 'b' ? book.bids : book.asks).at(-1)?.price;
  return worst === undefined || (key[0] === 'b' ? price > worst : price < worst);
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, n) => total + n, 0);

/** Lots of the tape that orders from outside took: of those that rested by side and price, of those that came in by side. */
function takenOf(trades: readonly Trade[]): { resting: Map<string, number>; bySide: Map<string, number> } {
  const [resting, bySide] = [new Map<string, number>(), new Map<string, number>()];
  const add = (map: Map<string, number>, key: string, qty: number): unknown => map.set(key, (map.get(key) ?? 0) + qty);
  for (const t of trades) {
    const rests = t.makerOwner === TAPE && t.takerOwner > 0;
    const comes = t.takerOwner === TAPE && t.takerId !== AGGRESSOR && t.makerOwner > 0;
    const letter = rests === (t.side === BUY) ? 'a' : 'b';
    if (rests) add(resting, `${letter}${t.price * 100}`, t.qty);
    if (rests || comes) add(bySide, letter, t.qty);
  }
  return { resting, bySide };
}

const text = (row: BookRow): string => {
  const side = (levels: readonly QuotedLevel[]): string => levels.map(l => `${l.price / 100}x${l.qty}`).join(' ');
  return `${side(row.bids)} | ${side(row.asks)}`;
};

describe('a tape of books and trades', () => {
  const rows = fc.array(row, { minLength: 2, maxLength: 14 }).filter(all => all.some(r => sum([...r.bids, ...r.asks]) > 0));

  test('alone it is what the tape shows', () => {
    fc.assert(
      fc.property(rows, all => {
        const given = rowsOf(all);
        const stage = new Stage(
          new LevelPlayer({ tape: booksTape(LISTING, source(given.books), source(given.trades)), start: 0 }),
        );
        expect(given.books.map((_, i) => stage.to(2 * i))).toEqual(given.books.map(text));
      }),
      { numRuns: runs(200) },
    );
  });

  test('with orders from outside no lot of it is used twice, and its trades keep their quantity', () => {
    const model = fc.constantFrom(riskAverse, logarithmic, powerLaw(2));
    fc.assert(
      fc.property(rows, fc.array(outside, { maxLength: 10 }), model, (all, orders, queue) => {
        const given = rowsOf(all);
        const tape = booksTape(LISTING, source(given.books), source(given.trades));
        const stage = new Stage(new LevelPlayer({ tape, start: 0, queue }));
        for (let k = 0; k < 2 * all.length; k++) {
          for (const o of orders) if (o.before === k) stage.order(o.buy ? BUY : SELL, o.qty, o.price);
          stage.to(k);
        }
        const offered = putUp(given);
        const taken = takenOf(stage.trades);
        const side = (s: string): number => sum([...offered].filter(([key]) => key[0] === s).map(([, qty]) => qty));
        const printed = sum(stage.told.filter(l => l.startsWith('print')).map(l => Number(/ (\d+)@/.exec(l)![1])));
        const matched = sum(stage.trades.filter(t => t.takerId === AGGRESSOR).map(t => t.qty));
        expect({
          twice: [...taken.resting].filter(([key, qty]) => qty > (offered.get(key) ?? 0)),
          twiceBySide: [...taken.bySide].filter(([s, qty]) => qty > side(s)),
          volume: printed + matched,
          crossed: (stage.book.best(BUY) ?? 0) >= (stage.book.best(SELL) ?? 999),
        }).toEqual({ twice: [], twiceBySide: [], volume: sum(given.trades.map(t => t.qty)), crossed: false });
      }),
      { numRuns: runs(400) },
    );
  });
});
