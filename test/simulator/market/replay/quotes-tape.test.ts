import { LevelPlayer, type LevelPlayerOptions } from '../../../../simulator/market/replay/level-player';
import { quotesTape } from '../../../../simulator/market/replay/quotes-tape';
import { BUY, SELL } from '../../../../simulator/matching/types';
import { LISTING, quoteRow, Stage, source, tradeRow } from './stage';

type Quotes = Parameters<typeof quoteRow>[];
type Trades = Parameters<typeof tradeRow>[];

function play(quotes: Quotes, trades: Trades = [], options: Partial<LevelPlayerOptions> = {}) {
  const tape = quotesTape(
    LISTING,
    source(quotes.map(q => quoteRow(...q))),
    source(
      trades.map(t => tradeRow(...t)),
      'trades.csv',
    ),
  );
  return Object.assign(new Stage(new LevelPlayer({ tape, start: 0, ...options })), { tape });
}

describe('quotes and trades with nobody else', () => {
  test('the book is the best bid and offer; a trade takes nothing that the quote still shows', () => {
    const t = play(
      [
        [0, '99x5|101x4'],
        [2, '99x5|101x1'],
        [3, '100x2|'],
      ],
      [[1, 'buy 3@101']],
    );
    expect([t.to(0), t.to(1), t.to(2), t.to(3), t.told]).toEqual([
      '99x5 | 101x4',
      '99x5 | 101x4',
      '99x5 | 101x1',
      '100x2 | ',
      ['buy 3@101'],
    ]);
  });

  test('crossed and locked quotes are left out, and counted', () => {
    const t = play([
      [0, '99x5|101x4'],
      [1, '101x5|101x4'],
      [2, '102x5|101x4'],
      [3, '100x1|101x4'],
    ]);
    expect([t.to(2), t.to(3), t.tape.leftOut]).toEqual(['99x5 | 101x4', '100x1 | 101x4', 2]);
  });

  test('quotes of several venues are put together; an older one that is crossed is stale', () => {
    const t = play([
      [0, '99x5|101x4', 'N'],
      [1, '99x2|102x4', 'P'],
      [2, '98x1|101x6', 'P'],
      [3, '101x3|103x1', 'T'],
    ]);
    expect([t.to(0), t.to(1), t.to(2), t.to(3)]).toEqual(['99x5 | 101x4', '99x7 | 101x4', '99x5 | 101x10', '101x3 | 103x1']);
  });

  test.each([
    ['at the offer', ['101'], ['buy 1@101']],
    ['at the bid', ['99'], ['sell 1@99']],
    ['above the middle', ['100.5'], ['print buy 1@1.005']],
    ['in the middle, after a rise', ['99', '100'], ['sell 1@99', 'print buy 1@1']],
    ['in the middle, after a fall', ['101', '100'], ['buy 1@101', 'print sell 1@1']],
    ['in the middle, nothing before it', ['100'], ['print buy 1@1']],
  ])('who came in, where nobody says: %s', (_name, prices, told) => {
    const t = play(
      [[0, '99x5|101x4']],
      prices.map((price, i) => [i + 1, `1@${price}`]),
    );
    t.to(9);
    expect(t.told).toEqual(told);
  });

  test('trades made off exchange, taken back later, behind the best price or between ticks are printed and meet nobody', () => {
    const t = play(
      [[0, '99x5|101x4']],
      [
        [1, 'buy 1@101', { venue: 'D' }],
        [2, 'buy 2@101', { correction: '8' }],
        [3, 'buy 3@105'],
        [4, 'buy 4@100.25'],
      ],
    );
    t.to(0);
    t.order(SELL, 9, 101);
    t.to(4);
    expect(t.told).toEqual(['print buy 1@1.01', 'print buy 2@1.01', 'print buy 3@1.05', 'print buy 4@1.0025']);
  });
});

describe('orders from outside against quotes and trades', () => {
  test('ours comes forward by trades, and what the quote then shows less counts once', () => {
    const t = play(
      [
        [0, '100x6|'],
        [2, '100x2|'],
      ],
      [
        [1, 'sell 4@100'],
        [3, 'sell 2@100'],
        [4, 'sell 1@100'],
      ],
    );
    t.to(0);
    t.order(BUY, 3, 100);
    expect([t.to(2), t.to(3), t.to(4), t.told]).toEqual([
      '100x5 | ',
      '100x5 | ',
      '100x4 | ',
      ['sell 4@100', 'sell 2@100', 'sell 1@100 maker 1'],
    ]);
  });

  test('a print that comes after the quote that it changed does not count twice', () => {
    const t = play(
      [
        [0, '100x6|'],
        [1, '100x2|'],
      ],
      [
        [2, 'sell 4@100'],
        [3, 'sell 3@100'],
      ],
    );
    t.to(0);
    t.order(BUY, 3, 100);
    t.to(3);
    expect(t.told).toEqual(['print sell 4@1', 'sell 2@100', 'sell 1@100 maker 1']);
  });

  test('ours is filled where the other side comes to its price, and takes no more than is shown', () => {
    const t = play([
      [0, '99x5|101x4'],
      [1, '98x5|100x4'],
      [2, '98x5|100x4'],
      [3, '98x5|100x6'],
    ]);
    t.to(0);
    t.order(BUY, 7, 100);
    t.to(3);
    expect(t.told).toEqual(['sell 4@100 maker 1', 'sell 2@100 maker 1']);
  });
});
