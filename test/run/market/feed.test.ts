import { DepthSide } from '../../../src/core/depth-side';
import type { FactOf, Input } from '../../../src/core/facts';
import { placeOf } from '../../../src/core/features/names';
import { Instruments } from '../../../src/core/instruments';
import { MarketFeed } from '../../../src/run/market/feed';

/** A side of a book from `price x quantity`, in units of the instrument: 10^-6 and 10^-2. */
function side(sign: 1 | -1, ...levels: string[]): DepthSide {
  const side = new DepthSide(sign);
  for (const level of levels) {
    const [px, qty] = level.split('x');
    side.add(Math.round(Number(px) * 1e6), Math.round(Number(qty) * 100));
  }
  return side;
}
const bids = (...levels: string[]): DepthSide => side(-1, ...levels);
const asks = (...levels: string[]): DepthSide => side(1, ...levels);
const NONE = bids();

/** A feed of ACME at tick 0.01 and lot 1, and what it posts. */
function feeding() {
  let instruments = new Instruments([{ symbol: 'ACME', tick: '0.01', lot: '1' }]);
  const posted: Input[] = [];
  const tapped: string[] = [];
  const feed = new MarketFeed({
    instruments: () => instruments,
    post: input => void posted.push(input),
    tap: {
      book: (_, at, b, a) => void tapped.push(`${at} book ${b.best ?? '-'} ${a.best ?? '-'}`),
      trade: (_, at, px, qty) => void tapped.push(`${at} trade ${px}x${qty}`),
      status: (symbol, at, trading) => void tapped.push(`${at} ${symbol} ${trading}`),
      news: ({ headline }, at) => void tapped.push(`${at} ${headline}`),
    },
  });
  const quotes = (): string[] =>
    posted.splice(0).map(f => {
      const { bid, ask, last, volume } = f as FactOf<'QuoteReceived'>;
      return `${bid ?? '-'} ${ask ?? '-'} ${last ?? '-'} ${volume ?? '-'}`;
    });
  return {
    feed,
    tapped,
    quotes,
    /** One message with this book; the quotes it made. */
    book: (at: number, b: DepthSide, a: DepthSide, source = 'MD'): string[] => {
      feed.book(source, 'ACME', at, b, a);
      feed.tell(at);
      return quotes();
    },
    trade: (at: number, px: string, qty: string): string[] => {
      feed.trade('ACME', at, Number(px) * 1e6, Number(qty) * 100, 0);
      feed.tell(at);
      return quotes();
    },
    list: (tick: string) => {
      instruments = new Instruments([{ symbol: 'ACME', tick, lot: '1' }]);
    },
  };
}

test('a quote is posted where a best price changed; sizes and deeper levels make none, and neither does a message that touches nothing', () => {
  const { feed, book } = feeding();
  const told = [
    book(1, bids('99.99x100'), asks('100.01x70')),
    book(2, bids('99.99x90', '99.98x5'), asks('100.01x70')),
    book(3, bids('100x1', '99.99x90'), asks('100.01x70')),
    book(4, NONE, asks('100.01x70')),
    book(5, NONE, NONE),
  ];
  feed.tell(6);
  expect(told).toEqual([['99.99 100.01 - -'], [], ['100 100.01 - -'], ['- 100.01 - -'], ['- - - -']]);
});

test('trades add up and are told with a quote; the same price again only once they have grown by an eighth', () => {
  const { feed, trade, quotes } = feeding();
  const told = [trade(1, '100', '80'), trade(2, '100', '9.5'), trade(3, '100', '0.5'), trade(4, '100.01', '1')];
  feed.lastIs('ACME', 100_010_000);
  feed.tell(5);
  expect([...told, quotes()]).toEqual([['- - 100 80'], [], ['- - 100 90'], ['- - 100.01 91'], []]);
});

test('what traded and was not told of is told before a decision, once', () => {
  const { feed, trade } = feeding();
  trade(1, '100', '80');
  trade(2, '100', '9.5');
  expect([feed.untold('ACME')?.volume, feed.untold('ACME'), feed.untold('NOBODY')]).toEqual(['89.5', undefined, undefined]);
});

test('two messages never have one stamp, and time does not go back; what is in one message has the same', () => {
  const { feed, tapped, book } = feeding();
  book(10, bids('99x1'), NONE);
  feed.trade('ACME', 10, 99_000_000, 100, 0);
  book(10, bids('98x1'), NONE);
  book(5, bids('97x1'), NONE);
  expect(tapped).toEqual(['10 book 99000000 -', '11 trade 99000000x100', '11 book 98000000 -', '12 book 97000000 -']);
});

test('a decision is shown the levels as text and the features once, and again when anything has changed, news too', () => {
  const { feed, book } = feeding();
  const before = feed.seen('ACME', 1);
  book(10, bids('99.99x100', '99.98x50'), asks('100.01x70'));
  const first = feed.seen('ACME', 11);
  const again = feed.seen('ACME', 12);
  const news = { type: 'NewsReceived', source: 'MD', headline: 'x', symbols: [], urgency: 'flash', receivedAt: 13 } as const;
  feed.news(news, 13);
  const later = feed.seen('ACME', 1_000_013);
  const of = (seen?: FactOf<'MarketSeen'>) =>
    seen && [
      seen.asOf,
      seen.bids,
      seen.asks,
      ...['spreadBps', 'newsUrgency', 'sinceNews'].map(name => seen.features[placeOf(name)]),
    ];
  expect([of(before), of(first), of(again), of(later)]).toEqual([
    undefined,
    [
      10,
      [
        ['99.99', '100'],
        ['99.98', '50'],
      ],
      [['100.01', '70']],
      2,
      null,
      null,
    ],
    undefined,
    [
      10,
      [
        ['99.99', '100'],
        ['99.98', '50'],
      ],
      [['100.01', '70']],
      2,
      1,
      1,
    ],
  ]);
});

test('several sessions: one book of all, equal prices added up, and without one that is gone', () => {
  const { feed, book, quotes } = feeding();
  book(1, bids('99.99x100'), asks('100.01x70'), 'A');
  const both = book(2, bids('100x5', '99.99x1'), asks('100.02x9'), 'B');
  const seen = feed.seen('ACME', 3)!;
  feed.gone('A', 4);
  const left = quotes();
  feed.gone('B', 5);
  expect([both, seen.bids, seen.asks, left, quotes()]).toEqual([
    ['100 100.01 - -'],
    [
      ['100', '5'],
      ['99.99', '101'],
    ],
    [
      ['100.01', '70'],
      ['100.02', '9'],
    ],
    ['100 100.02 - -'],
    [],
  ]);
});

test('a symbol that nobody wants is passed over; one whose units have changed begins anew', () => {
  const { feed, book, list } = feeding();
  feed.book('MD', 'ZZZ', 1, bids('1x1'), NONE);
  feed.tell(1);
  book(2, bids('99.99x100'), asks('100.01x70'));
  list('0.001');
  const stale = feed.seen('ACME', 3);
  const told = book(4, side(-1, '999.9x100'), NONE); // ten times the units of before: 99.99
  expect([feed.seen('ZZZ', 5), stale, told]).toEqual([undefined, undefined, ['99.99 - - -']]);
});
