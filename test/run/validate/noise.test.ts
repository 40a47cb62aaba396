import { selectionGates } from '../../../src/run/validate/in-sample-figures';
import { sealedGates } from '../../../src/run/validate/out-of-sample';
import type { StageParts } from '../../../src/run/validate/stage';
import { Chance } from '../../../src/training/impact/chance';
import { type Verdict, worst } from '../../../src/validation/report';

/** Recipes that somebody tried, with nothing in common; a validation sees the best of them and two near-copies, and the ledger's count. */
const TRIED = 200;
const CLUSTERS = 40;
const SEALED = 60;
const SEEDS = 200;

const parts = {
  recipe: { name: 'best' },
  config: {
    scope: { regimes: ['calm'] },
    sealed: { margin: 0.05 },
    inSample: { variants: [{ name: 'a' }, { name: 'b' }] },
  },
  ledger: { trials: () => Array(TRIED) },
  seed: 1,
} as unknown as StageParts;

/** What `sluice validate` makes of it: how it was chosen (stage in-sample), and sealed markets that have nothing to do with that (out-of-sample). */
function verdictOf(seed: number): { verdict: Verdict; chosen: Verdict } {
  const chance = new Chance('validated noise', seed);
  const row = (length: number): number[] => Array.from({ length }, () => chance.normal());
  const tried = Array.from({ length: TRIED }, () => row(CLUSTERS));
  const sums = tried.map(own => own.reduce((sum, v) => sum + v, 0));
  const own = tried[sums.indexOf(Math.max(...sums))]!;
  const variants = [0, 1].map(() => own.map(v => v + 0.01 * chance.normal()));
  const found = {
    regime: 'calm',
    baseline: 'TWAP',
    advantage: row(SEALED).map(v => [v]),
    seeds: Array.from({ length: SEALED }, (_, n) => n + 1),
    costs: [1, 1],
    unknown: 0,
    broken: [],
  } as const;
  const chosen = worst(selectionGates(parts, { own, variants }).map(g => g.verdict));
  return { chosen, verdict: worst([chosen, ...sealedGates([found], 1, parts).map(g => g.verdict)]) };
}

test('of 200 seeds the best of 200 recipes of noise passes in at most one of twenty, by how it was chosen alone and with sealed markets', () => {
  const found = Array.from({ length: SEEDS }, (_, n) => verdictOf(n + 1));
  const passed = (of: (v: (typeof found)[number]) => Verdict): number => found.filter(v => of(v) === 'pass').length / SEEDS;
  expect([passed(v => v.chosen) <= 0.05, passed(v => v.verdict) <= 0.05]).toEqual([true, true]);
}, 180_000);
