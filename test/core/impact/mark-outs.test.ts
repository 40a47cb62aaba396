import { type MarkedFill, MarkOuts } from '../../../src/core/impact/mark-outs';

const SECOND = 1_000_000;
const fill = (seconds: number, over: Partial<MarkedFill> = {}): MarkedFill => ({
  at: seconds * SECOND,
  symbol: 'ACME',
  buy: true,
  liquidity: 'taker',
  cluster: 'A',
  ...over,
});
/** Mean move at 1, 10 and 60 s, and how many fills each was made of. */
const told = (marks: MarkOuts, liquidity: 'maker' | 'taker', end = 1000): (string | number)[] =>
  marks
    .result(end * SECOND, 1)
    .filter(m => m.liquidity === liquidity)
    .flatMap(m => [Number(m.move.mean.toFixed(3)), `${m.move.observations} of ${m.move.observations + m.leftOut}`]);

describe('mark-outs', () => {
  test('a buy sees the mid rise as a gain, each horizon by what was known then', () => {
    const marks = new MarkOuts();
    marks.mid('ACME', 0, 100);
    marks.fill(fill(1));
    marks.mid('ACME', 2 * SECOND, 100.01); // at the first horizon, and counts for it
    marks.mid('ACME', 5 * SECOND, 100.02);
    marks.mid('ACME', 12 * SECOND, 100.05);
    marks.mid('ACME', 62 * SECOND, 99.99); // after the last horizon: never seen
    expect(told(marks, 'taker')).toEqual([1, '1 of 1', 2, '1 of 1', 5, '1 of 1']);
  });
  test('a sell sees a fall as a gain; makers and takers, and symbols, are apart', () => {
    const marks = new MarkOuts();
    marks.mid('ACME', 0, 100);
    marks.mid('BOLT', 0, 50);
    marks.fill(fill(1, { buy: false, liquidity: 'maker' }));
    marks.fill(fill(1, { symbol: 'BOLT', liquidity: 'maker' }));
    marks.mid('ACME', 1.5 * SECOND, 99.98);
    marks.mid('BOLT', 1.5 * SECOND, 49.98);
    expect([told(marks, 'maker').slice(0, 2), told(marks, 'taker').slice(0, 2)]).toEqual([
      [-1, '2 of 2'],
      [Number.NaN, '0 of 0'],
    ]);
  });
  test('a fill before the first mid, after a side went empty, or too near the end is left out and counted', () => {
    const marks = new MarkOuts();
    marks.fill(fill(0));
    marks.mid('ACME', SECOND, 100);
    marks.fill(fill(2));
    marks.mid('ACME', 2.5 * SECOND, Number.NaN);
    marks.mid('ACME', 7 * SECOND, 100.01);
    expect(told(marks, 'taker', 30)).toEqual([Number.NaN, '0 of 2', 1, '1 of 2', Number.NaN, '0 of 2']);
  });
});
