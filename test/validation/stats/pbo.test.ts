import fc from 'fast-check';
import { Chance } from '../../../src/training/impact/chance';
import { pboByCscv } from '../../../src/validation/stats/pbo';

const noise = (run: number, trials: number, clusters: number): number[][] => {
  const chance = new Chance('pbo', run);
  return Array.from({ length: trials }, () => Array.from({ length: clusters }, () => chance.normal()));
};

/** All ways to take k of a list. */
function choices<T>(of: readonly T[], k: number): T[][] {
  if (k === 0) return [[]];
  return of.flatMap((first, n) => choices(of.slice(n + 1), k - 1).map(rest => [first, ...rest]));
}

const meanOf = (row: readonly number[], at: readonly number[]): number => at.reduce((sum, c) => sum + row[c]!, 0) / at.length;

/** The paper's words, one after another and slowly: equal blocks, all halves, the best inside, its rank outside. */
function slowly(performance: readonly (readonly number[])[], blocks: number, baseline: number) {
  const clusters = performance[0]!.length;
  const size = clusters / blocks;
  const own = Array.from({ length: blocks }, (_, b) => Array.from({ length: size }, (_, k) => b * size + k));
  const halves = choices([...own.keys()], blocks / 2).map(taken => {
    const inside = taken.flatMap(b => own[b]!);
    const outside = [...Array(clusters).keys()].filter(c => !inside.includes(c));
    const [x, y] = [inside, outside].map(at => performance.map(row => meanOf(row, at)));
    const best = x!.indexOf(Math.max(...x!));
    const rank = y!.filter(v => v < y![best]!).length + 1;
    return {
      x: x![best]!,
      y: y![best]!,
      logit: Math.log(rank / (performance.length + 1 - rank)),
      lost: y![best]! < y![baseline]!,
    };
  });
  const n = halves.length;
  const [mx, my] = [halves.reduce((s, h) => s + h.x, 0) / n, halves.reduce((s, h) => s + h.y, 0) / n];
  const slope = halves.reduce((s, h) => s + (h.x - mx) * (h.y - my), 0) / halves.reduce((s, h) => s + (h.x - mx) ** 2, 0);
  return {
    pbo: halves.reduce((s, h) => s + (h.logit < 0 ? 1 : h.logit === 0 ? 0.5 : 0), 0) / n,
    logits: halves.map(h => h.logit).sort((a, b) => a - b),
    slope,
    lossProbability: halves.filter(h => h.lost).length / n,
    combinations: n,
  };
}

test.each([
  [1, 7, 24, 6],
  [2, 4, 16, 8],
  [3, 12, 20, 4],
])(
  'run %d: the same as by a slow reckoning word by word (%d trials, %d clusters, %d blocks)',
  (run, trials, clusters, blocks) => {
    const performance = noise(run, trials, clusters);
    const { pbo, logits, degradation, lossProbability, combinations } = pboByCscv(performance, { blocks, baseline: 0 });
    const found = { pbo, logits: [...logits].sort((a, b) => a - b), slope: degradation.slope, lossProbability, combinations };
    const slow = slowly(performance, blocks, 0);
    expect(found).toEqual({ ...slow, logits: slow.logits.map(v => expect.closeTo(v, 9)), slope: expect.closeTo(slow.slope, 9) });
  },
);

const level = (mean: number, run: number): number[] => noise(run, 1, 32)[0]!.map(x => mean + 0.1 * x);

test.each([
  ['one that is better everywhere is the best outside too', [level(0, 1), level(0, 2), level(5, 3)], { pbo: 0, lost: 0 }],
  ['one alike to all others is on the median', [level(0, 1), level(0, 1), level(0, 1)], { pbo: 0.5, lost: 0 }],
  [
    'what one half gains the other loses: the best inside is the worst outside',
    // a trial a half of four blocks
    [[0, 0, 0, 0], ...choices([0, 1, 2, 3], 2).map(half => [0, 1, 2, 3].map(b => (half.includes(b) ? 1 : -1)))],
    { pbo: 1, lost: 1, blocks: 4 },
  ],
  [
    'where all lose to the baseline it is chosen, and does not lose to itself',
    [level(0, 1), level(-5, 2), level(-6, 3)],
    { pbo: 0, lost: 0 },
  ],
])('limits: %s', (_what, performance, { pbo, lost, blocks = 16 }: { pbo: number; lost: number; blocks?: number }) => {
  const found = pboByCscv(performance, { blocks, baseline: 0 });
  expect([found.pbo, found.lossProbability]).toEqual([pbo, lost]);
});

test('a lag within the tolerance is none', () => {
  const variants = Array.from({ length: 10 }, (_, n) => level(1, 1).map((x, c) => x + 0.01 * level(0, 10 + n)[c]!));
  const found = pboByCscv(variants, { tolerance: 0.05 });
  expect([found.pbo > 0.1, found.pboBeyond]).toEqual([true, 0]);
});

test('of one trial that is always chosen, what one half has more the other has less: the line falls by 1', () => {
  const { degradation } = pboByCscv([level(0, 1), level(9, 2)], { blocks: 8 });
  expect(degradation.slope).toBeCloseTo(-1, 6);
});

test('scale, a shift of all and the order of trials change nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: -5, max: 5 }),
      (run, trials, shift) => {
        const performance = noise(run, trials, 24);
        const moved = performance.map(row => row.map(x => 4 * x + shift)).reverse();
        const [a, b] = [pboByCscv(performance, { blocks: 6 }), pboByCscv(moved, { blocks: 6 })];
        expect(b.pbo).toBe(a.pbo);
      },
    ),
    { numRuns: 30 },
  );
});

test('on noise it averages near a half, and a single run may say nearly anything', () => {
  const found = Array.from({ length: 60 }, (_, run) => pboByCscv(noise(run, 20, 48), { blocks: 8 }).pbo);
  const mean = found.reduce((sum, p) => sum + p, 0) / found.length;
  expect({ mean: mean > 0.35 && mean < 0.55, from: Math.min(...found) < 0.25, to: Math.max(...found) > 0.65 }).toEqual({
    mean: true,
    from: true,
    to: true,
  });
});

test.each([
  ['one trial', [[1, 2]], {}, '1 trials: to choose among it takes two'],
  ['an odd number of blocks', noise(1, 2, 9), { blocks: 3 }, 'blocks is 3: must be an even number from 2 to 20'],
  ['more blocks than clusters', noise(1, 2, 9), {}, '9 clusters cannot be cut into 16 blocks'],
  ['no such baseline', noise(1, 2, 9), { blocks: 2, baseline: 2 }, 'there is no trial 2 to be the baseline'],
  ['a shorter trial', [[1, 2], [1]], { blocks: 2 }, 'trial 1 has 1 clusters, trial 0 has 2'],
  [
    'a figure that is not known',
    [
      [1, 2],
      [1, Number.NaN],
    ],
    { blocks: 2 },
    'trial 1, cluster 1 is NaN: a trial without a figure cannot be ranked',
  ],
])('refused: %s', (_what, performance, options, message) => {
  expect(() => pboByCscv(performance, options)).toThrow(new RangeError(message));
});
