import fc from 'fast-check';
import { Season } from '../../../src/core/learning/season';
import { normals } from './normals';

const BAR = 300_000_000;
const DAY = 86_400_000_000;
const OPEN = 14 * 12;
const BARS = 78;

/** A session of five-minute bars with a smile over the day, and noise. */
const session = (day: number, normal: () => number): [end: number, log: number][] =>
  Array.from({ length: BARS }, (_, b) => [day * DAY + (OPEN + b + 1) * BAR, 2 * ((2 * b) / BARS - 1) ** 2 + 0.1 * normal()]);

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the time of day', () => {
  test('is taken out once three sessions have shown it', () => {
    const season = new Season(1);
    const normal = normals(3);
    const days = [0, 1, 2, 3, 4].map(day => session(day, normal).map(([end, log]) => season.take(end, [log])[0]!));
    const smile = (day: readonly (number | null)[]): number =>
      mean(day.slice(0, 10) as number[]) - mean(day.slice(35, 45) as number[]);
    expect([smile(days[3]!), smile(days[4]!)].map(x => Math.abs(x) < 0.3)).toEqual([true, true]);
  });

  test('without sessions before it is the median of the day so far, and nothing for 29 bars', () => {
    const season = new Season(1);
    const told = Array.from({ length: 32 }, (_, b) => season.take(b * BAR, [b === 31 ? 3 : 1])[0]);
    expect(told).toEqual([...new Array(30).fill(null), 0, 2]);
  });

  test('of a bar is the same whatever comes later', () => {
    const logs = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 40, maxLength: 120 });
    fc.assert(
      fc.property(logs, fc.nat(39), (values, cut) => {
        const tell = (some: readonly number[]): (number | null)[] => {
          const season = new Season(1);
          return some.map((log, b) => season.take(b * BAR * 4, [log])[0]!);
        };
        expect(tell(values).slice(0, cut)).toEqual(tell(values.slice(0, cut)));
      }),
      { numRuns: 50 },
    );
  });
});
