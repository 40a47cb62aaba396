import fc from 'fast-check';
import { assertLearnable } from '../../../../simulator/market/market';
import { type BridgeOptions, barsTape } from '../../../../simulator/market/replay/bars-tape';
import { LevelPlayer } from '../../../../simulator/market/replay/level-player';
import { BUY } from '../../../../simulator/matching/types';
import type { BarRow } from '../../../../src/core/market-data-rows';
import { runs } from '../../../runs';
import { LISTING, SECOND, Stage, source } from './stage';

const MINUTE = 60 * SECOND;
type Ohlcv = readonly [open: number, high: number, low: number, close: number, volume: number];

const barRow = ([open, high, low, close, volume]: Ohlcv, i: number): BarRow => ({
  at: i * MINUTE,
  line: i + 2,
  length: MINUTE,
  open: open * 100,
  high: high * 100,
  low: low * 100,
  close: close * 100,
  volume,
});
const play = (bars: readonly Ohlcv[], options: Partial<BridgeOptions> = {}): Stage =>
  new Stage(
    new LevelPlayer({ tape: barsTape(LISTING, source(bars.map(barRow), 'bars.csv'), { seed: 7, ...options }), start: 0 }),
  );

/** What traded or was printed until a second: price in cents and lots. */
const prints = (stage: Stage): [number, number][] =>
  stage.told.splice(0).map(line => {
    const [, qty, price] = /(\d+)@([\d.]+)/.exec(line)!;
    return [line.startsWith('print') ? Math.round(Number(price) * 100) : Number(price), Number(qty)];
  });

const ohlcv = (trades: readonly [number, number][]): Ohlcv => {
  const prices = trades.map(t => t[0]);
  return [prices[0]!, Math.max(...prices), Math.min(...prices), prices.at(-1)!, trades.reduce((n, t) => n + t[1], 0)];
};

const bar = fc
  .tuple(fc.integer({ min: 20, max: 400 }), fc.nat(60), fc.nat(1000), fc.nat(1000), fc.integer({ min: 4, max: 5000 }))
  .map(([low, range, open, close, volume]): Ohlcv => {
    const within = (n: number): number => low + Math.round((range * n) / 1000);
    return [within(open), low + range, low, within(close), volume];
  });

describe('bars, bridged', () => {
  test('keep open, high, low, close and volume, to the lot', () => {
    fc.assert(
      fc.property(
        fc.array(bar, { minLength: 1, maxLength: 5 }),
        fc.nat(1000),
        fc.integer({ min: 4, max: 40 }),
        (bars, seed, most) => {
          const stage = play(bars, { seed, prints: most });
          const seen = bars.map((_, i) => {
            stage.to((i + 1) * 60 - 1e-6);
            return ohlcv(prints(stage));
          });
          expect(seen).toEqual(bars);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('the same seed draws the same path, another seed another', () => {
    const path = (seed: number): string => {
      const stage = play([[100, 120, 90, 110, 500]], { seed });
      stage.to(60);
      return stage.told.join();
    };
    const [once, again, other] = [path(1), path(1), path(2)];
    expect([once === again, once === other]).toEqual([true, false]);
  });

  test('orders from outside can take the share of the volume that is shown, and no more', () => {
    const stage = play([[100, 110, 90, 100, 1000]], { shown: 0.1 });
    stage.to(0);
    for (let second = 0; second < 60; second++) {
      stage.order(BUY, 1000, undefined);
      stage.to(second);
    }
    const bought = stage.trades.filter(t => t.takerId > 0).reduce((n, t) => n + t.qty, 0);
    expect(bought > 0 && bought <= 100).toBe(true);
  });

  test('a bar without volume moves the quotes and prints nothing', () => {
    const stage = play([[100, 110, 90, 105, 0]]);
    expect([stage.to(0), stage.to(60), stage.told]).toEqual([
      expect.stringContaining('100x1'),
      expect.stringContaining('105x1'),
      [],
    ]);
  });

  test('a market of bars says that nothing may be learned from it', () => {
    const { market } = play([[100, 100, 100, 100, 1]]);
    expect(() => assertLearnable(market)).toThrow('pinned to their ends');
  });

  test.each<[string, Ohlcv[], string]>([
    ['fewer lots than prices', [[100, 110, 90, 105, 3]], 'bars.csv:2: volume of 3 lots cannot print the 4 prices of its path'],
    [
      'a close above its high',
      [
        [100, 110, 90, 105, 9],
        [100, 110, 90, 111, 9],
      ],
      'bars.csv:3: open or close lies outside low and high',
    ],
    ['a price off tick', [[100.5, 110, 90, 100, 9]], 'bars.csv:2: price 1.005 is not a multiple of 0.01'],
    ['no bars', [], 'bars.csv:1: has no row that can be played'],
  ])('%s: file, line and reason', (_name, bars, message) => {
    expect(() => play(bars)).toThrow(message);
  });
});
