import fc from 'fast-check';
import { Normaliser } from '../../../src/core/measures/normaliser';

test('mean 0 and variance 1 over the training rows by their weights; a column that does not move there is 0', () => {
  const columns = [
    [1, 3, 100, 5],
    [7, 7, -3, 7],
  ];
  const normaliser = Normaliser.fit({ columns, weight: [1, 1, 50, 2] }, { train: [0, 1, 3] });
  const found = [normaliser.mean, normaliser.scale, normaliser.standardised([3.5, 6.5], 0), normaliser.standardised([1, 2], 1)];
  const sd = Math.sqrt((2.5 ** 2 + 0.5 ** 2 + 2 * 1.5 ** 2) / 4);
  expect(found.map(values => [...values])).toEqual([
    [3.5, 7],
    [expect.closeTo(sd, 12), 0],
    [0, expect.closeTo(3 / sd, 12)],
    [0, 0],
  ]);
});

test('whatever the rows of a fold that are not learned from hold, not a bit of the scale changes', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, fc.boolean()), { minLength: 2, maxLength: 40 }), rows => {
      const train = rows.flatMap(([, , learned], n) => (learned ? [n] : []));
      fc.pre(train.length > 0);
      const of = (tested: 0 | 1) => {
        const column = rows.map(([own, other, learned]) => (learned || tested === 0 ? own : other));
        const { mean, scale } = Normaliser.fit({ columns: [column] }, { train });
        return [mean[0], scale[0]];
      };
      expect(of(1)).toEqual(of(0));
    }),
  );
});

test.each([
  ['no row to learn from', [], 'there is no row to learn a scale from'],
  ['a row that is not there', [0, 5], 'there is no row 5: there are 2'],
])('%s is refused', (_what, train, message) => {
  expect(() => Normaliser.fit({ columns: [[1, 2]] }, { train })).toThrow(message);
});
