import fc from 'fast-check';
import { binned, encoded, thresholdOf } from '../../../src/training/gbdt/bins';
import { weightedQuantile } from '../../../src/training/gbdt/weighted-quantile';

const { fround } = Math;

describe('bins', () => {
  test('of few values are one a value, cut in the middle; the unknown has one of its own', () => {
    const { codes, cuts, offsets } = binned([Float32Array.of(3, 1, Number.NaN, 2, 1)], 255);
    expect([[...codes[0]!], [...cuts[0]!], [...offsets]]).toEqual([
      [2, 0, 3, 1, 0],
      [1.5, 2.5],
      [0, 4],
    ]);
  });
  test('of many values hold about as many rows each', () => {
    const column = Float32Array.from({ length: 10_000 }, (_, i) => (i / 10_000) ** 3);
    const counts = new Array<number>(100).fill(0);
    for (const code of binned([column], 100).codes[0]!) counts[code]!++;
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([100, 100]);
  });
  test('a value that many rows have takes no bins from the others', () => {
    const column = Float32Array.from({ length: 1000 }, (_, i) => (i < 900 ? 0 : i));
    expect(binned([column], 51).cuts[0]!.length).toBe(50);
  });
  test('say of each float32 what its threshold says, neighbours included', () => {
    const neighbours = [1, fround(1 + 2 ** -23), fround(1 + 2 ** -22), -0, 0, 1e-45, -1e-45, 3.4e38, -3.4e38];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...neighbours), fc.float({ noNaN: true, noDefaultInfinity: true })), { minLength: 1 }),
        values => {
          const column = Float32Array.from(values);
          const { codes, cuts } = binned([column], 4);
          const again = encoded([column], cuts).codes[0]!;
          // a split after any bin sends each row the way its code says, by a comparison of float32
          const right = Array.from(column, (x, i) =>
            Array.from({ length: cuts[0]!.length + 1 }, (_, bin) => x <= thresholdOf(cuts[0]!, bin) === codes[0]![i]! <= bin),
          );
          expect([right.flat().every(Boolean), [...again]]).toEqual([true, [...codes[0]!]]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test.each<[number, number]>([
  [0.5, 2],
  [0.51, 3],
  [1, 4],
  [0.01, 1],
])('the quantile %f of 1, 2, 3, 4 is %i, weights of 1 or none', (part, value) => {
  const values = (): Float64Array => Float64Array.of(3, 1, 4, 2);
  expect([weightedQuantile(values(), undefined, part), weightedQuantile(values(), [1, 1, 1, 1], part)]).toEqual([value, value]);
});

test('a quantile goes by weight', () => {
  expect(weightedQuantile(Float64Array.of(1, 2, 3), [1, 1, 8], 0.5)).toBe(3);
});
