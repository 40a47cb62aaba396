import { filtered } from '../../../src/core/learning/filter';
import type { HmmModel } from '../../../src/core/learning/hmm-model';
import { type Bar, barsOf } from '../../../src/training/hmm/bars';
import { fitHmm, HMM_DEFAULTS } from '../../../src/training/hmm/fit';
import { passes } from '../../../src/training/hmm/passes';
import { Chance } from '../../../src/training/impact/chance';
import { TrainingError } from '../../../src/training/training-set';

/** Calm, busy, stressed: series that each tell a little, states that last. */
const TRUTH: HmmModel = {
  start: [0.6, 0.3, 0.1],
  transition: [
    [0.97, 0.025, 0.005],
    [0.03, 0.95, 0.02],
    [0.01, 0.05, 0.94],
  ],
  mean: [
    [-0.8, -0.4, -0.5],
    [0.3, 0.1, 0.3],
    [1.6, 1.0, 1.0],
  ],
  variance: [
    [0.32, 0.26, 0.65],
    [0.32, 0.26, 0.65],
    [0.45, 0.4, 0.8],
  ],
  floor: Number.NEGATIVE_INFINITY,
};

interface Made {
  readonly sequences: Bar[][];
  readonly states: number[];
}

function made(seed: number, sequences: number, bars: number): Made {
  const chance = new Chance('hmm', seed);
  const pick = (parts: readonly number[]): number => {
    let left = chance.between(0, 1);
    const found = parts.findIndex(p => (left -= p) < 0);
    return found < 0 ? parts.length - 1 : found;
  };
  const states: number[] = [];
  const sequence = (): Bar[] => {
    let state = -1;
    return Array.from({ length: bars }, () => {
      state = pick(state < 0 ? TRUTH.start : TRUTH.transition[state]!);
      states.push(state);
      return TRUTH.mean[state]!.map((m, d) => m + Math.sqrt(TRUTH.variance[state]![d]!) * chance.normal());
    });
  };
  return { sequences: Array.from({ length: sequences }, sequence), states };
}

const likeliest = (p: ArrayLike<number>): number => [0, 1, 2].reduce((best, k) => (p[k]! > p[best]! ? k : best), 0);
/** How often the likeliest state is the true one: by the filter that decisions use, and with what comes later. */
function accuracy(model: HmmModel, { sequences, states }: Made): { filter: number; smoother: number } {
  const { smoothed } = passes(model, barsOf(sequences));
  const byFilter = sequences.flatMap(bars => {
    let now: readonly number[] | undefined;
    return bars.map(bar => likeliest((now = filtered(model, now, 1, bar).posteriors)));
  });
  const right = (of: (t: number) => number): number => states.filter((s, t) => of(t) === s).length / states.length;
  return { filter: right(t => byFilter[t]!), smoother: right(t => likeliest(smoothed.subarray(3 * t, 3 * t + 3))) };
}

describe('a fit to a known chain', () => {
  const learned = made(1, 20, 200);
  const { model, figures } = fitHmm(learned.sequences, { ...HMM_DEFAULTS, starts: 4 });
  const fresh = made(2, 10, 400);
  test('finds means, spreads and how long states last', () => {
    const off = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
      Math.max(...a.flatMap((row, i) => row.map((v, j) => Math.abs(v - b[i]![j]!))));
    const near = [
      off(model.mean, TRUTH.mean) < 0.15,
      off(model.variance, TRUTH.variance) < 0.12,
      off(model.transition, TRUTH.transition) < 0.03,
    ];
    expect([near, figures.settled, figures.bars, figures.sequences]).toEqual([[true, true, true], true, 4000, 20]);
  });
  test('its filter is right nearly as often as the true one: about 95 of 100 fresh bars; who sees what comes later is right more often', () => {
    const [fitted, truth] = [accuracy(model, fresh), accuracy(TRUTH, fresh)];
    expect([
      Math.abs(truth.filter - 0.954) < 0.01,
      Math.abs(fitted.filter - truth.filter) < 0.01,
      fitted.smoother > fitted.filter + 0.01,
    ]).toEqual([true, true, true]);
  });
  test('the filter inside it is the filter that decisions use', () => {
    const bars = fresh.sequences[0]!;
    const inside = passes(model, barsOf([bars]));
    let now: readonly number[] | undefined;
    const off = bars.map((bar, t) => {
      const { posteriors, fit } = filtered(model, now, 1, bar);
      now = posteriors;
      return Math.max(Math.abs(fit! - inside.fits[t]!), ...posteriors.map((p, k) => Math.abs(p - inside.filtered[3 * t + k]!)));
    });
    expect(Math.max(...off)).toBeLessThan(1e-8);
  });
  test('a bar like no other lies below the floor, about one in a thousand of the usual ones', () => {
    const fits = passes(model, barsOf(fresh.sequences)).fits;
    const odd = filtered(model, undefined, 1, [6, -6, 6]).fit!;
    const part = fits.filter(v => v < model.floor).length / fits.length;
    expect([odd < model.floor, part < 0.005]).toEqual([true, true]);
  });
});

test('states cannot swap names: on refits to other bars and other guesses calm stays calm', () => {
  const named = [1, 2, 3].map(seed => {
    const { model } = fitHmm(made(10 + seed, 6, 200).sequences, { ...HMM_DEFAULTS, starts: 5, steps: 40, seed });
    return likeliestNames(model);
  });
  expect(named).toEqual(named.map(() => [0, 1, 2]));
});
const likeliestNames = (model: HmmModel): number[] =>
  TRUTH.mean.map(mean => likeliest(filtered({ ...model, start: [1 / 3, 1 / 3, 1 / 3] }, undefined, 1, mean).posteriors));

test('each step of the fit makes the bars likelier, and what is not known of a bar says nothing', () => {
  const { sequences } = made(3, 5, 100);
  const holes = sequences.map((bars, s) => bars.map((bar, t) => bar.map((v, d) => ((s + t + d) % 4 === 0 ? null : v))));
  const fits = [1, 2, 3, 5, 8, 13].map(steps => fitHmm(holes, { ...HMM_DEFAULTS, starts: 1, steps }).figures.fit);
  const whole = fitHmm(holes).model;
  expect([fits.every((f, i) => i === 0 || f > fits[i - 1]!), accuracy(whole, made(4, 5, 200)).filter > 0.93]).toEqual([
    true,
    true,
  ]);
});

test('the same bars and seed give the same model', () => {
  const { sequences } = made(5, 4, 100);
  const [one, other] = [1, 2].map(() => fitHmm(sequences, { ...HMM_DEFAULTS, steps: 10 }));
  expect(one).toEqual(other);
});

describe('what cannot be is refused', () => {
  const bars = (n: number, of: (i: number) => Bar): Bar[][] => [Array.from({ length: n }, (_, i) => of(i))];
  test.each<[string, Bar[][]]>([
    ['there are no bars to fit to', []],
    ['29 bars are too few for 3 states', bars(29, i => [i])],
    ['series 1 does not move, or is not known at all', bars(50, i => [i, null])],
    ['series 0 does not move, or is not known at all', bars(50, () => [1])],
    ['bar 7 has 1 series, the first has 2', bars(50, i => (i === 7 ? [1] : [1, 2]))],
  ])('%s', (reason, sequences) => {
    expect(() => fitHmm(sequences)).toThrow(new TrainingError(reason));
  });
});
