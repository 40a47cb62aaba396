import { exponentialImpact, powerLawImpact } from '../../../../simulator/models/impact/propagator';

const SECOND = 1_000_000;
const round = (values: readonly number[]): number[] => values.map(v => Math.round(v * 1000) / 1000 + 0);

describe('impact added on top of a tape', () => {
  test('exponential: what is permanent stays, the rest halves every half-life; sells push down', () => {
    const impact = exponentialImpact({ unit: 100, permanent: 1, transient: 8 }, 10 * SECOND);
    const before = impact.shift(0);
    impact.traded(200, 5 * SECOND);
    const bought = [5, 15, 25, 1000].map(s => impact.shift(s * SECOND));
    impact.traded(-200, 1000 * SECOND);
    expect([before, ...round([...bought, impact.shift(1000 * SECOND), impact.shift(5000 * SECOND)])]).toEqual([
      0, 18, 10, 6, 2, -16, 0,
    ]);
  });

  test('exponent: four times the lots move twice as far where it is one half', () => {
    const shifts = [100, 400].map(lots => {
      const impact = powerLawImpact({ unit: 100, permanent: 0, transient: 3, exponent: 0.5 }, SECOND, 0.5);
      impact.traded(lots, 0);
      return impact.shift(0);
    });
    expect(round(shifts)).toEqual([3, 6]);
  });

  test.each([0.2, 0.5, 0.8])('a power law of %d: within 1 %% of (1 + t / scale)^-decay over four decades', decay => {
    const impact = powerLawImpact({ unit: 1, permanent: 0, transient: 1 }, SECOND, decay);
    impact.traded(1, 0);
    const errors = [0, 0.1, 1, 10, 100, 1000, 10_000].map(t => impact.shift(t * SECOND) / (1 + t) ** -decay - 1);
    expect(errors.filter(e => Math.abs(e) > 0.01)).toEqual([]);
  });

  test.each([
    [
      'a kernel that pays for round trips',
      'round trips would earn money',
      () => powerLawImpact({ unit: 1, permanent: 0, transient: 1, exponent: 0.4 }, 1, 0.5),
    ],
    ['no half-life', 'half-life 0 is not a time above 0', () => exponentialImpact({ unit: 1, permanent: 0, transient: 1 }, 0)],
    ['no unit', 'unit 0 is not a number of lots above 0', () => exponentialImpact({ unit: 0, permanent: 0, transient: 1 }, 1)],
    [
      'an impact below nothing',
      'must be ticks of 0 or more',
      () => exponentialImpact({ unit: 1, permanent: -1, transient: 1 }, 1),
    ],
    [
      'a convex exponent',
      'exponent 2 is not above 0 and at most 1',
      () => exponentialImpact({ unit: 1, permanent: 0, transient: 1, exponent: 2 }, 1),
    ],
    ['no scale', 'scale 0 is not a time above 0', () => powerLawImpact({ unit: 1, permanent: 0, transient: 1 }, 0, 0.5)],
    ['no decay', 'decay 0 is not between 0 and 1', () => powerLawImpact({ unit: 1, permanent: 0, transient: 1 }, 1, 0)],
  ])('%s is refused', (_name, message, make) => {
    expect(make).toThrow(message);
  });
});
