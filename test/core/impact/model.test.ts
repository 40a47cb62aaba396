import fc from 'fast-check';
import { almgrenChrissOf, almgrenCost } from '../../../src/core/impact/almgren';
import {
  averageImpact,
  type ImpactModel,
  type ImpactQuery,
  impactOf,
  MOST_RESIDUAL,
  meanFade,
  noiseOf,
  residualOf,
} from '../../../src/core/impact/model';
import { ALMGREN_2005, PRIOR } from '../../../src/core/impact/prior';

const QUERY: ImpactQuery = { size: 0.01, volatility: 0.02, spread: 6, duration: 2340 };
const digits = (of: object): object =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, Number((value as number).toFixed(6))]));

describe('the cost of an order by the model', () => {
  test('is half the spread, Y sigma sqrt(Q/V) in its two parts, and what earlier orders left, faded over the order', () => {
    const model = { ...PRIOR, spread: 0.5, y: 0.9, permanent: 0.6, decay: 1 / 2340, q90: 2 };
    // 0.9 * 2 % * sqrt(1 %) = 18 bps; the noise is 2 % * sqrt(0.1 day / 3) = 36.5148 bps and half a spread
    expect(digits(impactOf(model, { ...QUERY, earlier: 10 }))).toEqual({
      spread: 1.5,
      permanent: 10.8,
      transient: 7.2,
      earlier: 6.321206,
      residual: 0,
      q50: 25.821206,
      q90: Number((25.821206 + 2 * (36.514837 + 3)).toFixed(6)),
    });
  });
  test.each<[string, Partial<ImpactModel['shape']>, Partial<ImpactQuery>, number]>([
    ['twice the reference participation', { participation: 0.5 }, { duration: 1170 }, Math.SQRT2],
    ['a participation that is the whole volume, at most', { participation: 1 }, { duration: 0 }, 10],
    ['four hours', { duration: -0.5 }, { duration: 14_400 }, 0.5],
    ['a touch four times as deep', { depth: 0.5 }, { depth: 4e-4 }, 0.5],
    ['a touch that is not known', { depth: 0.5 }, {}, 1],
    ['a regime', { regimes: { wild: 3 } }, { regime: 'wild' }, 3],
    ['a regime that the model does not know', { regimes: { wild: 3 } }, { regime: 'calm' }, 1],
  ])('g: %s', (_what, shape, query, factor) => {
    const shaped = { ...PRIOR, shape: { ...PRIOR.shape, ...shape } };
    const asked = { ...QUERY, ...query };
    expect(averageImpact(shaped, asked) / averageImpact(PRIOR, asked)).toBeCloseTo(factor, 12);
  });
  test.each([
    ['nothing to trade', { size: 0 }],
    ['a market that does not move', { volatility: 0 }],
  ])('%s has no impact, and no NaN', (_what, query) => {
    const model = { ...PRIOR, residual: { level: 0, size: 0.1, volatility: 0.1, spread: 0.1 } };
    const { permanent, transient, q50, q90 } = impactOf(model, { ...QUERY, ...query });
    expect([permanent, transient, Number.isFinite(q50), q90 >= q50]).toEqual([0, 0, true, true]);
  });
  test('what earlier orders left fades by its mean over the order: 1 at once, 1/x for a long one', () => {
    expect([meanFade(0.001, 0), meanFade(1, 1e6), meanFade(1e-12, 1), meanFade(1, 1)].map(v => Number(v.toFixed(9)))).toEqual([
      1, 0.000001, 1, 0.632120559,
    ]);
  });
});

const part = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const models = fc
  .record({
    spread: part(0, 3),
    y: part(0.01, 5),
    delta: part(0.1, 1.2),
    permanent: part(0, 1),
    decay: part(0, 0.1),
    q90: part(0, 4),
    shape: fc.record({ participation: part(0, 1), duration: part(-1, 1), depth: part(0, 1), regimes: fc.constant({ wild: 3 }) }),
    residual: fc.record({ level: part(-0.5, 0.5), size: part(0, 1), volatility: part(0, 1), spread: part(0, 1) }),
  })
  .map((over): ImpactModel => ({ ...PRIOR, ...over }));
const queries: fc.Arbitrary<ImpactQuery> = fc.record({
  size: part(1e-7, 2),
  volatility: part(1e-4, 0.5),
  spread: part(0, 200),
  duration: part(0, 50_000),
  depth: fc.option(part(1e-7, 0.1), { nil: undefined }),
  regime: fc.constantFrom(undefined, 'wild', 'other'),
  earlier: part(-100, 100),
});

describe('whatever the parameters', () => {
  test.each(['size', 'volatility', 'spread'] as const)('the estimate never falls as the %s grows', key => {
    fc.assert(
      fc.property(models, queries, part(1, 10), (model, query, factor) => {
        const more = { ...query, [key]: query[key] * factor };
        const [here, there] = [impactOf(model, query), impactOf(model, more)];
        const slack = 1e-9 * (1 + Math.abs(here.q90));
        return there.q50 >= here.q50 - slack && there.q90 >= here.q90 - slack;
      }),
    );
  });
  test('the correction is at most half of what it corrects, q50 the sum of its parts, q90 no less', () => {
    fc.assert(
      fc.property(models, queries, (model, query) => {
        const { spread, permanent, transient, earlier, residual, q50, q90 } = impactOf(model, query);
        const sum = spread + permanent + transient + earlier + residual;
        const clipped = Math.abs(residual) <= MOST_RESIDUAL * (spread + permanent + transient) + 1e-9;
        return clipped && Math.abs(sum - q50) <= 1e-9 * (1 + Math.abs(q50)) && q90 >= q50;
      }),
    );
  });
  test('the correction by hand: 0.1 per factor e of the size over 1 %', () => {
    expect(residualOf({ level: 0.05, size: 0.1, volatility: 0, spread: 0 }, { ...QUERY, size: 0.01 * Math.E })).toBeCloseTo(
      0.15,
      12,
    );
  });
});

/** The examples of the paper's section 4.3, for 10 % of a day's volume: I, and K and J for 0.1, 0.2 and 0.5 days, in whole bps. */
describe('Almgren, Thum, Hauptmann and Li (2005)', () => {
  test.each([
    ['IBM', { volatility: 0.0157, outstanding: 1728 / 6.561 }, 20, [22, 15, 8], [32, 25, 18]],
    ['DRI', { volatility: 0.0226, outstanding: 168 / 1.929 }, 22, [32, 21, 12], [43, 32, 23]],
  ])('%s', (_name, stock, permanent, temporary, cost) => {
    const at = [0.1, 0.2, 0.5].map(days => almgrenCost(ALMGREN_2005, { size: 0.1, days, ...stock }));
    expect([at.map(c => Math.round(c.permanent)), at.map(c => Math.round(c.temporary)), at.map(c => Math.round(c.cost))]).toEqual(
      [[permanent, permanent, permanent], temporary, cost],
    );
  });
  test('has no temporary impact for an order that takes no time: NaN, not a number that looks like one', () => {
    expect(almgrenCost(ALMGREN_2005, { size: 0.1, days: 0, volatility: 0.02, outstanding: 100 }).cost).toBeNaN();
  });
});

describe('the linear impact for a schedule by Almgren and Chriss', () => {
  const order = { price: 50, qty: 20_000, adv: 2_000_000, volatility: 0.02, duration: 3600 };
  const { eta, gamma, sigma } = almgrenChrissOf(PRIOR, order);
  test('costs what the model says of the order worked evenly, in price', () => {
    const impact = averageImpact(PRIOR, { size: 0.01, volatility: 0.02, spread: 0, duration: 3600 });
    expect((gamma * order.qty) / 2 + (eta * order.qty) / order.duration).toBeCloseTo((impact / 10_000) * 50, 12);
  });
  test('has the volatility of a day in price', () => {
    expect(sigma * Math.sqrt(PRIOR.daySeconds)).toBeCloseTo(1, 12);
  });
  test('noise grows with the root of the time', () => {
    const noise = (duration: number): number => noiseOf(PRIOR, { ...QUERY, spread: 0, duration });
    expect(noise(4000) / noise(1000)).toBeCloseTo(2, 12);
  });
});
