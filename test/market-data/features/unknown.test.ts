import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { type Heard, type Level, told, vectorOf } from './heard';
import { BEGIN } from './streams';

const SECOND = 1_000_000;
const OF_BOOK = ['spreadBps', 'imbalance1', 'imbalance5', 'microprice', 'orderFlow', 'queueBid', 'queueAsk'];
/** Nobody told of any, here. */
const UNTOLD = ['volumeDay', 'volumeNow', 'newsUrgency', 'sinceNews', 'sinceHalt'];

const book = (seconds: number, bids: readonly Level[], asks: readonly Level[]): Heard => ({
  type: 'book',
  at: BEGIN + seconds * SECOND,
  bids,
  asks,
});
const trade = (seconds: number, px: number, qty: number, sign = 0): Heard => ({
  type: 'trade',
  at: BEGIN + seconds * SECOND,
  px,
  qty,
  sign,
});
const status = (seconds: number, trading: boolean): Heard => ({ type: 'status', at: BEGIN + seconds * SECOND, trading });

const [BID, ASK]: [Level[], Level[]] = [[[9_999, 300]], [[10_001, 100]]];
/** A minute of a market in which everything is known. */
const USUAL: readonly Heard[] = [book(0, BID, ASK), trade(1, 10_001, 50), trade(2, 9_999, 50), book(60, BID, ASK)];

const unknownIn = (events: readonly Heard[], after = 0): string[] => {
  const engine = told(events);
  const vector = vectorOf(engine, engine.asOf + after * SECOND);
  return SYMBOL_FEATURES.map(f => f.name).filter(name => Number.isNaN(vector[name]!) && !UNTOLD.includes(name));
};

describe('what is not known of a market is NaN', () => {
  test.each<[string, readonly Heard[], string[]]>([
    ['a usual book after a minute', USUAL, []],
    ['a crossed book', [...USUAL, book(61, [[10_002, 1]], ASK)], OF_BOOK],
    ['a locked book', [...USUAL, book(61, [[10_001, 1]], ASK)], []],
    ['no bids', [...USUAL, book(61, [], ASK)], OF_BOOK],
    ['no asks', [...USUAL, book(61, BID, [])], OF_BOOK],
    ['an empty book', [...USUAL, book(61, [], [])], OF_BOOK],
    ['a bid of no quantity', [...USUAL, book(61, [[9_999, 0]], ASK)], OF_BOOK],
    ['a mid at or below zero', [...USUAL, book(61, [[-20, 5]], [[20, 5]])], OF_BOOK],
    ['a halt', [...USUAL, status(61, false)], OF_BOOK],
    ['a halt in which the book goes on', [...USUAL, status(61, false), book(62, BID, ASK)], OF_BOOK],
    ['after a halt', [...USUAL, status(61, false), status(62, true)], []],
  ])('%s', (_name, events, unknown) => {
    expect(unknownIn(events)).toEqual(unknown);
  });

  test('right after the first book only what one book says is known', () => {
    const known = ['spreadBps', 'imbalance1', 'imbalance5', 'microprice'];
    const others = SYMBOL_FEATURES.map(f => f.name).filter(name => !known.includes(name) && !UNTOLD.includes(name));
    expect(unknownIn([book(0, BID, ASK)])).toEqual(others);
  });

  test('averages are known once a tenth of their span was seen', () => {
    const known = (after: number): string[] => {
      const unknown = unknownIn([book(0, BID, ASK)], after);
      return ['volatility10', 'volatility60', 'volatility300', 'trades'].filter(name => !unknown.includes(name));
    };
    expect([0.99, 1, 5.9, 6, 29.9, 30].map(known)).toEqual([
      [],
      ['volatility10'],
      ['volatility10'],
      ['volatility10', 'volatility60', 'trades'],
      ['volatility10', 'volatility60', 'trades'],
      ['volatility10', 'volatility60', 'volatility300', 'trades'],
    ]);
  });

  test('after more than an hour without an update everything of the market', () => {
    const all = SYMBOL_FEATURES.map(f => f.name).filter(name => !UNTOLD.includes(name));
    expect([3600, 3601].map(after => unknownIn(USUAL, after))).toEqual([[], all]);
  });

  test('before anything was told, all of it', () => {
    expect(Object.values(vectorOf(told([]), BEGIN)).filter(v => !Number.isNaN(v))).toEqual([]);
  });
});

describe('a halt', () => {
  const halted = [...USUAL, status(60, false), trade(100, 10_500, 1_000, 1), book(110, [[10_499, 300]], [[10_501, 100]])];

  test('stops trading time: averages wait for its end, what is traded in it moves none, and no return is taken across it', () => {
    const averages = ({ volatility60, trades, signedTrades, depth }: Record<string, number>) => ({
      volatility60,
      trades,
      signedTrades,
      depth,
    });
    const before = vectorOf(told(USUAL), BEGIN + 60 * SECOND);
    const resumed = told([...halted, status(1000, true)]);
    expect(averages(vectorOf(resumed, resumed.asOf))).toEqual(averages(before));
  });

  test('is known by the seconds since its end: 0 while it lasts, unknown where there was none', () => {
    const since = [USUAL, halted, [...halted, status(1000, true)]].map(events => {
      const engine = told(events);
      return vectorOf(engine, engine.asOf + 30 * SECOND)['sinceHalt'];
    });
    expect(since).toEqual([Number.NaN, 0, 30]);
  });
});

describe('single features', () => {
  /** A sign of each trade, in turn. */
  const signs = (events: readonly Heard[]): number[] =>
    events.flatMap((e, i) => {
      if (e.type !== 'trade') return [];
      const engine = told(events.slice(0, i + 1));
      return [vectorOf(engine, engine.asOf)['tradeSign']!];
    });

  test('a trade without a sign gets one by the quote, at mid by the tick, and none before anything is known', () => {
    const events = [
      trade(0, 10_000, 1),
      book(1, BID, ASK),
      trade(2, 10_001, 1),
      trade(3, 10_000, 1),
      trade(4, 10_000, 1),
      trade(5, 9_999, 1),
      trade(6, 10_000, 1),
      trade(7, 10_001, 1, -1),
      book(8, [], []),
      trade(9, 10_001, 1),
      trade(10, 10_002, 1),
    ];
    expect(signs(events)).toEqual([0, 1, -1, -1, -1, 1, -1, -1, 1]);
  });

  test('a queue lasts as long as the rate of those who come in has it, an hour at most', () => {
    const engine = told([book(0, BID, ASK), trade(60, 10_001, 60), book(60, BID, ASK)]);
    const { queueBid, queueAsk } = vectorOf(engine, engine.asOf);
    // 60 shares at the end of the first minute: 1 / (1 - 1/e) a second; nobody sold
    expect([queueBid, queueAsk!.toFixed(9)]).toEqual([3600, (100 * (1 - Math.exp(-1))).toFixed(9)]);
  });

  test('news are known by their urgency and age, and are no update of the market', () => {
    const engine = told([...USUAL, { type: 'news', at: BEGIN + 70 * SECOND, urgency: 1 }]);
    const { newsUrgency, sinceNews } = vectorOf(engine, BEGIN + 75 * SECOND);
    expect([newsUrgency, sinceNews, engine.asOf]).toEqual([1, 5, BEGIN + 60 * SECOND]);
  });

  test('trades of no quantity or price, and stamps of before, poison nothing', () => {
    const odd = [
      trade(60, Number.NaN, 10, 1),
      trade(60, 10_000, Number.NaN, 1),
      trade(60, 10_000, -5, 1),
      trade(3, 10_000, 0, 1),
    ];
    const [clean, poisoned] = [told(USUAL), told([...USUAL, ...odd])];
    expect(vectorOf(poisoned, poisoned.asOf)).toEqual(vectorOf(clean, clean.asOf));
  });
});

describe('volume beside what is expected', () => {
  const MINUTE = 60 * SECOND;
  /** Three bins of a minute: 200, 300 and 500 shares of 1,000. */
  const session = {
    start: BEGIN,
    end: BEGIN + 3 * MINUTE,
    curve: [200_000_000, 500_000_000, 1_000_000_000],
    binSeconds: 60,
    volume: 1_000,
  };
  const ratios = (hear: (engine: ReturnType<typeof told>) => void, at: number): (number | undefined)[] => {
    const engine = told([]);
    hear(engine);
    const { volumeDay, volumeNow } = vectorOf(engine, BEGIN + at * SECOND);
    return [volumeDay, volumeNow].map(v => Number(v!.toFixed(6)));
  };

  test('counts from the start of the session, where it is told by then', () => {
    const said = ratios(engine => {
      engine.expect(BEGIN - MINUTE, session);
      engine.trade(BEGIN - 1, 10_000, 700, 1); // before it
      engine.trade(BEGIN + 90 * SECOND, 10_000, 175, 1);
    }, 90);
    // 350 expected; 5 shares a second in the bin, and the rate of what was seen for 90 s, 700 of it 90 s ago
    const rate = (175 + 700 * Math.exp(-90.000001 / 60)) / (60 * (1 - Math.exp(-90.000001 / 60)));
    expect(said).toEqual([0.5, Number((rate / 5).toFixed(6))]);
  });

  test('counts from when it is told, where that is later', () => {
    const said = ratios(engine => {
      engine.trade(BEGIN + 1, 10_000, 5_000, 1);
      engine.expect(BEGIN + 60 * SECOND, session);
      engine.trade(BEGIN + 70 * SECOND, 10_000, 600, 1);
    }, 120);
    expect(said[0]).toBe(2);
  });

  test.each([
    ['nothing is expected', undefined],
    ['no volume of the day is known', { ...session, volume: undefined }],
    ['the session has not begun', { ...session, start: BEGIN + 10 * MINUTE, end: BEGIN + 13 * MINUTE }],
  ])('is not known where %s', (_name, expected) => {
    const said = ratios(engine => {
      engine.expect(BEGIN, expected);
      engine.trade(BEGIN + SECOND, 10_000, 100, 1);
    }, 60);
    expect(said).toEqual([Number.NaN, Number.NaN]);
  });

  test('after the session the day is told of still, the moment not', () => {
    const said = ratios(engine => {
      engine.expect(BEGIN, session);
      engine.trade(BEGIN + SECOND, 10_000, 500, 1);
      engine.trade(BEGIN + 4 * MINUTE, 10_000, 900, 1);
    }, 300);
    expect(said).toEqual([0.5, Number.NaN]);
  });
});
