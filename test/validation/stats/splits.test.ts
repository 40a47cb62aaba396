import fc from 'fast-check';
import {
  assertPurged,
  combinatorialPurged,
  type Fold,
  purgedKFold,
  type Span,
  walkForward,
} from '../../../src/validation/stats/splits';
import { shuffledKFold } from '../shuffled';

/** Rows a second apart, each of which looks `horizon` ahead. */
const grid = (rows: number, horizon: number): Span[] => Array.from({ length: rows }, (_, n) => ({ from: n, to: n + horizon }));

test('k-fold by hand: what reaches into the test is purged, and what begins in the embargo behind its last label', () => {
  const folds = purgedKFold(grid(12, 2), { folds: 3, embargo: 1 });
  // the middle one tests 4 to 7, whose labels end at 9: 2 and 3 reach into it, 8 and 9 overlap it, 10 is in the embargo
  expect(folds).toEqual([
    { train: [7, 8, 9, 10, 11], test: [0, 1, 2, 3], purged: 3 },
    { train: [0, 1, 11], test: [4, 5, 6, 7], purged: 5 },
    { train: [0, 1, 2, 3, 4, 5], test: [8, 9, 10, 11], purged: 2 },
  ]);
});

test('walk-forward by hand: the past that was over before the test, sliding or from the beginning on', () => {
  const windows = { train: 4, test: 2, embargo: 1 };
  expect([
    walkForward(grid(9, 1), { ...windows, anchored: false }),
    walkForward(grid(9, 1), { ...windows, anchored: true }),
  ]).toEqual([
    [
      { train: [0, 1], test: [4, 5], purged: 2 },
      { train: [2, 3], test: [6, 7], purged: 2 },
      { train: [4, 5], test: [8], purged: 2 },
    ],
    [
      { train: [0, 1], test: [4, 5], purged: 2 },
      { train: [0, 1, 2, 3], test: [6, 7], purged: 2 },
      { train: [0, 1, 2, 3, 4, 5], test: [8], purged: 2 },
    ],
  ]);
});

test.each([
  [6, 2, 15, 5],
  [6, 1, 6, 1],
  [5, 3, 10, 6],
  [10, 2, 45, 9],
])('%d groups of which %d are tested: %d folds, %d paths through all groups', (groups, testGroups, folds, paths) => {
  const found = combinatorialPurged(grid(200, 3), { groups, testGroups, embargo: 2 });
  // each path tests every group once, by a fold that tests it; no fold is used twice for a group
  const whole = found.paths.every(path =>
    path.every((fold, g) => found.groups[g]!.every(row => found.folds[fold]!.test.includes(row))),
  );
  const apart = found.groups.every((_, g) => new Set(found.paths.map(path => path[g])).size === paths);
  expect([found.folds.length, found.paths.length, whole, apart]).toEqual([folds, paths, true, true]);
});

/** Spans of any length, in any order, some at the same time. */
const spans = fc.array(
  fc
    .record({ from: fc.integer({ min: 0, max: 400 }), length: fc.integer({ min: 1, max: 12 }) })
    .map(s => ({ from: s.from, to: s.from + s.length })),
  { minLength: 40, maxLength: 90 },
);

/** Pairs of a row trained on and a row tested whose spans overlap, or of which the first begins in the embargo behind the other: looked at one by one. */
const overlaps = (of: readonly Span[], { train, test }: Fold, embargo: number): number[][] =>
  train.flatMap(a => test.filter(b => of[a]!.from <= of[b]!.to + embargo && of[a]!.to >= of[b]!.from).map(b => [a, b]));

const timesTested = (rows: number, folds: readonly Fold[]): number[] => {
  const times = Array<number>(rows).fill(0);
  for (const { test } of folds) for (const row of test) times[row]!++;
  return times;
};

/** The folds, or none where a fold would have nothing left to train on. */
function foldsOf(make: () => readonly Fold[]): readonly Fold[] {
  try {
    return make();
  } catch (error) {
    if (String(error).includes('none left to train on')) return [];
    throw error;
  }
}

test('k-fold: no label trained on overlaps one tested, the embargo holds, every row is tested once, and no row is lost', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 20 }), (of, folds, embargo) => {
      const found = foldsOf(() => purgedKFold(of, { folds, embargo }));
      if (found.length === 0) return;
      const whole = found.every(f => f.train.length + f.test.length + f.purged === of.length);
      expect([found.flatMap(f => overlaps(of, f, embargo)), timesTested(of.length, found), whole]).toEqual([
        [],
        of.map(() => 1),
        true,
      ]);
    }),
    { numRuns: 60 },
  );
});

test('combinatorial: the same, and every row is tested as often as there are paths', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 3, max: 6 }), fc.integer({ min: 0, max: 5 }), (of, groups, embargo) => {
      const found = foldsOf(() => combinatorialPurged(of, { groups, testGroups: 2, embargo }).folds);
      if (found.length === 0) return;
      expect([found.flatMap(f => overlaps(of, f, embargo)), timesTested(of.length, found)]).toEqual([
        [],
        of.map(() => groups - 1),
      ]);
    }),
    { numRuns: 40 },
  );
});

test('walk-forward: all that is trained on was over before the test, by more than the embargo; no row is tested twice', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 20 }), fc.boolean(), (of, embargo, anchored) => {
      const found = foldsOf(() => walkForward(of, { train: 120, test: 60, embargo, anchored }));
      const late = found.flatMap(({ train, test }) => {
        const begins = Math.min(...test.map(row => of[row]!.from));
        return train.filter(row => of[row]!.to + embargo >= begins);
      });
      expect([late, Math.max(...timesTested(of.length, found)) <= 1]).toEqual([[], true]);
    }),
    { numRuns: 60 },
  );
});

test('the check of folds names what a looking pair by pair finds, and finds nothing else', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 40 }), (of, embargo, cut) => {
      // any rows at all: a part is tested, a part trained on
      const fold = {
        train: [...of.keys()].filter(n => n % 3 === 0 && n < cut),
        test: [...of.keys()].filter(n => n % 7 === 1),
        purged: 0,
      };
      const check = (): void => assertPurged(of, [fold], embargo);
      if (overlaps(of, fold, embargo).length > 0) expect(check).toThrow(RangeError);
      else expect(check).not.toThrow();
    }),
  );
});

test('a shuffled fold of overlapping labels is caught, by row', () => {
  const check = (horizon: number) => () => assertPurged(grid(40, horizon), shuffledKFold(40, 4, 1), 0);
  expect(check(5)).toThrow(/^fold 0 trains on row \d+ \(\d+ to \d+\) and tests row \d+ \(\d+ to \d+\)$/);
  expect(check(0.5)).not.toThrow();
});

const OPTIONS = { folds: 3, embargo: 0 };
test.each([
  [
    'a span without length: its purge would purge nothing',
    () => purgedKFold([...grid(9, 1), { from: 5, to: 5 }], OPTIONS),
    'row 9: its span ends at 5 and begins at 5; it must reach to the end of its label',
  ],
  [
    'an end that is not known',
    () => purgedKFold([{ from: 1, to: Number.NaN }], OPTIONS),
    'row 0: its span ends at NaN and begins at 1; it must reach to the end of its label',
  ],
  ['more folds than rows', () => purgedKFold(grid(2, 1), OPTIONS), 'folds is 3: must be a whole number from 2 to the 2 rows'],
  [
    'labels as long as everything',
    () => purgedKFold(grid(9, 100), OPTIONS),
    'a fold of 3 rows has none left to train on: fewer or longer folds, or shorter labels and embargo',
  ],
  [
    'all groups tested',
    () => combinatorialPurged(grid(9, 1), { groups: 3, testGroups: 3, embargo: 0 }),
    'testGroups is 3: must be a whole number from 1 to 2',
  ],
  ['a negative embargo', () => purgedKFold(grid(30, 1), { folds: 3, embargo: -5 }), 'embargo is -5: must be 0 or more'],
  [
    'an embargo that is not known',
    () => walkForward(grid(30, 1), { train: 9, test: 5, embargo: Number.NaN, anchored: false }),
    'embargo is NaN: must be 0 or more',
  ],
  [
    'windows without length',
    () => walkForward(grid(30, 1), { train: 9, test: 0, embargo: 0, anchored: false }),
    'train is 9 and test 0: both must be above 0',
  ],
  [
    'no window left',
    () => walkForward(grid(9, 1), { train: 50, test: 2, embargo: 0, anchored: true }),
    '9 rows leave nothing to test behind the first 50 us',
  ],
  [
    'no rows',
    () => walkForward([], { train: 50, test: 2, embargo: 0, anchored: true }),
    '0 rows leave nothing to test behind the first 50 us',
  ],
])('refused: %s', (_what, make, message) => {
  expect(make).toThrow(new RangeError(message));
});

test('a weekend without rows is passed over', () => {
  const days = [0, 1, 4].flatMap(day => grid(5, 1).map(s => ({ from: 100 * day + s.from, to: 100 * day + s.to })));
  expect(walkForward(days, { train: 100, test: 100, embargo: 0, anchored: true }).map(f => f.test)).toEqual([
    [5, 6, 7, 8, 9],
    [10, 11, 12, 13, 14],
  ]);
});
