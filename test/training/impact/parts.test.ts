import fc from 'fast-check';
import type { ImpactModel } from '../../../src/core/impact/model';
import { impactOf } from '../../../src/core/impact/model';
import { PRIOR } from '../../../src/core/impact/prior';
import { Chance } from '../../../src/training/impact/chance';
import { generateMetaorders } from '../../../src/training/impact/generator';
import { lawOf } from '../../../src/training/impact/law';
import { leastSquares, solve } from '../../../src/training/impact/least-squares';
import { type Metaorder, withEarlier } from '../../../src/training/impact/metaorder';
import { updateY } from '../../../src/training/impact/online';
import { residualModel } from '../../../src/training/impact/residual';

const TRUTH: ImpactModel = { ...PRIOR, y: 0.9 };
const SIZE = { days: 20, symbols: 10, orders: 10, truth: TRUTH, noise: 0.5 };

describe('what earlier orders left', () => {
  const order = (start: number, over: Partial<Metaorder> = {}): Metaorder => ({
    cluster: 'day 1',
    symbol: 'ACME',
    buy: true,
    start,
    query: { size: 0.01, volatility: 0.02, spread: 5, duration: 100 },
    cost: 0,
    ...over,
  });
  const model = { ...PRIOR, permanent: 0, decay: Math.LN2 / 100 };
  const left = (...orders: Metaorder[]): number[] => withEarlier(orders, model).map(q => Number(q.earlier!.toFixed(6)));
  // the peak of one is 1.5 times 2/3 of 2 % times sqrt(1 %): 20 bps, all of which fades, by half every 100 s
  test.each<[string, number[], number[]]>([
    ['ended as this one began: all of it', left(order(0), order(100)), [0, 20]],
    ['ended one half-life before, or three', left(order(0), order(200), order(400)), [0, 10, 12.5]],
    ['not ended yet: nothing', left(order(0), order(50)), [0, 0]],
    ['of the other side: cheaper', left(order(0), order(100, { buy: false })), [0, -20]],
    ['in another symbol: nothing', left(order(0), order(100, { symbol: 'BOLT' })), [0, 0]],
    ['on another day: nothing', left(order(0), order(100, { cluster: 'day 2' })), [0, 0]],
    ['whatever the order of the rows', left(order(100), order(0)), [20, 0]],
  ])('an order that %s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });
  test('an order that took no time leaves what one does that took some', () => {
    const atOnce = order(100, { query: { size: 0.01, volatility: 0.02, spread: 5, duration: 0 } });
    expect(left(atOnce, order(200))).toEqual([0, 10]);
  });
});

test('what the fit predicts of an order is what the model says of it', () => {
  const orders = generateMetaorders({ ...SIZE, seed: 3 });
  const law = lawOf(orders, PRIOR, ['participation', 'duration', 'depth']);
  const at = law.unknowns.map((u, i) => u.prior + 0.01 * i);
  const out = new Float64Array(orders.length);
  law.predict(at, out);
  const said = withEarlier(orders, law.modelOf(at)).map(q => impactOf(law.modelOf(at), q).q50);
  expect(Math.max(...said.map((v, i) => Math.abs(v - out[i]!)))).toBeLessThan(1e-9);
});

describe('least squares', () => {
  test('of a line finds what the normal equations give, and its standard errors', () => {
    const x = [0, 1, 2, 3, 4];
    const y = [1, 3, 4, 8, 9];
    const free = { prior: 0, sd: 1e6, min: -1e9, max: 1e9 };
    const found = leastSquares({
      measured: Float64Array.from(y),
      noise: new Float64Array(5).fill(1),
      unknowns: [
        { name: 'intercept', ...free },
        { name: 'slope', ...free },
      ],
      predict: ([a, b], out) => out.set(x.map(v => a! + b! * v)),
    });
    // by hand: slope 21/10, intercept 0.8; residuals 0.2 0.1 -1 0.9 -0.2, squares 1.9, over 3 degrees of freedom
    const s2 = 1.9 / 3;
    expect([...found.at, ...found.errors]).toEqual(
      [0.8, 2.1, Math.sqrt(s2 * (1 / 5 + 4 / 10)), Math.sqrt(s2 / 10)].map(v => expect.closeTo(v, 6)),
    );
  });
  test('stays within bounds, and says that a parameter at one is not told', () => {
    const found = leastSquares({
      measured: Float64Array.from([-5, -4, -6]),
      noise: new Float64Array(3).fill(1),
      unknowns: [{ name: 'mean', prior: 1, sd: 10, min: 0, max: 10 }],
      predict: ([mean], out) => out.fill(mean!),
    });
    expect([found.at, found.told]).toEqual([[0], [false]]);
  });
  test('a system by Cholesky is solved, one that is not positive definite is refused', () => {
    const numbers = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(numbers, ([a, b, c, d, e, f, g, h, i]) => {
        const rows = [
          [a!, b!, c!],
          [d!, e!, f!],
          [g!, h!, i!],
        ];
        const matrix = rows.map((r, p) => rows.map((q, o) => r.reduce((s, v, k) => s + v * q[k]!, p === o ? 1 : 0)));
        const x = solve(matrix, [1, 2, 3])!;
        return matrix.every((r, p) => Math.abs(r.reduce((s, v, k) => s + v * x[k]!, 0) - (p + 1)) < 1e-6);
      }),
    );
    expect(
      solve(
        [
          [1, 2],
          [2, 1],
        ],
        [1, 1],
      ),
    ).toBeUndefined();
  });
});

test('a correction has no slope below 0, whatever the orders say', () => {
  const chance = new Chance('costs', 1);
  const orders = generateMetaorders({ ...SIZE, seed: 4 });
  const queries = withEarlier(orders, TRUTH);
  // large orders are made cheaper than the law has them, by a lot
  const costs = orders.map(o => o.cost - 400 * o.query.size * o.query.volatility * 100 * chance.between(0.9, 1.1));
  const { size, volatility, spread } = residualModel(TRUTH, queries, costs);
  expect([size, volatility, spread].map(v => v >= 0)).toEqual([true, true, true]);
});

describe('Y, updated order by order', () => {
  const orders = (y: number, seed: number): Metaorder[] =>
    generateMetaorders({ ...SIZE, days: 60, truth: { ...PRIOR, y }, seed });
  test('moves to where the orders have it, from above and from below', () => {
    const found = [0.5, 0.9].map(y => updateY({ ...PRIOR, y: 0.67 }, orders(y, 2)).y / y);
    expect(found.every(ratio => Math.abs(ratio - 1) < 0.15)).toBe(true);
  });
  test('stays within its trust region, says so, and stays above 0 though every order gains', () => {
    const gained = orders(0.67, 3).map(o => ({ ...o, cost: -200 }));
    const { y, held } = updateY(PRIOR, gained, { forgetting: 0.999, trust: 0.3, sd: 0.2 });
    expect([Math.log(y / PRIOR.y), held]).toEqual([expect.closeTo(-0.3, 9), true]);
  });
  test('with forgetting it never grows surer than its memory, and without orders nothing changes', () => {
    const short = updateY(PRIOR, orders(0.67, 4), { forgetting: 0.99, trust: 0.5, sd: 0.2 });
    const long = updateY(PRIOR, orders(0.67, 4), { forgetting: 1, trust: 0.5, sd: 0.2 });
    expect([short.sd > 2 * long.sd, updateY(PRIOR, []).y]).toEqual([true, expect.closeTo(PRIOR.y, 12)]);
  });
});

test('the generator: one seed makes the same orders twice, another others', () => {
  const made = (seed: number): Metaorder[] => generateMetaorders({ ...SIZE, days: 1, seed });
  expect([made(1), made(1)[0]!.cost === made(2)[0]!.cost]).toEqual([made(1), false]);
});
