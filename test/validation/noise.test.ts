import type { Verdict } from '../../src/validation/report';
import { judged, played, type World } from './selection/worlds';

const BEST_OF_50 = { trials: 50, clusters: 100, sealed: 60 } as const;

function counted(world: World, seeds: number, from = 1): Record<Verdict, number> {
  const counts = { pass: 0, inconclusive: 0, fail: 0 };
  for (let seed = from; seed < from + seeds; seed++) {
    counts[judged(played(world, seed)).verdict]++;
  }
  return counts;
}

/** Under load a processor is shared with everything else that runs. */
const PATIENCE = 180_000;

test(
  'of 200 seeds of noise, the best of 50 trials each, none passes: about half are found out, the others stay in shadow',
  () => {
    // trials that have nothing, half and nearly everything in common
    const noise = [
      [0, 66],
      [0.5, 67],
      [0.9, 67],
    ] as const;
    const counts = noise.map(([rho, seeds]) => counted({ ...BEST_OF_50, rho, gain: 0, good: 0 }, seeds, 1000 * rho + 1));
    expect(counts).toEqual([
      { pass: 0, inconclusive: 36, fail: 30 },
      { pass: 0, inconclusive: 30, fail: 37 },
      { pass: 0, inconclusive: 39, fail: 28 },
    ]);
  },
  PATIENCE,
);

test.each([
  ['one trial of 50 with a gain of half a standard deviation, the others nothing', { rho: 0.5, gain: 0.5, good: 1 }],
  ['all 50 with that gain', { rho: 0.9, gain: 0.5, good: 50 }],
  ['half of them with that gain, half as much dearer', { rho: 0.5, gain: 0.5, good: 25, bad: -0.5 }],
])(
  'a gain that is there passes in most of 20 seeds, and never fails: %s',
  (_what, world) => {
    expect(counted({ ...BEST_OF_50, ...world }, 20)).toEqual({ pass: 18, inconclusive: 2, fail: 0 });
  },
  PATIENCE,
);

test(
  'what is dearer than the baseline never passes, and mostly fails',
  () => {
    const { pass, fail } = counted({ ...BEST_OF_50, rho: 0.5, gain: -0.2, good: 50 }, 20);
    expect({ pass, mostly: fail > 10 }).toEqual({ pass: 0, mostly: true });
  },
  PATIENCE,
);
