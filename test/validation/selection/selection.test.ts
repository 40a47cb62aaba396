import { Chance } from '../../../src/training/impact/chance';
import type { Gate } from '../../../src/validation/report';
import { judgeSelection, type Selection } from '../../../src/validation/selection/selection';
import { judged, played } from './worlds';

const WORLD = { trials: 8, clusters: 64, sealed: 40, rho: 0.6, gain: 0, good: 0 } as const;

const told = (gates: readonly Gate[]): (readonly [string, string])[] => gates.map(g => [g.id, g.verdict] as const);
const verdicts = (selection: Selection): Record<string, string> => Object.fromEntries(told(judgeSelection(selection)));

test.each([
  [
    'a large gain among trials without one passes all',
    { gain: 1, good: 1 },
    1,
    { 'selection.pbo': 'pass', 'selection.loses': 'pass', 'selection.deflated-sharpe': 'pass' },
  ],
  [
    'the best of what is worse throughout is shown to be worse',
    { gain: -1, good: 8 },
    1,
    { 'selection.pbo': 'pass', 'selection.loses': 'pass', 'selection.deflated-sharpe': 'fail' },
  ],
])('%s', (_what, over, seed, expected) => {
  expect(verdicts(played({ ...WORLD, ...over }, seed).selection)).toEqual(expected);
});

test('a gate says what was measured, against what, and by how much', () => {
  const gates = judgeSelection(played({ ...WORLD, gain: 1, good: 1 }, 1).selection);
  expect(gates.map(g => [g.must, g.bound, g.clusters, g.why])).toEqual([
    [
      'at most',
      0.5,
      64,
      'What is best on one half is below the median on the other in 0.0 % of 12870 halves (0.0 % counting every difference, 9 trials).',
    ],
    ['at most', 0.1, 64, 'What is best on one half is worse than the baseline on the other only in 0.0 % of 12870 halves.'],
    ['at least', 0.95, 64, 'Its Sharpe ratio is 1.096 a cluster, where the best of 8 trials without any gain has 0.114.'],
  ]);
});

test('what cannot be told says how many clusters it takes', () => {
  const gates = judgeSelection(played({ ...WORLD, gain: 0.1, good: 8 }, 2).selection);
  expect(gates.filter(g => g.verdict === 'inconclusive').map(g => [g.id, g.why])).toEqual([
    [
      'selection.loses',
      'Worse than the baseline in 24.2 % of 12870 halves. Were its gain as large as it looks, some 80 clusters would show it.',
    ],
    [
      'selection.deflated-sharpe',
      'Its Sharpe ratio is 0.203 a cluster, where the best of 8 trials without any gain has 0.119. It takes some 163 clusters to tell a ratio like this from luck.',
    ],
  ]);
});

/** All ways to take k of the numbers 0 to n - 1. */
const choices = (n: number, k: number, from = 0): number[][] =>
  k === 0
    ? [[]]
    : Array.from({ length: n - from }, (_, i) => choices(n, k - 1, from + i + 1).map(rest => [from + i, ...rest])).flat();

test('overfitted: each trial is good on a half of its own and as bad on the other', () => {
  const good = choices(8, 4);
  const advantage = [
    Array<number>(64).fill(0),
    ...good.map(own => Array.from({ length: 64 }, (_, c) => (own.includes(c >> 3) ? 1 : -1))),
  ];
  const gates = judgeSelection({ names: advantage.map((_, t) => `t${t}`), advantage, selected: 1, margin: 0.1 });
  expect(gates.map(g => [g.id, g.verdict, g.value! > 0.9])).toEqual([
    ['selection.pbo', 'fail', true],
    ['selection.loses', 'fail', true],
    ['selection.deflated-sharpe', 'inconclusive', false],
  ]);
});

test('variants that are all alike are no overfitting, whichever was chosen', () => {
  const { selection } = played({ ...WORLD, gain: 1, good: 8, rho: 0.9999 }, 4);
  expect(told(judgeSelection(selection)).map(([, verdict]) => verdict)).toEqual(['pass', 'pass', 'pass']);
});

test('trials that were counted and of which no figures are left raise the bar all the same', () => {
  const { selection } = played({ ...WORLD, gain: 0.3, good: 1 }, 3);
  const deflated = (trials?: number) => judgeSelection({ ...selection, trials }).find(g => g.id === 'selection.deflated-sharpe')!;
  const [few, many] = [deflated(), deflated(100_000)];
  expect([few.verdict, many.verdict, few.value! > many.value!, /best of (\d+) trials/.exec(many.why)![1]]).toEqual([
    'pass',
    'inconclusive',
    true,
    '100000',
  ]);
});

test('near-copies of what was chosen say nothing of the trials that were only counted: the best of 200 recipes of noise hardly ever passes', () => {
  const seeds = 60;
  const deflated = Array.from({ length: seeds }, (_, n) => {
    const chance = new Chance('near-copies', n + 1);
    const row = (): number[] => Array.from({ length: 40 }, () => chance.normal());
    const tried = Array.from({ length: 200 }, row);
    const sums = tried.map(own => own.reduce((sum, v) => sum + v, 0));
    const best = tried[sums.indexOf(Math.max(...sums))]!;
    const copies = [0, 1].map(() => best.map(v => v + 0.01 * chance.normal()));
    const advantage = [best.map(() => 0), best, ...copies];
    const gates = judgeSelection({ names: ['nothing', 'best', 'a', 'b'], advantage, selected: 1, margin: 0, trials: 200 });
    return gates.find(g => g.id === 'selection.deflated-sharpe')!.verdict;
  });
  expect(deflated.filter(verdict => verdict === 'pass').length / seeds).toBeLessThan(0.05);
});

test('too few clusters judge nothing', () => {
  const { selection } = played({ ...WORLD, clusters: 15, gain: 3, good: 1 }, 1);
  expect(judgeSelection(selection).map(g => [g.value, g.verdict, g.why])).toEqual(
    Array(3).fill([null, 'inconclusive', '15 clusters are too few for a selection to be judged by: it takes 16.']),
  );
});

const small: Selection = {
  names: ['TWAP', 'A'],
  advantage: [Array<number>(20).fill(0), Array.from({ length: 20 }, (_, c) => c)],
  selected: 1,
  margin: 0,
};
test.each([
  ['a name too few', { names: ['TWAP'] }, '1 names for 2 trials'],
  ['the baseline chosen', { selected: 0 }, 'selected is 0: must be one of the trials 1 to 1 (0 is the baseline)'],
  [
    'a baseline that beats itself',
    { advantage: [Array<number>(20).fill(1), small.advantage[1]!] },
    'TWAP (trial 0), cluster 0 is 1: the baseline is no better than itself',
  ],
  [
    'a cost that is not known',
    { advantage: [small.advantage[0]!, [Number.NaN, ...small.advantage[1]!.slice(1)]] },
    'A (trial 1), cluster 0 is NaN',
  ],
  [
    'a cluster missing',
    { advantage: [small.advantage[0]!, small.advantage[1]!.slice(1)] },
    'A (trial 1) has 19 clusters, the baseline 20',
  ],
  [
    'the same everywhere',
    { advantage: [small.advantage[0]!, Array<number>(20).fill(0.3)] },
    'A (trial 1) is 0.3 in every cluster: clusters are not paired',
  ],
])('refused: %s', (_what, over, message) => {
  expect(() => judgeSelection({ ...small, ...over })).toThrow(new RangeError(message));
});

test('a model that never does anything but the baseline is no use, and no accident', () => {
  const zeros = Array<number>(40).fill(0);
  const { verdict, gates } = judged({
    selection: { names: ['TWAP', 'A'], advantage: [zeros, zeros], selected: 1, margin: 0.1 },
    sealed: { advantage: zeros.map(v => [v]), margin: 0.1, accesses: 1, seed: 1 },
  });
  expect([verdict, told(gates)]).toEqual([
    'fail',
    [
      ['selection.pbo', 'pass'],
      ['selection.loses', 'pass'],
      ['selection.deflated-sharpe', 'inconclusive'],
      ['sealed.advantage', 'fail'],
    ],
  ]);
});
