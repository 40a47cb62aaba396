import type { PlayerOptions } from '../../../simulator/market/lobster-player';
import { play } from './stage';
import { booksOf, type Row } from './tapes';

const SECOND = 1_000_000;

describe('LobsterPlayer alone', () => {
  test('1 adds, 2 reduces, 3 deletes, 4 executes, 5 and 6 print, 7 stops and starts trading', () => {
    const t = play([
      [0, 1, 11, 100, 1000, 1],
      [1, 1, 12, 50, 1010, -1],
      [2, 2, 11, 40, 1000, 1],
      [3, 4, 12, 20, 1010, -1],
      [4, 5, 0, 7, 1005.5, -1],
      [5, 6, 0, 500, 1004, 1],
      [6, 7, 0, 0, -1, -1],
      [7, 7, 0, 0, 0, -1],
      [8, 7, 0, 0, 1, -1],
      [9, 3, 11, 60, 1000, 1],
    ]);
    const books = Array.from({ length: 10 }, (_, second) => t.to(second));
    expect({ books, told: t.told(), report: t.player.report() }).toEqual({
      books: [
        'bids 100@1000 | asks ',
        'bids 100@1000 | asks 50@1010',
        'bids 60@1000 | asks 50@1010',
        ...Array<string>(6).fill('bids 60@1000 | asks 30@1010'),
        'bids  | asks 30@1010',
      ],
      told: [
        '3 trade T 20@1010 buy',
        '4 print T 7@10.055 buy',
        '5 print T 500@10.04 sell',
        '6 status T halted',
        '7 status T quoting',
        '8 status T trading',
      ],
      report: { played: 10, unknownOrders: 0, stale: 0, settled: 0, diverted: 0, books: undefined },
    });
  });

  test('plays from an offset, faster than it happened, and says when the next message is due', () => {
    const rows: Row[] = [0, 10, 20, 30, 40].map((time, i) => [34_200 + time, 1, i + 1, 1, 100 + i, 1]);
    const t = play(rows, { start: 500 * SECOND, speed: 4, skip: 10 * SECOND });
    const due: (number | undefined)[] = [];
    for (let next = t.ex.nextEventAt(); next !== undefined; next = t.ex.nextEventAt()) {
      due.push(next / SECOND);
      t.ex.advance(next);
    }
    expect(due).toEqual([500, 502.5, 505, 507.5]);
  });

  test('an order that was never added: its cancel changes nothing, its execution is a print', () => {
    const t = play([
      [0, 1, 1, 10, 1000, 1],
      [1, 3, 99, 30, 1000, 1],
      [2, 4, 98, 20, 1000, 1],
    ]);
    expect([t.to(2), t.told(), t.player.report().unknownOrders]).toEqual(['bids 10@1000 | asks ', ['2 print T 20@10 sell'], 2]);
  });

  test('tape orders that a later message proves to be gone are removed, not traded', () => {
    const t = play([
      [0, 1, 1, 10, 1000, 1],
      [1, 1, 2, 10, 1002, 1],
      [2, 4, 1, 5, 1000, 1],
      [3, 1, 3, 10, 999, -1],
    ]);
    const books = [t.to(1), t.to(2), t.to(3)];
    expect([books, t.told(), t.player.report().stale]).toEqual([
      ['bids 10@1002 10@1000 | asks ', 'bids 5@1000 | asks ', 'bids  | asks 10@999'],
      ['2 trade T 5@1000 sell'],
      2,
    ]);
  });

  test('the executed order stands first, whatever the tape showed before', () => {
    const t = play([
      [0, 1, 1, 10, 1000, 1],
      [1, 1, 2, 10, 1000, 1],
      [2, 4, 2, 10, 1000, 1],
      [3, 3, 1, 10, 1000, 1],
    ]);
    expect([t.to(2), t.to(3)]).toEqual(['bids 10@1000 | asks ', 'bids  | asks ']);
  });

  test.each<[string, Row[], string]>([
    ['a price off tick', [[0, 1, 1, 10, 1000.5, 1]], 'tape_message_1.csv:1: price 10.005 is not a multiple of the tick 0.01'],
    [
      'an order added twice',
      [
        [0, 1, 1, 10, 1000, 1],
        [0, 1, 1, 10, 1001, 1],
      ],
      'tape_message_1.csv:2: order 1 is added twice',
    ],
  ])('%s stops it with file, line and reason', (_name, rows, message) => {
    expect(() => play(rows).to(9)).toThrow(message);
  });

  test.each<[string, Partial<PlayerOptions>, string]>([
    [
      'files of different length',
      {
        books: booksOf([
          [1, 1, 0, 0],
          [1, 1, 0, 0],
        ]),
      },
      'tape_orderbook_1.csv:2: has 2 rows, tape_message_1.csv has 1',
    ],
    ['a tick finer than the prices', { tickText: '0.00001' }, "tick '0.00001' is not a step of 0.0001"],
    ['a speed of nothing', { speed: 0 }, 'speed 0 is not a number above 0'],
  ])('%s are refused', (_name, options, message) => {
    expect(() => play([[0, 1, 1, 1, 1, 1]], options)).toThrow(message);
  });
});

describe('LobsterPlayer with an order book file', () => {
  const rows: Row[] = [
    [0, 1, 1, 10, 1000, 1],
    [1, 4, 77, 30, 1010, -1],
    [2, 3, 1, 10, 1000, 1],
    [3, 1, 2, 5, 1001, 1],
  ];

  test('seeds the book, takes from a row only the level that came into view, and counts rows that differ', () => {
    const right = [
      [1010, 50, 1000, 10],
      [1010, 20, 1000, 10],
      [1010, 20, 990, 70],
      [1010, 20, 1001, 5],
    ];
    const wrong = right.map((r, k) => (k === 3 ? [1010, 21, 1001, 5] : r));
    const [a, b] = [play(rows, { books: booksOf(right) }), play(rows, { books: booksOf(wrong) })];
    const books = [a.to(0), a.to(1), a.to(2), a.to(3)];
    b.to(3);
    expect({ books, a: a.player.report().books, b: b.player.report().books }).toEqual({
      books: [
        'bids 10@1000 | asks 50@1010',
        'bids 10@1000 | asks 20@1010',
        'bids 70@990 | asks 20@1010',
        'bids 5@1001 70@990 | asks 20@1010',
      ],
      a: { rows: 4, revealed: 1, mismatches: 0, firstMismatch: undefined },
      b: { rows: 4, revealed: 1, mismatches: 1, firstMismatch: 4 },
    });
  });

  test('a level that comes back into view holds what the row says, and remembered levels before it are gone', () => {
    const flow: Row[] = [
      [0, 1, 1, 10, 1000, 1],
      [1, 1, 2, 20, 1001, 1],
      [2, 1, 3, 30, 1002, 1],
      [3, 3, 3, 30, 1002, 1],
      [4, 3, 1, 4, 1000, 1],
    ];
    const given = [
      [1010, 1, 1000, 10],
      [1010, 1, 1001, 20],
      [1010, 1, 1002, 30],
      [1010, 1, 1000, 6],
      [1010, 1, 1000, 2],
    ];
    const t = play(flow, { books: booksOf(given) });
    expect([t.to(3), t.to(4), t.player.report().books?.mismatches]).toEqual([
      'bids 6@1000 | asks 1@1010',
      'bids 2@1000 | asks 1@1010',
      0,
    ]);
  });
});
