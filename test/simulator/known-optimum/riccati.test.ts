import { type KnownMarket, knownMarket } from '../../../simulator/known-optimum/market';
import { samplePaths } from '../../../simulator/known-optimum/paths';
import { bestStatic, guessing, obizhaevaWang, seeing, twap } from '../../../simulator/known-optimum/policies';
import { optimumCost, regretOf } from '../../../simulator/known-optimum/regret';
import { type Optimum, solveOptimum } from '../../../simulator/known-optimum/riccati';
import { type Policy, simulate } from '../../../simulator/known-optimum/simulate';
import { almgrenChrissHoldings } from '../../../src/core/schedule/curves/almgren-chriss';
import { obizhaevaWangBlocks, obizhaevaWangCost } from '../../../src/core/schedule/curves/obizhaeva-wang';
import { meanOf } from '../../../src/run/optimum/measure';

/** One regime, no drift, no noise, no transient impact: what is left is Almgren and Chriss's market. */
const PLAIN: KnownMarket = {
  slices: 12,
  noise: 0,
  drift: { sd: 0, persistence: 0 },
  signalNoise: Number.POSITIVE_INFINITY,
  regimes: { eta: [30], transition: [[1]], shown: [0], sightNoise: 1 },
  transient: { push: 0, kept: 0.8 },
  risk: 0,
};

/** What a policy buys where nothing ever happens. */
function bought(market: KnownMarket, policy: Policy): number[] {
  const parts: number[] = [];
  simulate(market, samplePaths(market, 1, 1), policy, (_, quantity) => parts.push(quantity));
  return parts;
}
const far = (a: readonly number[], b: readonly number[]): number => Math.max(...a.map((x, n) => Math.abs(x - b[n]!)));
const ofMarket = (market: KnownMarket): number[] => bought(market, seeing(solveOptimum(market)));

describe('where a closed form is known the recursion finds it', () => {
  test('nothing but temporary impact: TWAP', () => {
    expect(far(ofMarket(PLAIN), new Array(12).fill(1 / 12))).toBeLessThan(1e-9);
  });
  test.each([0.01, 1, 50])('fear of risk %d: Almgren and Chriss', risk => {
    const holdings = almgrenChrissHoldings({ slots: 12, tau: 1, sigma: 1, eta: 30, gamma: 0, riskAversion: risk });
    const parts = (holdings as readonly number[]).slice(1).map((left, n) => (holdings as readonly number[])[n]! - left);
    expect(far(ofMarket({ ...PLAIN, risk }), parts)).toBeLessThan(1e-9);
  });
  test.each([0.2, 0.87, 0.99])(
    'transient impact alone, %d of it left a slice later: Obizhaeva and Wang, and their cost',
    kept => {
      const regimes = { ...PLAIN.regimes, eta: [0] };
      const market = { ...PLAIN, regimes, transient: { push: 20, kept } };
      const decay = -Math.log(kept);
      const told = solveOptimum(market).cost(0, 0, 1, 0, 0) / 20;
      const off = [far(ofMarket(market), obizhaevaWangBlocks(12, decay)), Math.abs(told - obizhaevaWangCost(12, decay))];
      expect(Math.max(...off)).toBeLessThan(1e-9);
    },
  );
  test('impact that pays whoever buys has no optimum, and is refused', () => {
    expect(() => solveOptimum({ ...PLAIN, regimes: { ...PLAIN.regimes, eta: [-1] } })).toThrow('no least value');
  });
});

describe('in the market of the benchmark', () => {
  const market = knownMarket('strong');
  const optimum = solveOptimum(market);
  const paths = samplePaths(market, 11, 1_500);
  const costs = simulate(market, paths, seeing(optimum));

  test.each([
    ['weak', 0.25],
    ['strong', 0.6],
  ] as const)('the value told for each path is what its own policy costs there on average: %s signal', (signal, width) => {
    const known = knownMarket(signal);
    const solved = solveOptimum(known);
    const drawn = samplePaths(known, 12, 2_000);
    const off = simulate(known, drawn, seeing(solved)).total.map((cost, path) => {
      const at = path * known.slices;
      return cost - solved.cost(0, drawn.regime[at]!, 1, 0, drawn.drift[at]!);
    });
    const { low, high } = meanOf(off);
    expect([low < 0, high > 0, high - low < width]).toEqual([true, true, true]);
  });
  test('any policy costs what the optimum is told to cost, and its regret on top', () => {
    const policies = [twap(market), obizhaevaWang(market), guessing(optimum)];
    const value = optimumCost(market, optimum);
    const off = policies.map(policy => {
      const regret = regretOf(market, optimum, paths, policy);
      return meanOf(simulate(market, paths, policy).total.map((cost, path) => cost - regret[path]! - value));
    });
    expect(off.map(({ low, high }) => [low < 0, high > 0, high - low < 0.7])).toEqual(off.map(() => [true, true, true]));
  });
  test('no policy with another feedback is cheaper on the same paths, by state or by regime', () => {
    const others = [0, 1, 2].flatMap(state =>
      [0.7, 1.3].map(by => feedbackTimes(optimum, (gain, n) => (n === state ? gain * by : gain))),
    );
    const dearer = [...others, mixedUp(optimum)].map(other => {
      const than = simulate(market, paths, seeing(other));
      return meanOf(than.total.map((cost, path) => cost - costs.total[path]!)).low > 0;
    });
    expect(dearer).toEqual(dearer.map(() => true));
  });
  test('the best static schedule costs the same whatever is drawn but for the regimes, and sums to 1', () => {
    const parts = bought(market, bestStatic(market));
    expect([parts.length, Math.abs(parts.reduce((a, b) => a + b, 0) - 1) < 1e-12, Math.min(...parts) > 0]).toEqual([
      20,
      true,
      true,
    ]);
  });
});

const feedbackTimes = (optimum: Optimum, change: (gain: number, state: number) => number): Optimum => ({
  ...optimum,
  feedback: optimum.feedback.map(slice =>
    slice.map(({ gain, curvature }) => ({ gain: [change(gain[0], 0), change(gain[1], 1), change(gain[2], 2)], curvature })),
  ),
});

/** Takes one regime for the other. */
const mixedUp = (optimum: Optimum): Optimum => ({ ...optimum, feedback: optimum.feedback.map(slice => [...slice].reverse()) });
