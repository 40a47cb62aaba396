import { BUY } from '../../../simulator/matching/types';
import { exponentialImpact } from '../../../simulator/models/impact/propagator';
import { play } from './stage';
import { booksOf, type Row } from './tapes';

const SECOND = 1_000_000;
/** Nine lots bought push the price up by 1 tick for ever and by 2 that halve every second. */
const impact = () => exponentialImpact({ unit: 9, permanent: 1, transient: 2 }, SECOND);

describe('LobsterPlayer with impact', () => {
  const rows: Row[] = [
    [0, 1, 1, 9, 1001, -1],
    [0, 1, 2, 5, 1002, -1],
    [0, 1, 3, 6, 1002, -1],
    [0, 1, 4, 7, 999, 1],
    [1, 2, 3, 1, 1002, -1],
    [2, 4, 2, 2, 1002, -1],
    [3, 5, 0, 4, 1000.5, -1],
    [9, 3, 4, 7, 999, 1],
  ];

  test('what ours takes moves all of the tape, which keeps its order and its lots, and comes back in part', () => {
    const t = play(rows, { impact: impact() });
    t.order(BUY, 9, undefined, 0.5);
    const books = [t.to(0.9), t.to(1), t.to(2), t.to(3), t.to(9)];
    expect({ books, trades: t.told().filter(l => !l.includes('accepted')) }).toEqual({
      books: [
        'bids 7@999 | asks 11@1002',
        'bids 7@1001 | asks 10@1004',
        'bids 7@1001 | asks 8@1004',
        'bids 7@1000 | asks 8@1003',
        'bids  | asks 8@1003',
      ],
      trades: [
        '500000 filled 9@1001 removed buy 9 T@market cum 9 leaves 0',
        '500000 trade T 9@1001 buy',
        '2 trade T 2@1004 buy',
        '3 print T 4@10.015 buy',
      ],
    });
  });

  test('a tape that moves through an order of ours trades with it, and those lots are used up', () => {
    const t = play(rows, { impact: impact() });
    t.order(BUY, 9, undefined, 0.5);
    t.to(1);
    t.order(BUY, 4, 1003, 1);
    const books = [t.to(2), t.to(3)];
    expect([books, t.told().filter(l => l.startsWith('3 filled'))]).toEqual([
      ['bids 4@1003 7@1001 | asks 8@1004', 'bids 7@1000 | asks 4@1003'],
      ['3 filled 3@1003 added buy 4 T@1003 cum 3 leaves 1', '3 filled 1@1003 added buy 4 T@1003 cum 4 leaves 0'],
    ]);
  });

  test('levels that come into view come at the prices that the tape has been moved to', () => {
    const flow: Row[] = [
      [0, 1, 1, 9, 1001, -1],
      [1, 3, 9, 3, 990, 1],
      [2, 1, 2, 5, 1000, -1],
    ];
    const given = [
      [1001, 9, 990, 3],
      [1001, 9, 980, 4],
      [1000, 5, 980, 4],
    ];
    const t = play(flow, { impact: impact(), books: booksOf(given) });
    t.order(BUY, 9, undefined, 0.5);
    expect([t.to(0.9), t.to(1), t.to(2)]).toEqual(['bids 3@990 | asks ', 'bids 4@982 | asks ', 'bids 4@982 | asks 5@1002']);
  });
});
