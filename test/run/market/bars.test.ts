import { Books } from '../../../src/core/books';
import type { FactOf, Input, ModelsInForce } from '../../../src/core/facts';
import { LevelColumns } from '../../../src/core/features/levels';
import { LEARNING } from '../../../src/core/learning/terms';
import { Bars, barStart } from '../../../src/run/market/bars';
import { MarketFeed } from '../../../src/run/market/feed';

const SECOND = 1_000_000;
/** Where a bar of 5 s begins. */
const T0 = barStart('ACME', 1_767_607_200 * SECOND, 5 * SECOND);

/** A feed of ACME with bars of 5 s behind it, as the market desk puts them together. */
class Stage {
  readonly posted: { fact: FactOf<'BarClosed'>; at: number }[] = [];
  readonly books = new Books();
  private readonly bars: Bars;
  private readonly feed: MarketFeed;

  constructor(active = true) {
    const models: ModelsInForce = { mode: 'acts', deadline: 2000, maxAge: SECOND, learning: { ...LEARNING, bar: 5 * SECOND } };
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1' }];
    const start = { type: 'Started', version: 't', epoch: 't', instruments, limits: { firm: {} }, venues: [] } as const;
    this.books.apply(active ? { ...start, models } : start, 1, T0);
    const post = (input: Input, at: number): void => {
      if (input.type === 'BarClosed') this.posted.push({ fact: input, at: (at - T0) / SECOND });
    };
    this.bars = new Bars({ books: this.books, feed: () => this.feed, post });
    this.feed = new MarketFeed({ instruments: () => this.books.instruments, post: () => undefined, tap: this.bars });
  }

  /** A book of one level a side, received so many seconds on; prices in cents. */
  book(seconds: number, bid: number, ask: number): this {
    const at = this.due(seconds);
    const [bids, asks] = [new LevelColumns(), new LevelColumns()];
    bids.add(bid * 1e4, 100e2);
    asks.add(ask * 1e4, 100e2);
    this.feed.book('F', 'ACME', at, bids, asks);
    this.feed.tell(at);
    return this;
  }

  trade(seconds: number, px: number, qty: number): this {
    const at = this.due(seconds);
    this.feed.trade('ACME', at, px * 1e4, qty * 1e2, 1);
    this.feed.tell(at);
    return this;
  }

  due(seconds: number): number {
    const at = T0 + seconds * SECOND;
    this.bars.due(at);
    return at;
  }

  /** Seconds of start and end, mid and logs. */
  told(): (number | null | readonly (number | null)[])[][] {
    return this.posted.map(({ fact: { start, end, mid, logs } }) => [(start - T0) / SECOND, (end - T0) / SECOND, mid, logs]);
  }
}

const six = (x: number): number => Math.round(x * 1e6) / 1e6;
const quiet = six(Math.log(0.25 ** 2 / 5) / 2);
const spread = (bid: number, ask: number): number => (2e4 * (ask - bid)) / (ask + bid);

describe('bars', () => {
  test('are told on the grid, once each, when they are over: returns, the mean spread over time and volume of their own', () => {
    const stage = new Stage().book(1, 9999, 10001).trade(2, 10001, 30).book(3, 10000, 10004).book(6, 10000, 10004);
    stage.due(10);
    const move = 1e4 * Math.log(10002 / 10000);
    expect(stage.told()).toEqual([
      [
        0,
        5,
        100.02,
        [
          six(Math.log((move ** 2 + 0.25 ** 2) / 5) / 2),
          six(Math.log((spread(9999, 10001) + spread(10000, 10004)) / 2)),
          six(Math.log(30 / 5)),
        ],
      ],
      [5, 10, 100.02, [quiet, six(Math.log(spread(10000, 10004))), null]],
    ]);
  });

  test('have nothing in them that came after their end', () => {
    const late = new Stage().book(1, 9999, 10001).book(7, 12000, 12002);
    const never = new Stage().book(1, 9999, 10001);
    never.due(7);
    expect(late.posted).toEqual(never.posted);
  });

  test('of a crossed book have no mid, and take no return from it', () => {
    const stage = new Stage().book(1, 9999, 10001).book(2, 10005, 10001).book(6, 9999, 10001);
    stage.due(10);
    expect(stage.told().map(([, , mid, logs]) => [mid, (logs as number[])[0]])).toEqual([
      [null, quiet],
      [100, quiet],
    ]);
  });

  test('of a long silence are left out, of a short one told one by one', () => {
    const stage = new Stage().book(1, 9999, 10001);
    stage.due(16);
    stage.due(500);
    stage.due(506);
    expect(stage.told().map(([start, end]) => [start, end])).toEqual([
      [0, 5],
      [5, 10],
      [10, 15],
      [500, 505],
    ]);
  });

  test('of different symbols do not end at one moment, and each follows the one before', () => {
    const symbols = Array.from({ length: 50 }, (_, n) => `S${n}`);
    const starts = symbols.map(symbol => barStart(symbol, T0, 5 * SECOND));
    const next = symbols.map((symbol, n) => barStart(symbol, starts[n]! + 5 * SECOND, 5 * SECOND) - starts[n]!);
    expect([new Set(starts).size, new Set(next)]).toEqual([50, new Set([5 * SECOND])]);
  });

  test('are not told while no model is in force', () => {
    const stage = new Stage(false).book(1, 9999, 10001);
    stage.due(11);
    expect(stage.posted).toEqual([]);
  });
});
