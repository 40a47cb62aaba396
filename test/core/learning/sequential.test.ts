import { ALPHA, compared, type Moments, NO_COSTS, planningSize, withCost } from '../../../src/core/learning/sequential';
import { evens, normals } from './normals';

/** After how many orders the evidence passes 20, looked at with each order; undefined where it does not. `effect`: what the second arm costs more, in spreads. */
function decidedAt(seed: number, effect: number, most: number, scale: number, cost = normals(seed)): number | undefined {
  const even = evens(seed);
  let [first, second]: [Moments, Moments] = [NO_COSTS, NO_COSTS];
  for (let n = 1; n <= most; n++) {
    const x = 3 + 10 * cost();
    if (even() < 0.5) first = withCost(first, x);
    else second = withCost(second, x + 10 * effect);
    if (compared(first, second, scale).statistic >= 1 / ALPHA) return n;
  }
  return undefined;
}

const part = (streams: number, effect: number, most: number, scale: number): number => {
  let told = 0;
  for (let seed = 1; seed <= streams; seed++) if (decidedAt(seed, effect, most, scale) !== undefined) told++;
  return told / streams;
};

describe('the comparison of two arms', () => {
  test('errs in at most 5 of 100 streams without a difference, looked at with each order', () => {
    expect(part(2_000, 0, 300, 0.2)).toBeLessThanOrEqual(ALPHA);
  });

  test('errs no more often where costs have fat tails', () => {
    let told = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const normal = normals(seed + 50_000);
      // Student's t with five degrees of freedom
      const fat = (): number => normal() / Math.sqrt([0, 0, 0, 0, 0].reduce(sum => sum + normal() ** 2, 0) / 5);
      if (decidedAt(seed, 0, 400, 0.1, fat) !== undefined) told++;
    }
    expect(told / 300).toBeLessThanOrEqual(ALPHA);
  });

  test('finds a difference of a fifth of a spread in nine of ten streams of 4,000 orders', () => {
    expect(part(100, 0.2, 4_000, 0.2)).toBeGreaterThan(0.9);
  });

  test('has an interval that holds the truth at all times at once', () => {
    let held = 0;
    const streams = 200;
    for (let seed = 1; seed <= streams; seed++) {
      const [even, normal] = [evens(seed), normals(seed)];
      let [first, second]: [Moments, Moments] = [NO_COSTS, NO_COSTS];
      let inside = true;
      for (let n = 0; n < 500; n++) {
        if (even() < 0.5) first = withCost(first, 10 * normal());
        else second = withCost(second, 2 + 10 * normal());
        const { low, high } = compared(first, second, 0.2);
        inside &&= low <= 2 && 2 <= high;
      }
      if (inside) held++;
    }
    expect(held / streams).toBeGreaterThanOrEqual(0.95);
  });

  test('the interval leaves out zero just where the evidence passes 20', () => {
    const arm = (mean: number): Moments => ({ n: 400, mean, squares: 400 * 100 });
    const agrees = Array.from({ length: 60 }, (_, i) => {
      const { statistic, low, high } = compared(arm(0), arm(i / 10), 0.1);
      return statistic >= 20 === (low > 0 || high < 0);
    });
    expect(agrees).toEqual(new Array(60).fill(true));
  });

  test('says nothing of too few orders, nor where all cost the same', () => {
    const open = { statistic: 1, difference: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    expect([
      compared(NO_COSTS, withCost(NO_COSTS, 1), 0.1),
      compared(withCost(NO_COSTS, 1), withCost(NO_COSTS, 1), 0.1),
      compared(withCost(withCost(NO_COSTS, 1), 1), withCost(withCost(NO_COSTS, 1), 1), 0.1),
    ]).toEqual([open, open, open]);
  });

  test('is planned as the page of the issue says', () => {
    expect([planningSize({ sd: 10, delta: 0.3, designEffect: 1 }), planningSize({ sd: 10, delta: 1, designEffect: 2 })]).toEqual([
      17_445, 3_140,
    ]);
  });
});
