import fc from 'fast-check';
import { OrderBook } from '../../../simulator/matching/book';
import { BUY, SELL, type Side } from '../../../simulator/matching/types';
import { runs } from '../../runs';
import { commandsOf, enter } from './commands';
import { OracleBook } from './oracle';
import { type Command, Recorder, run } from './script';

const commands = fc.array(commandsOf(20), { minLength: 70, maxLength: 120 });

function play(list: readonly Command[]): { book: OrderBook; lines: string[] } {
  const recorder = new Recorder();
  const book = new OrderBook(recorder);
  run(book, recorder.lines, list);
  return { book, lines: recorder.lines };
}

/** Every order that the book shows, in priority order. */
const resting = (book: OrderBook, s: Side): [number, number, number, number][] =>
  book.depth(s, Number.MAX_SAFE_INTEGER).flatMap(l => {
    const queue = [...book.queue(s, l.price)];
    const sum = queue.reduce((total, o) => total + o.leaves, 0);
    if (sum !== l.qty || queue.length !== l.orders) throw new Error(`level ${l.price} does not add up`);
    return queue.map((o): [number, number, number, number] => [o.id, o.owner, o.leaves, l.price]);
  });

describe('OrderBook, on random commands', () => {
  // at least 52,500 commands, in the long run 1,050,000
  test('tells the same events, in the same order, as the naive book, and holds the same queues', () => {
    fc.assert(
      fc.property(commands, list => {
        const recorder = new Recorder();
        const oracle = new OracleBook(recorder);
        run(oracle, recorder.lines, list);
        const shown = (s: Side) =>
          oracle
            .ranked(s)
            .filter(o => o.place === 'lit')
            .map(o => [o.order.id, o.order.owner, o.shown, o.price]);
        const { book, lines } = play(list);
        expect({ lines, bids: resting(book, BUY), asks: resting(book, SELL) }).toEqual({
          lines: recorder.lines,
          bids: shown(BUY),
          asks: shown(SELL),
        });
      }),
      { numRuns: runs(750) },
    );
  });

  test('is never crossed or locked after a command in continuous trading', () => {
    fc.assert(
      fc.property(commands, list => {
        const book = new OrderBook(new Recorder());
        for (const c of list) {
          run(book, [], [c]);
          const [bid, ask] = [book.best(BUY), book.best(SELL)];
          if (!book.collecting && bid !== undefined && ask !== undefined && bid >= ask) return false;
        }
        return true;
      }),
      { numRuns: runs(200) },
    );
  });

  test('loses and makes no lot: what came in was traded (once a side), cancelled, or is still open', () => {
    fc.assert(
      fc.property(fc.array(enter(20), { maxLength: 100 }), fc.boolean(), (list, auction) => {
        const sum = { came: 0, left: 0 };
        const book = new OrderBook({
          rested: () => undefined,
          replaced: () => undefined,
          triggered: () => undefined,
          traded: t => (sum.left += 2 * t.qty),
          cancelled: (_id, lots) => (sum.left += lots),
        });
        if (auction) book.collect();
        for (const c of list) if (book.enter(c) === undefined) sum.came += c.qty;
        if (auction) book.uncross('open', 100);
        for (const id of new Set(list.map(c => c.id))) sum.left += book.leaves(id);
        return sum.came === sum.left;
      }),
      { numRuns: runs(200) },
    );
  });

  test('at a price, what is shown trades in the order in which it came to rest there', () => {
    const makers = fc.array(fc.record({ qty: fc.integer({ min: 1, max: 9 }), shrink: fc.boolean() }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(makers, list => {
        const met: number[] = [];
        const told = {
          rested: () => undefined,
          replaced: () => undefined,
          triggered: () => undefined,
          cancelled: () => undefined,
        };
        const book = new OrderBook({ ...told, traded: t => met.push(t.makerId) });
        for (const [i, m] of list.entries()) book.enter({ id: i + 1, owner: 1, side: SELL, qty: m.qty, price: 100, tif: 'Day' });
        for (const [i, m] of list.entries()) if (m.shrink && m.qty > 1) book.replace(i + 1, m.qty - 1, 100);
        book.enter({ id: 99, owner: 2, side: BUY, qty: 1000, price: 100, tif: 'IOC' });
        expect(met).toEqual(list.map((_, i) => i + 1));
      }),
      { numRuns: runs(200) },
    );
  });

  test('the same commands give the same events', () => {
    fc.assert(
      fc.property(commands, list => {
        const [first, second] = [play(list).lines, play(list).lines];
        expect(second).toEqual(first);
      }),
      { numRuns: runs(200) },
    );
  });

  test('holds 20,000 orders on as many prices, and empties again', () => {
    const book = new OrderBook(new Recorder());
    const n = 20_000;
    for (let i = 0; i < n; i++)
      book.enter({ id: i * 4294967296, owner: 0, side: SELL, qty: 1, price: 1 + ((i * 7919) % n), tif: 'Day' });
    const full = [book.levels(SELL), book.best(SELL), book.levelPrice(SELL, n - 1)];
    for (let i = 0; i < n; i += 2) book.cancel(i * 4294967296);
    const half = [book.levels(SELL), book.leaves(3 * 4294967296)];
    book.enter({ id: -1, owner: 0, side: BUY, qty: n, price: undefined, tif: 'IOC' });
    expect([full, half, book.levels(SELL)]).toEqual([[n, 1, n], [n / 2, 1], 0]);
  });
});
