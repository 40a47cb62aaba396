import { booksTape } from '../../../../simulator/market/replay/books-tape';
import { LevelPlayer, type LevelPlayerOptions } from '../../../../simulator/market/replay/level-player';
import { BUY } from '../../../../simulator/matching/types';
import { exponentialImpact } from '../../../../simulator/models/impact/propagator';
import { powerLaw } from '../../../../simulator/models/queue/queue-model';
import { bookRow, LISTING, SECOND, Stage, source, tradeRow } from './stage';

type Books = Parameters<typeof bookRow>[];
type Trades = Parameters<typeof tradeRow>[];

function play(books: Books, trades: Trades = [], options: Partial<LevelPlayerOptions> = {}): Stage {
  const tape = booksTape(
    LISTING,
    source(books.map(b => bookRow(...b))),
    source(
      trades.map(t => tradeRow(...t)),
      'trades.csv',
    ),
  );
  return new Stage(new LevelPlayer({ tape, start: 0, ...options }));
}

describe('book snapshots with nobody else', () => {
  test('the book is the snapshot; trades take from it, and what it did not show is printed', () => {
    const t = play(
      [
        [0, '99x5 98x7|101x4 102x9'],
        [2, '99x5 98x7|101x1 102x9'],
        [3, '98x6 97x2|100x3 101x1'],
      ],
      [
        [1, 'buy 3@101'],
        [3, 'sell 8@99'],
        [4, 'sell 2@98.5'],
      ],
    );
    expect([t.to(0), t.to(1), t.to(2), t.to(3), t.to(4), t.told]).toEqual([
      '99x5 98x7 | 101x4 102x9',
      '99x5 98x7 | 101x1 102x9',
      '99x5 98x7 | 101x1 102x9',
      '98x6 97x2 | 100x3 101x1',
      '98x6 97x2 | 100x3 101x1',
      ['buy 3@101', 'sell 5@99', 'print sell 3@0.99', 'print sell 2@0.985'],
    ]);
  });

  test('a trade behind shown lots proves that these are gone', () => {
    const t = play([[0, '99x5|101x4 102x9']], [[1, 'buy 3@102']]);
    expect([t.to(1), t.told]).toEqual(['99x5 | 102x6', ['buy 3@102']]);
  });
});

describe('orders from outside against book snapshots', () => {
  test('lots that ours took come back only as the tape shows more', () => {
    const t = play([
      [0, '|100x10'],
      [1, '|100x10'],
      [2, '|100x6'],
      [3, '|100x8'],
      [4, '|101x5'],
      [5, '|100x8'],
    ]);
    t.to(0);
    t.order(BUY, 7, 100, 'IOC');
    expect([t.levels(), t.to(1), t.to(2), t.to(3), t.to(4), t.to(5)]).toEqual([
      ' | 100x3',
      ' | 100x3',
      ' | ',
      ' | 100x2',
      ' | 101x5',
      ' | 100x8',
    ]);
  });

  test('what was taken of a level is remembered while it is out of view', () => {
    const t = play([
      [0, '|100x10'],
      [1, '|99x5'],
      [2, '|100x10'],
    ]);
    t.to(0);
    t.order(BUY, 7, 100, 'IOC');
    expect([t.to(1), t.to(2)]).toEqual([' | 99x5', ' | 100x3']);
  });

  test.each([
    ['risk-averse: cancels come from behind', undefined, ['sell 4@100']],
    ['power:1: cancels come from everywhere', powerLaw(1), ['sell 3@100', 'sell 1@100 maker 1']],
  ])('behind shown lots, ours waits its turn; %s', (_name, queue, told) => {
    // 6 ahead, then ours, 6 behind; 6 cancelled; then 4 trade.
    const t = play(
      [
        [0, '100x6|'],
        [1, '100x12|'],
        [2, '100x6|'],
      ],
      [[3, 'sell 4@100']],
      { queue },
    );
    t.to(0);
    t.order(BUY, 1, 100);
    t.to(3);
    expect(t.told).toEqual(told);
  });

  test('a trade that reaches ours fills it, and the tape is left as the tape has it', () => {
    const t = play(
      [
        [0, '100x6|'],
        [1, '100x10|'],
        [3, '100x3|'],
      ],
      [[2, 'sell 7@100']],
    );
    t.to(0);
    t.order(BUY, 2, 100);
    expect([t.to(1), t.to(2), t.to(3), t.told]).toEqual([
      '100x12 | ',
      '100x4 | ',
      '100x4 | ',
      ['sell 6@100', 'sell 1@100 maker 1'],
    ]);
  });

  test('ours inside the spread is met first; a level that comes through it trades with it', () => {
    const t = play(
      [
        [0, '99x5|103x5'],
        [2, '99x5|100x5'],
      ],
      [[1, 'sell 2@99']],
    );
    t.to(0);
    t.order(BUY, 4, 101);
    expect([t.to(1), t.to(2), t.told]).toEqual([
      '101x2 99x3 | 103x5',
      '99x5 | 100x3',
      ['sell 2@101 maker 1', 'sell 2@101 maker 1'],
    ]);
  });

  test('an order of ours keeps the level that it waits in, out of view', () => {
    const t = play(
      [
        [0, '100x6|'],
        [1, '101x4|'],
        [2, '100x5|'],
      ],
      [[3, 'sell 6@100']],
    );
    t.to(0);
    t.order(BUY, 2, 100);
    expect([t.to(1), t.to(2), t.to(3), t.told]).toEqual([
      '101x4 100x8 | ',
      '100x7 | ',
      '100x1 | ',
      ['sell 5@100', 'sell 1@100 maker 1'],
    ]);
  });

  test('impact: what ours takes moves the tape away from it and lets it come back', () => {
    const same: Books = [0, 1, 2, 3].map(s => [s, '99x5 98x5|101x9 102x9']);
    const impact = exponentialImpact({ unit: 9, permanent: 1, transient: 2 }, SECOND);
    const t = play(same, [[3, 'sell 1@99']], { impact });
    t.to(0);
    t.order(BUY, 9, undefined);
    expect([t.to(1), t.to(2), t.to(3), t.told]).toEqual([
      '101x5 100x5 | 104x9',
      '101x5 100x5 | 104x9',
      '100x5 99x5 | 103x9',
      ['buy 9@101 taker 1', 'sell 1@100'],
    ]);
  });
});

describe('snapshots that cannot be played', () => {
  test.each([
    [
      'time that goes back',
      [
        [2, '99x5|101x4'],
        [1, '99x5|101x4', 7],
      ],
      [],
      'tape.csv:7: time goes back: the file is not in order',
    ],
    ['levels out of order', [[2, '99x5 99x4|101x4']], [], 'tape.csv:3: bid 0.99 is not behind the level before it'],
    ['asks out of order', [[2, '99x5|101x4 100x1']], [], 'tape.csv:3: ask 1 is not behind the level before it'],
    ['a price of nothing', [[2, '|0x4']], [], 'tape.csv:3: price 0 is not above 0'],
    ['a price off tick', [[2, '|100.5x4']], [], 'tape.csv:3: price 1.005 is not a multiple of 0.01'],
    [
      'trades that go back',
      [[9, '|100x4']],
      [
        [5, 'buy 1@100'],
        [4, 'buy 1@100'],
      ],
      'trades.csv:5: time goes back: the file is not in order',
    ],
    ['nothing but crossed rows', [[1, '101x4|100x4']], [], 'trades.csv:1: has no row that can be played'],
  ] as [string, Books, Trades, string][])('%s: file, line and reason', (_name, books, trades, message) => {
    expect(() => play(books, trades)).toThrow(message);
  });
});
