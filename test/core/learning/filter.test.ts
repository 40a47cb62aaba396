import { filtered } from '../../../src/core/learning/filter';
import type { HmmModel } from '../../../src/core/learning/hmm-model';
import { evens, normals } from './normals';

const HMM: HmmModel = {
  start: [0.8, 0.15, 0.05],
  transition: [
    [0.97, 0.02, 0.01],
    [0.05, 0.9, 0.05],
    [0.02, 0.08, 0.9],
  ],
  mean: [
    [0, 0, 0],
    [1, 0.7, 0.3],
    [2, 1.5, 1],
  ],
  variance: [
    [0.3, 0.05, 0.5],
    [0.3, 0.05, 0.4],
    [0.2, 0.05, 0.3],
  ],
  floor: -12,
};

const BARS = [
  [0.1, 0, -0.2],
  [1.2, 0.8, null],
  [2.2, 1.4, 1.1],
  [null, null, null],
  [1.9, 1.6, 0.8],
];

const density = (state: number, x: readonly (number | null)[]): number =>
  x.reduce<number>((product, value, d) => {
    if (value === null) return product;
    const v = HMM.variance[state]![d]!;
    return (product * Math.exp(-((value - HMM.mean[state]![d]!) ** 2) / (2 * v))) / Math.sqrt(2 * Math.PI * v);
  }, 1);

/** P(state of the last bar | all bars), by adding up every path there is. */
function overAllPaths(bars: typeof BARS): number[] {
  const ends = [0, 0, 0];
  for (let path = 0; path < 3 ** bars.length; path++) {
    const states = bars.map((_, t) => Math.floor(path / 3 ** t) % 3);
    const p = states.reduce((product, state, t) => {
      const step = t === 0 ? HMM.start[state]! : HMM.transition[states[t - 1]!]![state]!;
      return product * step * density(state, bars[t]!);
    }, 1);
    ends[states.at(-1)!]! += p;
  }
  const sum = ends.reduce((a, b) => a + b, 0);
  return ends.map(p => p / sum);
}

const last = (bars: typeof BARS): readonly number[] =>
  bars.reduce<readonly number[] | undefined>((before, bar) => filtered(HMM, before, 1, bar).posteriors, undefined)!;

describe('the forward filter', () => {
  test('says what adding up all paths says, also where a series or a whole bar is not known', () => {
    const told = BARS.map((_, t) => last(BARS.slice(0, t + 1)).map(p => p.toFixed(9)));
    expect(told).toEqual(BARS.map((_, t) => overAllPaths(BARS.slice(0, t + 1)).map(p => p.toFixed(9))));
  });

  test('a bar that was not told and one of which nothing is known are the same; a long silence is a start', () => {
    const now = [0.1, 0.8, 0.1];
    const silent = filtered(HMM, filtered(HMM, now, 1, [null, null, null]).posteriors, 1, [0, 0, 0]);
    expect([filtered(HMM, now, 2, [0, 0, 0]), filtered(HMM, now, 1000, [null, null, null])]).toEqual([
      silent,
      { posteriors: HMM.start, fit: null },
    ]);
  });

  test('finds the state of a chain that it knows about as often as the best filter of such a chain can', () => {
    const [even, normal] = [evens(1), normals(1)];
    let state = 0;
    let before: readonly number[] | undefined;
    let right = 0;
    const bars = 20_000;
    for (let t = 0; t < bars; t++) {
      const u = even();
      const [stay, up] = HMM.transition[state] as [number, number, number];
      state = u < stay ? 0 : u < stay + up ? 1 : 2;
      const bar = HMM.mean[state]!.map((mean, d) => mean + Math.sqrt(HMM.variance[state]![d]!) * normal());
      before = filtered(HMM, before, 1, bar).posteriors;
      if (before.indexOf(Math.max(...before)) === state) right++;
    }
    expect(right / bars).toBeGreaterThan(0.95);
  });
});
