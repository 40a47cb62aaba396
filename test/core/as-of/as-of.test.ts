import { AsOfClock, AsOfSeries, LookAheadError } from '../../../src/core/as-of/as-of';

const SECOND = 1_000_000;
const KNOWN = Float64Array.of(1 * SECOND, 2 * SECOND, 2 * SECOND, 5 * SECOND);

function series(now: number): AsOfSeries {
  const clock = new AsOfClock();
  clock.now = now;
  return new AsOfSeries('spread', clock, { known: KNOWN, values: Float64Array.of(10, 20, 30, 40) });
}

/** What a read gives, or what it throws. */
function read(of: () => number | Float64Array): unknown {
  try {
    const found = of();
    return typeof found === 'number' ? found : [...found];
  } catch (error) {
    return error instanceof LookAheadError ? [error.series, error.known, error.clock] : (error as Error).message;
  }
}

test('what is known by the clock can be read, by place and by time; what comes later throws, and says by how much', () => {
  const at = series(2 * SECOND);
  const found = [
    read(() => at.value(2)),
    read(() => at.value(3)),
    read(() => at.value(4)),
    read(() => at.at(1.5 * SECOND)),
    read(() => at.at(0)),
    read(() => at.at(2 * SECOND)),
    read(() => at.at(2 * SECOND + 1)),
    read(() => at.at(Number.NaN)),
    read(() => at.last(2)),
    read(() => at.last(9)),
    read(() => series(0).last(2)),
  ];
  const ahead = (known: number) => ['spread', known, 2 * SECOND];
  expect(found).toEqual([
    30,
    ahead(5 * SECOND),
    "'spread' has no value at place 4: it has 4",
    10,
    Number.NaN,
    30,
    ahead(2 * SECOND + 1),
    ahead(Number.NaN),
    [20, 30],
    [10, 20, 30],
    [],
  ]);
});

test('before its time is set a clock lets nothing be read, and the error names series and times', () => {
  const unset = new AsOfSeries('mid', new AsOfClock(), { known: Float64Array.of(7 * SECOND), values: Float64Array.of(1) });
  expect(() => unset.value(0)).toThrow(LookAheadError);
  expect(() => series(SECOND).value(3)).toThrow(
    "'spread' was read 4 s ahead: it is known at 5000000 us, and the clock stands at 1000000 us",
  );
});

test.each([
  ['fewer times than values', Float64Array.of(1), "'x' has 2 values and 1 times"],
  ['times that fall', Float64Array.of(2, 1), "'x': the time of value 1 is 1, which is not after the one before"],
  ['a time that is none', Float64Array.of(1, Number.NaN), "'x': the time of value 1 is NaN"],
])('%s are refused', (_what, known, message) => {
  expect(() => new AsOfSeries('x', new AsOfClock(), { known, values: Float64Array.of(1, 2) })).toThrow(message);
});
