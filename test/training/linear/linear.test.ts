import { Chance } from '../../../src/training/impact/chance';
import { logisticRegression } from '../../../src/training/linear/logistic';
import { linearMember } from '../../../src/training/linear/member';
import { ridge } from '../../../src/training/linear/ridge';
import { TrainingError, type TrainingSet } from '../../../src/training/training-set';
import { said } from '../said';

const near = (values: Iterable<number>, digits = 4): unknown[] => [...values].map(v => expect.closeTo(v, digits));
/** Rows of two columns of unlike size, and of one that does not move. */
function made(n: number, law: (a: number, b: number, chance: Chance) => number): TrainingSet {
  const chance = new Chance('linear', 1);
  const columns = [new Float32Array(n), new Float32Array(n), new Float32Array(n).fill(7)];
  const y = Float64Array.from({ length: n }, (_, i) => {
    columns[0]![i] = chance.normal();
    columns[1]![i] = 1000 + 100 * chance.normal();
    return law(columns[0]![i]!, columns[1]![i]!, chance);
  });
  return { columns, y };
}

describe('ridge', () => {
  test('without a ridge finds a law without noise, and leaves out what does not move', () => {
    const fit = ridge(
      made(200, (a, b) => 3 * a - 0.02 * b + 5),
      { l2: 0 },
    );
    expect([[...fit.weights], fit.bias]).toEqual([near([3, -0.02, 0], 4), expect.closeTo(5, 3)]);
  });
  test('is what the normal equations give by hand', () => {
    // x = -1, 0, 1 (variance 2/3), y = 1, 2, 6: slope of the standardised column s sum(z y) / n / (1 + l2) = (5/3) / sqrt(2/3) / 1.5
    const fit = ridge({ columns: [Float32Array.of(-1, 0, 1)], y: Float64Array.of(1, 2, 6) }, { l2: 0.5 });
    expect([fit.weights[0], fit.bias]).toEqual(near([5 / 3 / (2 / 3) / 1.5, 3]));
  });
  test('a row that weighs twice is a row that is there twice', () => {
    const weighed = ridge(
      { columns: [Float32Array.of(1, 2, 4)], y: Float64Array.of(1, 5, 3), weight: Float64Array.of(1, 2, 1) },
      { l2: 0.1 },
    );
    const there = ridge({ columns: [Float32Array.of(1, 2, 2, 4)], y: Float64Array.of(1, 5, 5, 3) }, { l2: 0.1 });
    expect([...weighed.weights, weighed.bias]).toEqual(near([...there.weights, there.bias]));
  });
  test('an ever larger ridge leaves the mean', () => {
    const set = made(100, (a, _b, c) => a + c.normal());
    const mean = Array.from(set.y).reduce((sum, v) => sum + v, 0) / 100;
    const found = said(linearMember([ridge(set, { l2: 1e9 })]), set.columns);
    expect(Math.max(...found.map(v => Math.abs(v - mean)))).toBeLessThan(1e-4);
  });
});

describe('logistic regression', () => {
  const chanceOf = (a: number, b: number): number => 1 / (1 + Math.exp(-(1.5 * a - 0.01 * (b - 1000) - 0.5)));
  const set = made(5000, (a, b, c) => (c.happens(chanceOf(a, b)) ? 1 : 0));
  const fit = logisticRegression(set, { l2: 0 });
  test('finds the law within what 5,000 rows tell', () => {
    const off = [(fit.weights[0]! - 1.5) / 1.5, (fit.weights[1]! + 0.01) / 0.01, fit.weights[2]!].map(Math.abs);
    expect(off.map(v => v < 0.08)).toEqual([true, true, true]);
  });
  test('its slopes are zero at the end: what is said is right on average, and with each column', () => {
    const found = said(linearMember([fit]), set.columns);
    const sums = [() => 1, (i: number) => set.columns[0]![i]!, (i: number) => set.columns[1]![i]! / 1000 - 1].map(
      of => found.reduce((sum, p, i) => sum + of(i) * (p - set.y[i]!), 0) / found.length,
    );
    expect(sums).toEqual(near([0, 0, 0], 4));
  });
  test('with a ridge comes to an end on rows that are told apart entirely; without one says why not', () => {
    const apart = { columns: [Float32Array.of(-2, -1, 1, 2)], y: Float64Array.of(0, 0, 1, 1) };
    const slope = logisticRegression(apart, { l2: 0.1 }).weights[0]!;
    expect([slope > 0.5 && slope < 5, caught(() => logisticRegression(apart, { l2: 0 }))]).toEqual([
      true,
      'no end is found: columns repeat one another, or tell the rows apart entirely: set l2 above 0',
    ]);
  });
});

test('fits become a member: an output each, in their order', () => {
  const columns = [Float32Array.of(0, 1), Float32Array.of(0, 0)];
  const [up, down] = [1, -1].map(way => ridge({ columns, y: Float64Array.of(0, way) }, { l2: 0 }));
  const member = linearMember([up!, down!]);
  expect([0, 1].map(k => [...said(member, columns, 2, k)])).toEqual([near([0, 1]), near([0, -1])]);
});

test('the same rows give the same bytes', () => {
  const make = (): unknown[] => {
    const set = made(300, (a, _b, c) => (a + c.normal() > 0 ? 1 : 0));
    return [ridge(set, { l2: 0.1 }), logisticRegression(set, { l2: 0.1 })];
  };
  expect(make()).toEqual(make());
});

function caught(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof TrainingError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('what cannot be is refused, by name', () => {
  const x = Float32Array.of(1, 2, 3);
  const y = Float64Array.of(0, 1, 1);
  test.each<[string, () => unknown]>([
    ['the training set: column 0, row 1 is NaN', () => ridge({ columns: [Float32Array.of(1, Number.NaN, 2)], y }, { l2: 1 })],
    ['columns repeat one another: leave some out, or set l2 above 0', () => ridge({ columns: [x, x], y }, { l2: 0 })],
    ['l2 is -1: must be 0 or more', () => ridge({ columns: [x], y }, { l2: -1 })],
    ['y of row 2 is 2, not from 0 to 1', () => logisticRegression({ columns: [x], y: Float64Array.of(0, 1, 2) }, { l2: 1 })],
    [
      'y is 0 in every row: there is nothing to tell apart',
      () => logisticRegression({ columns: [x], y: new Float64Array(3) }, { l2: 1 }),
    ],
  ])('%s', (reason, run) => {
    expect(caught(run)).toBe(reason);
  });
});
