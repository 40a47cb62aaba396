import { sealedGates } from '../../../src/run/validate/out-of-sample';
import { bySeed, type Paired } from '../../../src/run/validate/paired';
import type { StageParts } from '../../../src/run/validate/stage';
import { costGates, stabilityGate } from '../../../src/run/validate/walk-forward-figures';
import { Chance } from '../../../src/training/impact/chance';

const SEEDS = Array.from({ length: 12 }, (_, n) => 401 + n);
const REGIMES = ['calm', 'volatile', 'thin', 'trending'];
const paired = (regime: string, advantage: number[][], seeds: readonly number[] = SEEDS): Paired => ({
  regime,
  baseline: 'TWAP',
  advantage,
  seeds,
  costs: [1, 1],
  unknown: 0,
  broken: [],
});
const parts = {
  config: { scope: { regimes: REGIMES }, sealed: { margin: 0.1 } },
  seed: 1,
} as unknown as StageParts;

test('markets of one seed in several regimes are one cluster, wherever a regime has none of it', () => {
  const found = [paired('calm', [[1], [2, 3]], [5, 6]), paired('thin', [[4], []], [6, 7])];
  expect(bySeed(found)).toEqual([[1], [2, 3, 4], []]);
});

test('four regimes of the same seeds that move as one are no more evidence than one of them', () => {
  const chance = new Chance('regimes', 3);
  const own = SEEDS.map(() => [0.2 + chance.normal()]);
  const gate = (regimes: readonly string[]) => {
    const found = regimes.map(regime => paired(regime, own));
    const [gain] = sealedGates(found, 1, {
      ...parts,
      config: { ...parts.config, scope: { ...parts.config.scope, regimes } },
    } as StageParts);
    const [cost] = costGates([found], parts);
    return [gain, cost].map(g => [g!.clusters, g!.low?.toFixed(9), g!.high?.toFixed(9)]);
  };
  expect(gate(REGIMES)).toEqual(gate(['calm']));
});

test('one refit has nothing to be compared with: that is no stability', () => {
  const fit = { model: { targets: [{ name: 'drift', horizon: 30 }] } } as unknown as Parameters<typeof stabilityGate>[0][number];
  const { verdict, value, why } = stabilityGate([fit], [[]]);
  expect([verdict, value, why]).toEqual(['inconclusive', null, 'there is one refit alone: nothing can be compared']);
});
