import { Pace } from '../../src/cli/progress';

/** What is told, given as [done, of, unit, ms]. */
const told = (...steps: readonly (readonly [number, number, string, number])[]): string[] => {
  const pace = new Pace();
  return steps.map(step => pace.left(...step));
};

test('time left goes by the pace since it was first told of, and begins anew with other work', () => {
  expect([
    told([0, 10, 'runs', 0], [1, 10, 'runs', 2000], [5, 10, 'runs', 10_000], [10, 10, 'runs', 20_000]),
    // 900 were there before: they took no time
    told([900, 1000, 'runs', 5000], [901, 1000, 'runs', 65_000], [910, 1000, 'runs', 305_000]),
    told([0, 4, 'markets', 0], [2, 4, 'markets', 1000], [1, 4, 'fits', 2000], [2, 4, 'fits', 32_000]),
    told([5, 9, 'runs', 0], [2, 9, 'runs', 1000], [3, 9, 'runs', 2_000_000]),
  ]).toEqual([
    ['', ', 18 s left', ', 10 s left', ''],
    ['', ', 1.6 h left', ', 45 min left'],
    ['', ', 1 s left', '', ', 60 s left'],
    ['', '', ', 3.3 h left'],
  ]);
});
