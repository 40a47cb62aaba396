import { AsOfRows } from '../../../src/training/data/as-of-rows';

const SECOND = 1_000_000;

test('a row can be read up to where the clock stands; what happened between two rows is known at the second', () => {
  const at = Float64Array.from([0, 1, 2, 3], n => n * SECOND);
  const values = Float64Array.of(5, 6, 7, 8);
  const rows = new AsOfRows({ at, mid: values, column: () => values });
  const [mid, bought] = [rows.of('mid', values), rows.between('bought', values)];
  const mayRead = (k: number) => {
    rows.moveTo(k);
    return [mid, bought].map(series =>
      [0, 1, 2, 3].filter(n => {
        try {
          return series.value(n) > 0;
        } catch {
          return false;
        }
      }),
    );
  };
  expect([mayRead(0), mayRead(2), mayRead(3)]).toEqual([
    [[0], []],
    [
      [0, 1, 2],
      [0, 1],
    ],
    [
      [0, 1, 2, 3],
      [0, 1, 2],
    ],
  ]);
});
