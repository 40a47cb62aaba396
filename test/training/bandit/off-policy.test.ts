import { draw, drawKey } from '../../../src/core/schedule/curves/draws';
import { crossFit } from '../../../src/training/bandit/cross-fit';
import { type CostModel, type LoggedDecision, policyDifference, policyValue } from '../../../src/training/bandit/off-policy';

/** What each arm truly costs in a context (1, x): known, so that what is estimated can be held against it. */
const TRUE: Readonly<Record<string, (x: number) => number>> = { join: x => 1 - x, improve: x => 0.5 + 0.2 * x, cross: x => x };
const ARMS = ['join', 'improve', 'cross'];
const cost = (arm: number, x: number): number => TRUE[ARMS[arm]!]!(x);

/** The policy that is to be valued: crosses below 0.5, joins above. Its true value is the mean of x below and of 1 - x above: 0.25. */
const target = ({ context }: LoggedDecision): number[] => (context[1]! < 0.5 ? [0, 0, 1] : [1, 0, 0]);
const TRUE_VALUE = 0.25;

/** A log of `n` decisions in clusters of ten that share a shock, drawn by a policy that prefers to join the higher x is. */
function logged(n: number, seed: number): LoggedDecision[] {
  const key = drawKey('log', seed);
  return Array.from({ length: n }, (_, i) => {
    const x = draw(key, 4 * i);
    const propensities = [0.1 + 0.6 * x, 0.2, 0.7 - 0.6 * x];
    const u = draw(key, 4 * i + 1);
    const place = u < propensities[0]! ? 0 : u < propensities[0]! + 0.2 ? 1 : 2;
    const shock = draw(drawKey(`shock ${Math.floor(i / 10)}`, seed), 0) - 0.5;
    const noise = 2 * (draw(key, 4 * i + 2) - 0.5) + shock;
    return { cluster: `P${Math.floor(i / 10)}`, context: [1, x], arms: ARMS, propensities, place, cost: cost(place, x) + noise };
  });
}

const right: CostModel = (d, place) => cost(place, d.context[1]!);
const wrong: CostModel = (_, place) => [3, 0, -2][place]!;
const misread = (log: readonly LoggedDecision[]): LoggedDecision[] => log.map(d => ({ ...d, propensities: [0.2, 0.2, 0.6] }));
const options = { clip: 100, seed: 1, draws: 150 };

/** Mean over many logs of how far an estimator is from the true value, in standard errors of that mean. */
function bias(estimate: (log: LoggedDecision[], seed: number) => number): number {
  const errors = Array.from({ length: 60 }, (_, s) => estimate(logged(400, s + 1), s + 1) - TRUE_VALUE);
  const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
  const sd = Math.sqrt(errors.reduce((a, e) => a + (e - mean) ** 2, 0) / (errors.length - 1));
  return Math.abs(mean) / (sd / Math.sqrt(errors.length));
}

const value =
  (by: 'dr' | 'ips' | 'dm', read: (log: LoggedDecision[]) => LoggedDecision[], model: CostModel) => (log: LoggedDecision[]) =>
    policyValue(read(log), target, model, { ...options, draws: 1 })[by].mean;
const asIs = (log: LoggedDecision[]): LoggedDecision[] => log;

test('doubly robust is right where either the model or the propensities are, and wrong where neither is; each other needs its own', () => {
  expect({
    'dr, both right': bias(value('dr', asIs, right)) < 3,
    'dr, model wrong': bias(value('dr', asIs, wrong)) < 3,
    'dr, propensities wrong': bias(value('dr', misread, right)) < 3,
    'dr, both wrong': bias(value('dr', misread, wrong)) < 3,
    'ips, propensities right': bias(value('ips', asIs, wrong)) < 3,
    'ips, propensities wrong': bias(value('ips', misread, right)) < 3,
    'dm, model wrong': bias(value('dm', asIs, wrong)) < 3,
  }).toEqual({
    'dr, both right': true,
    'dr, model wrong': true,
    'dr, propensities wrong': true,
    'dr, both wrong': false,
    'ips, propensities right': true,
    'ips, propensities wrong': false,
    'dm, model wrong': false,
  });
});

test('its interval, by cluster, holds the true value about as often as it says', () => {
  const held = Array.from({ length: 60 }, (_, s) => policyValue(logged(400, 1000 + s), target, right, options).dr);
  const part = held.filter(i => i.low <= TRUE_VALUE && TRUE_VALUE <= i.high).length / held.length;
  expect([part > 0.86, part < 1, held[0]!.clusters, held[0]!.observations]).toEqual([true, true, 40, 400]);
});

test('a clip cuts weights, says how many, and pulls the estimate to the model', () => {
  const log = logged(2_000, 7);
  const [free, cut] = [100, 1].map(clip => policyValue(log, target, wrong, { ...options, clip }));
  const all = cut!.clipped > 0.4 && cut!.effective > free!.effective;
  const nearer = Math.abs(cut!.dr.mean - cut!.dm.mean) < Math.abs(free!.dr.mean - free!.dm.mean);
  expect([free!.clipped, all, nearer]).toEqual([0, true, true]);
});

test('the policy that was logged is worth what was paid', () => {
  const log = logged(500, 3);
  const paid = log.reduce((sum, d) => sum + d.cost, 0) / log.length;
  const own = policyValue(
    log,
    d => d.propensities,
    () => 0,
    options,
  );
  expect([Math.abs(own.ips.mean - paid) < 1e-12, own.against.mean, own.effective]).toEqual([true, 0, 500]);
});

test('the difference of two policies: what each is worth apart, decision by decision', () => {
  const log = logged(600, 4);
  const cross = (): number[] => [0, 0, 1];
  const both = policyDifference(log, [target, cross], right, options);
  const apart = policyValue(log, target, right, options).dr.mean - policyValue(log, cross, right, options).dr.mean;
  // crossing always costs 0.5
  expect([Math.abs(both.mean - apart) < 1e-12, both.low < -0.25 && -0.25 < both.high]).toEqual([true, true]);
});

describe('cross-fitting', () => {
  const prior = { join: [0, 0], improve: [0, 0], cross: [0, 0] };
  const fitted = (log: readonly LoggedDecision[]) => crossFit(log, { folds: 5, ridge: 1, seed: 1, prior });

  test('finds the cheapest arm, and what it is worth: the least of the true costs over an even x, 0.25', () => {
    const log = logged(6_000, 5);
    const { model, learned } = fitted(log);
    const { dr, against } = policyValue(log, learned, model, options);
    expect([dr.low < 0.25 && 0.25 < dr.high, dr.high - dr.low < 0.14, against.high < 0]).toEqual([true, true, true]);
  });

  test('has not seen the order that it judges: another cost of one changes nothing of what is said of its own decisions', () => {
    const log = logged(200, 9);
    const changed = log.map(d => (d.cluster === 'P3' ? { ...d, cost: d.cost + 1_000 } : d));
    const said = (of: readonly LoggedDecision[], cluster: string): number[] => {
      const { model } = fitted(of);
      return of.filter(d => d.cluster === cluster).map(d => model(d, 0));
    };
    const others = log.map(d => d.cluster).find(c => said(log, c).join() !== said(changed, c).join());
    expect([said(changed, 'P3'), others !== undefined]).toEqual([said(log, 'P3'), true]);
  });

  test('on pure noise it finds nothing: the interval of its gain is not below 0', () => {
    const log = logged(5_000, 11).map((d, i) => ({ ...d, cost: draw(drawKey('noise', 1), i) - 0.5 }));
    const { model, learned } = fitted(log);
    const { against } = policyValue(log, learned, model, options);
    expect(against.high > 0).toBe(true);
  });
});
