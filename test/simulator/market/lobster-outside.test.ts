import { BUY, SELL } from '../../../simulator/matching/types';
import { play } from './stage';
import { booksOf, type Row } from './tapes';

describe('LobsterPlayer with orders from outside', () => {
  /** The tape's first message is due at once, so that ours can come before the second. */
  const first: Row = [0, 1, 9, 1, 900, 1];

  test('behind the executed order, ours waits its turn', () => {
    const t = play([
      [0, 1, 1, 10, 1000, 1],
      [2, 4, 1, 4, 1000, 1],
      [3, 3, 1, 6, 1000, 1],
    ]);
    t.order(BUY, 5, 1000, 1);
    expect([t.to(2), t.to(3), t.told().filter(l => l.includes('filled'))]).toEqual([
      'bids 11@1000 | asks ',
      'bids 5@1000 | asks ',
      [],
    ]);
  });

  test('before it, ours is filled and the executed order gives up as much, so the tape stays true', () => {
    const t = play([first, [1, 1, 1, 10, 1000, 1], [2, 4, 1, 8, 1000, 1], [3, 3, 1, 2, 1000, 1]]);
    t.order(BUY, 5, 1000, 0);
    const books = [t.to(1), t.to(2), t.to(3)];
    expect({ books, told: t.told().slice(1), diverted: t.player.report().diverted }).toEqual({
      books: ['bids 15@1000 1@900 | asks ', 'bids 2@1000 1@900 | asks ', 'bids 1@900 | asks '],
      told: ['2 filled 5@1000 added buy 5 T@1000 cum 5 leaves 0', '2 trade T 5@1000 sell', '2 trade T 3@1000 sell'],
      diverted: 5,
    });
  });

  test('what ours took is not there when the tape executes or cancels it', () => {
    const t = play([
      [0, 1, 1, 10, 1000, -1],
      [0, 1, 2, 10, 1001, -1],
      [2, 4, 1, 6, 1000, -1],
      [3, 3, 1, 4, 1000, -1],
      [4, 4, 2, 10, 1001, -1],
    ]);
    t.order(BUY, 7, 1000, 1);
    const books = [t.to(1), t.to(2), t.to(3), t.to(4)];
    expect({ books, trades: t.told().filter(l => !l.includes('accepted')), settled: t.player.report().settled }).toEqual({
      books: ['bids  | asks 3@1000 10@1001', 'bids  | asks 10@1001', 'bids  | asks 10@1001', 'bids  | asks '],
      trades: [
        '1 filled 7@1000 removed buy 7 T@1000 cum 7 leaves 0',
        '1 trade T 7@1000 buy',
        '2 trade T 3@1000 buy',
        '4 trade T 10@1001 buy',
      ],
      settled: 7,
    });
  });

  test('a tape order that comes in through our price trades with ours, and holds only the rest', () => {
    const t = play([first, [1, 1, 1, 10, 1000, -1], [2, 3, 1, 10, 1000, -1]]);
    t.order(BUY, 4, 1001, 0);
    expect([t.to(1), t.to(2), t.told().slice(1), t.player.report().settled]).toEqual([
      'bids 1@900 | asks 6@1000',
      'bids 1@900 | asks ',
      ['1 filled 4@1001 added buy 4 T@1001 cum 4 leaves 0', '1 trade T 4@1001 sell'],
      4,
    ]);
  });

  test('ours inside the spread is met first by visible and by hidden executions; halts refuse new orders', () => {
    const t = play([
      [0, 1, 1, 10, 1000, 1],
      [2, 4, 1, 3, 1000, 1],
      [3, 5, 0, 9, 1000.5, 1],
      [4, 4, 99, 2, 1000, 1],
      [5, 7, 0, 0, -1, -1],
    ]);
    t.order(BUY, 10, 1001, 1);
    const book = t.to(4);
    t.to(5);
    const halted = t.order(BUY, 1, 1001, 5);
    expect({ book, halted, told: t.told().filter(l => !l.includes('accepted')) }).toEqual({
      book: 'bids 7@1000 | asks ',
      halted: { ok: false, reason: 'Halted', text: 'Symbol (55) T is halted' },
      told: [
        '2 filled 3@1001 added buy 10 T@1001 cum 3 leaves 7',
        '2 trade T 3@1001 sell',
        '3 filled 7@1001 added buy 10 T@1001 cum 10 leaves 0',
        '3 trade T 7@1001 sell',
        '3 print T 2@10.005 sell',
        '4 print T 2@10 sell',
        '5 status T halted',
      ],
    });
  });

  test('a level that comes back into view is short of what ours took there', () => {
    const flow: Row[] = [
      [0, 1, 1, 10, 1000, -1],
      [2, 1, 2, 5, 999, -1],
      [3, 3, 2, 5, 999, -1],
    ];
    const given = [
      [1000, 10, 0, 0],
      [999, 5, 0, 0],
      [1000, 12, 0, 0],
    ];
    const t = play(flow, { books: booksOf(given) });
    t.order(BUY, 4, 1000, 1);
    const books = [t.to(1), t.to(3)];
    t.order(SELL, 1, 1002, 3);
    expect(books).toEqual(['bids  | asks 6@1000', 'bids  | asks 8@1000']);
  });
});
