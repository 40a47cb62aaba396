import { AgentMarket, type Fork } from '../../../simulator/market/agent-market';
import { Draws, seedOf } from '../../../simulator/market/draws';
import { Exchange } from '../../../simulator/market/exchange';
import { DEMO_SYMBOLS, demoListing } from '../../../simulator/market/instruments';
import { BUY, SELL } from '../../../simulator/matching/types';
import { ExchangeRecorder } from './recorder';

const SECOND = 1_000_000;
const START = 1_700_000_000 * SECOND;

function open(seed: number, symbols: readonly string[] = ['ACME']): { ex: Exchange; recorder: ExchangeRecorder } {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  for (const symbol of symbols) {
    const listing = demoListing(symbol);
    ex.list(listing, new AgentMarket({ seed, symbol, reference: listing.referencePriceTicks, start: START }));
  }
  return { ex, recorder };
}

/** Advances in steps of 100 ms, looking at each; returns the worst of what it saw. */
function watch(ex: Exchange, symbol: string, from: number, to: number): { levels: number; spread: number } {
  const worst = { levels: Number.POSITIVE_INFINITY, spread: 0 };
  for (let at = from; at <= to; at += SECOND / 10) {
    ex.advance(at);
    const { bids, asks } = ex.depth(symbol, 10)!;
    worst.levels = Math.min(worst.levels, bids.length, asks.length);
    worst.spread = Math.max(worst.spread, asks[0]!.price - bids[0]!.price);
  }
  return worst;
}

describe('AgentMarket', () => {
  test.each(DEMO_SYMBOLS)(
    '%s: within 2 s and for 2 minutes, five levels or more a side, a narrow spread, a trade a second or so',
    symbol => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const { ex, recorder } = open(seed, [symbol]);
        const worst = watch(ex, symbol, START + 2 * SECOND, START + 122 * SECOND);
        const rate = recorder.trades / 122;
        expect({ seed, levels: worst.levels >= 5, spread: worst.spread <= 12, rate: rate > 0.5 && rate < 6 }).toEqual({
          seed,
          levels: true,
          spread: true,
          rate: true,
        });
      }
    },
  );

  test('the market moves: prices of an hour lie further apart than the spread, and come back', () => {
    const { ex, recorder } = open(9);
    ex.advance(START + 3600 * SECOND);
    const prices = recorder.lines.map(l => Number(/@(\d+)/.exec(l)?.[1]));
    const reach = demoListing('ACME').referencePriceTicks / 20;
    const far = Math.max(...prices.map(p => Math.abs(p - 10_000)));
    expect([far > 10, far < reach]).toEqual([true, true]);
  });

  test('a fork keeps everything up to its moment, and leads elsewhere after it', () => {
    const run = (fork?: Fork): { past: string; all: string } => {
      const recorder = new ExchangeRecorder();
      const ex = new Exchange(recorder);
      const listing = demoListing('ACME');
      ex.list(listing, new AgentMarket({ seed: 4, symbol: 'ACME', reference: listing.referencePriceTicks, start: START, fork }));
      ex.advance(START + 20 * SECOND);
      const past = recorder.lines.join();
      ex.advance(START + 60 * SECOND);
      return { past, all: recorder.lines.join() };
    };
    const after = START + 20 * SECOND;
    const [own, forked, again] = [run(), run({ after, seed: 5 }), run({ after, seed: 5 })];
    expect([own.past === forked.past, own.all === forked.all, forked.all === again.all]).toEqual([true, false, true]);
  });

  test('the same seed gives the same trades, another seed others, and each symbol its own', () => {
    const trades = (seed: number, symbol: string): string => {
      const { ex, recorder } = open(seed, [symbol]);
      ex.advance(START + 60 * SECOND);
      return recorder.lines.join('\n').replaceAll(symbol, '');
    };
    const [first, again, other, symbol] = [trades(7, 'S'), trades(7, 'S'), trades(8, 'S'), trades(7, 'Z')];
    expect([first === again, first === other, first === symbol, first.length > 500]).toEqual([true, false, false, true]);
  });

  test('an order from outside eats the book, which refills within two seconds', () => {
    const { ex } = open(3);
    ex.advance(START + 5 * SECOND);
    const before = ex.depth('ACME', 5)!.asks.length;
    ex.submit(
      { owner: 'A', ref: '1', symbol: 'ACME', side: BUY, qty: 1_000_000, price: undefined, tif: 'Day' },
      START + 5 * SECOND,
    );
    const eaten = ex.depth('ACME', 5)!.asks.length;
    ex.advance(START + 7 * SECOND);
    expect([before, eaten, ex.depth('ACME', 5)!.asks.length]).toEqual([5, 0, 5]);
  });

  test('an order from outside that pays too much is served until it is filled, and the market comes back', () => {
    const { ex, recorder } = open(3);
    ex.submit({ owner: 'A', ref: '1', symbol: 'ACME', side: SELL, qty: 20_000, price: 9_900, tif: 'Day' }, START + 2 * SECOND);
    ex.advance(START + 60 * SECOND);
    const { bids, asks } = ex.depth('ACME', 5)!;
    expect([ex.order(1), bids.length, asks.length, recorder.lines.some(l => l.includes('cum 20000 leaves 0'))]).toEqual([
      undefined,
      5,
      5,
      true,
    ]);
  });

  test('when agents act does not depend on orders from outside', () => {
    const times = (outside: boolean): number[] => {
      const { ex } = open(4);
      const seen: number[] = [];
      for (let at = ex.nextEventAt()!; at < START + 20 * SECOND; at = ex.nextEventAt()!) {
        seen.push(at);
        ex.advance(at);
        if (outside && seen.length % 10 === 0)
          ex.submit({ owner: 'A', ref: 'x', symbol: 'ACME', side: SELL, qty: 500, price: undefined, tif: 'IOC' }, at);
      }
      return seen;
    };
    expect(times(true)).toEqual(times(false));
  });

  test('a price near nothing is quoted from one tick up', () => {
    const recorder = new ExchangeRecorder();
    const ex = new Exchange(recorder);
    const listing = { ...demoListing('PENNY'), referencePriceTicks: 20 };
    ex.list(listing, new AgentMarket({ seed: 1, symbol: 'PENNY', reference: 20, start: START, unit: 7 }));
    ex.advance(START + 300 * SECOND);
    const { bids, asks } = ex.depth('PENNY', 50)!;
    expect([bids.length >= 5, asks.length >= 5, bids.every(l => l.price >= 1)]).toEqual([true, true, true]);
  });
});

describe('Draws', () => {
  test('the numbers of a decision depend on seed, agent, decision and count alone', () => {
    const take = (d: Draws, decision: number, n: number): number[] => {
      d.decide(decision);
      return Array.from({ length: n }, () => d.below(1_000_000));
    };
    const [a, b] = [new Draws(seedOf(1, 'ACME'), 2), new Draws(seedOf(1, 'ACME'), 2)];
    take(a, 0, 17);
    take(b, 0, 1);
    expect([take(a, 1, 5), take(new Draws(seedOf(1, 'ACME'), 3), 1, 5)]).toEqual([
      take(b, 1, 5),
      expect.not.arrayContaining(take(b, 1, 5)),
    ]);
  });

  test('are spread evenly, and waits have their mean', () => {
    const draws = new Draws(5, 1);
    const cells = new Array<number>(10).fill(0);
    let waited = 0;
    for (let i = 0; i < 20_000; i++) {
      draws.decide(i);
      cells[draws.below(10)]!++;
      waited += draws.wait(SECOND);
    }
    const even = cells.every(n => Math.abs(n - 2000) < 200);
    expect([even, Math.abs(waited / 20_000 / SECOND - 1) < 0.03]).toEqual([true, true]);
  });
});
