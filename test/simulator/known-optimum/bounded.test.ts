import { filteredBelief, fullBelief } from '../../../simulator/known-optimum/belief';
import { BoundedOptimum } from '../../../simulator/known-optimum/bounded';
import { aroundTwap, leastOf, mostOf } from '../../../simulator/known-optimum/limits';
import { type KnownMarket, knownMarket } from '../../../simulator/known-optimum/market';
import { closedForm } from '../../../simulator/known-optimum/optimiser';
import { type Paths, samplePaths } from '../../../simulator/known-optimum/paths';
import { bounded, guessing, seeing, standingOf, twap, within } from '../../../simulator/known-optimum/policies';
import { optimumCost, regretOf } from '../../../simulator/known-optimum/regret';
import { solveOptimum } from '../../../simulator/known-optimum/riccati';
import { type Policy, simulate } from '../../../simulator/known-optimum/simulate';
import { meanOf } from '../../../src/run/optimum/measure';

const GRID = { drift: 9, regime: 7, gap: 21, pushed: 7 };
const market = knownMarket('strong');
const limits = aroundTwap(market.slices, 0.1, 0.2);
const paths = samplePaths(market, 21, 600);
const optimum = new BoundedOptimum(market, limits, filteredBelief(market, GRID), GRID);
const best = simulate(market, paths, bounded(optimum));
const above = (policy: Policy, on: Paths = paths) =>
  meanOf(simulate(market, on, policy).total.map((cost, path) => cost - best.total[path]!));

describe('the optimum under limits', () => {
  test('keeps to them: no sale, no more than the cap, never off the baseline by more than the band', () => {
    let [least, most, off] = [1, 0, 0];
    simulate(market, paths, bounded(optimum), (m, quantity) => {
      const done = 1 - m.left + quantity;
      [least, most] = [Math.min(least, quantity), Math.max(most, quantity)];
      off = Math.max(off, Math.abs(done - limits.baseline[m.slice + 1]!));
    });
    expect([least >= 0, most <= 0.2 + 1e-9, off <= 0.1 + 1e-9, off > 0.099]).toEqual([true, true, true, true]);
  });
  test('no policy within them is cheaper on the same paths, however it is stretched', () => {
    const guess = guessing(solveOptimum(market));
    const stretched = [0.8, 1.2].map(by => within(limits, m => 1 / 20 + by * (guess(m) - 1 / 20)));
    const policies = [twap(market), within(limits, guess), closedForm(market, limits), ...stretched];
    expect(policies.map(policy => above(policy).high > 0)).toEqual(policies.map(() => true));
  });
  test('costs no less than the grid told, and little more: the grid errs to the kind side', () => {
    const free = solveOptimum(market);
    const value = optimumCost(market, free);
    const regret = regretOf(market, free, paths, bounded(optimum));
    // what is told hangs on the first sight of the drift as much to one side as to the other
    const told = (at: number, drift: number): number =>
      optimum.best({ slice: 0, done: 0, pushed: 0, drift, stressed: paths.posterior[2 * at + 1]! }).cost;
    const off = regret.map((above, path) => {
      const at = path * market.slices;
      return value + above - (told(at, paths.signal[at]!) + told(at, -paths.signal[at]!)) / 2;
    });
    const { mean, high } = meanOf(off);
    expect([high > 0, mean < 0.15]).toEqual([true, true]);
  });
  test('the grid has converged: half as fine a one finds a policy that costs less than 0.02 bps more, and none that costs less', () => {
    const rough = { drift: 5, regime: 4, gap: 11, pushed: 4 };
    const found = above(bounded(new BoundedOptimum(market, limits, filteredBelief(market, rough), rough)));
    expect([found.mean < 0.02, found.high > 0]).toEqual([true, true]);
  });
  test('without limits that bind, seeing all, it is optimum (i)', () => {
    const wide = aroundTwap(market.slices, 0.5, 0.6);
    const calm: KnownMarket = { ...market, drift: { ...market.drift, sd: market.drift.sd / 4 } };
    const all = new BoundedOptimum(calm, wide, fullBelief(calm, { drift: 9 }), { gap: 101, pushed: 21 });
    const standing = { slice: 0, done: 0, pushed: 0, drift: 0, stressed: 0 };
    const drawn = samplePaths(calm, 22, 60);
    const [a, b] = [
      simulate(calm, drawn, m => all.best(standingOf(m, standing, m.drift, m.regime)).quantity),
      simulate(calm, drawn, seeing(solveOptimum(calm))),
    ];
    expect(Math.abs(meanOf(a.total.map((cost, n) => cost - b.total[n]!)).mean)).toBeLessThan(0.005);
  });
  test('a market of three regimes is refused: the grid has one axis for two', () => {
    const regimes = { ...market.regimes, eta: [1, 2, 3] };
    expect(() => filteredBelief({ ...market, regimes }, GRID)).toThrow('two regimes, not 3');
  });
});

describe('limits', () => {
  test.each([
    ['at the start', 0, 0, [0, 0.15]],
    ['behind by the whole band: home within it', 10, 0.4, [0.05, 0.2]],
    ['ahead by the whole band', 10, 0.6, [0, 0.05]],
    ['at the end of the order', 18, 1, [0, 0]],
  ])('%s', (_, slice, done, expected) => {
    const found = [leastOf(limits, slice, done), mostOf(limits, slice, done)];
    expect(found.map(x => Math.round(x * 1e9) / 1e9)).toEqual(expected);
  });
  test('a cap that could strand the order is refused', () => {
    expect(() => aroundTwap(20, 0.1, 0.12)).toThrow('below the band');
  });
});
