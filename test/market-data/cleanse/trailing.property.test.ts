import fc from 'fast-check';
import { Trailing } from '../../../src/market-data/cleanse/trailing';

const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;

test('median and mean absolute deviation are those of the last values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (values, window) => {
        const trailing = new Trailing(window);
        const found = values.map(value => {
          trailing.add(value);
          return [trailing.size, trailing.median(), trailing.deviation(trailing.median())];
        });
        const expected = values.map((_, n) => {
          const last = values.slice(Math.max(0, n + 1 - window), n + 1).sort((a, b) => a - b);
          const median = mean([last[(last.length - 1) >> 1]!, last[last.length >> 1]!]);
          return [last.length, median, mean(last.map(v => Math.abs(v - median)))];
        });
        expect(found).toEqual(expected);
      },
    ),
  );
});
