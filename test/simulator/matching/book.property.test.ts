import fc from 'fast-check';
import { OrderBook } from '../../../simulator/matching/book';
import { BUY, SELL, type Side } from '../../../simulator/matching/types';
import { runs } from '../../runs';
import { OracleBook } from './oracle';
import { type Command, Recorder, run } from './script';

const id = fc.integer({ min: -20, max: 20 });
const qty = fc.integer({ min: 0, max: 20 });
/** Narrow, so that orders meet; now and then far away, so that levels open and close in the middle and at the ends. */
const price = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 95, max: 105 }) }, fc.integer({ min: -5000, max: 5000 }));
const side = fc.constantFrom<Side>(BUY, SELL);
const enter = fc.record({
  verb: fc.constant('enter' as const),
  id,
  owner: fc.integer({ min: 1, max: 3 }),
  side,
  qty,
  price: fc.option(price, { nil: undefined, freq: 10 }),
  tif: fc.constantFrom('Day' as const, 'Day' as const, 'Day' as const, 'IOC' as const, 'FOK' as const),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: enter },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('cancel' as const), id }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('reduce' as const), id, by: qty }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('replace' as const), id, leaves: qty, price }) },
);
const commands = fc.array(command, { minLength: 1, maxLength: 120 });

function play(list: readonly Command[]): { book: OrderBook; lines: string[] } {
  const recorder = new Recorder();
  const book = new OrderBook(recorder);
  run(book, recorder.lines, list);
  return { book, lines: recorder.lines };
}

/** Every resting order in priority order. */
const resting = (book: OrderBook, s: Side): [number, number, number, number][] =>
  book.depth(s, Number.MAX_SAFE_INTEGER).flatMap(l => {
    const queue = [...book.queue(s, l.price)];
    const sum = queue.reduce((total, o) => total + o.leaves, 0);
    if (sum !== l.qty || queue.length !== l.orders) throw new Error(`level ${l.price} does not add up`);
    return queue.map((o): [number, number, number, number] => [o.id, o.owner, o.leaves, l.price]);
  });

describe('OrderBook, on random commands', () => {
  test('tells the same events, in the same order, as the naive book, and holds the same queues', () => {
    fc.assert(
      fc.property(commands, list => {
        const recorder = new Recorder();
        const oracle = new OracleBook(recorder);
        run(oracle, recorder.lines, list);
        const queues = (s: Side) => oracle.side(s).map(o => [o.id, o.owner, o.leaves, o.price]);
        const { book, lines } = play(list);
        expect({ lines, bids: resting(book, BUY), asks: resting(book, SELL) }).toEqual({
          lines: recorder.lines,
          bids: queues(BUY),
          asks: queues(SELL),
        });
      }),
      { numRuns: runs(1500) },
    );
  });

  test('is never crossed or locked after a command', () => {
    fc.assert(
      fc.property(commands, list => {
        const book = new OrderBook(new Recorder());
        for (const c of list) {
          run(book, [], [c]);
          const [bid, ask] = [book.best(BUY), book.best(SELL)];
          if (bid !== undefined && ask !== undefined && bid >= ask) return false;
        }
        return true;
      }),
    );
  });

  test('loses and makes no lot: what came in was traded (once a side), cancelled, or rests', () => {
    fc.assert(
      fc.property(fc.array(enter, { maxLength: 100 }), list => {
        const sum = { came: 0, left: 0 };
        const book = new OrderBook({
          rested: () => undefined,
          replaced: () => undefined,
          traded: t => (sum.left += 2 * t.qty),
          cancelled: (_id, lots) => (sum.left += lots),
        });
        for (const c of list) if (book.enter(c) === undefined) sum.came += c.qty;
        for (const s of [BUY, SELL] as const) for (const l of book.depth(s, Number.MAX_SAFE_INTEGER)) sum.left += l.qty;
        return sum.came === sum.left;
      }),
    );
  });

  test('the same commands give the same events', () => {
    fc.assert(
      fc.property(commands, list => {
        const [first, second] = [play(list).lines, play(list).lines];
        expect(second).toEqual(first);
      }),
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
