import { meanInterval } from '../../core/measures/bootstrap';
import type { Errors } from '../../training/data/skill';
import type { Gate } from '../../validation/report';
import type { Combinatorial } from '../../validation/stats/splits';
import { drawOf, joined } from './data';
import { told } from './gates';
import { gainsOf } from './refits';

/** The gain of each cluster along each way through all groups: on each of them every cluster is tested once. `errors`: of each fold, in its order. */
function alongPaths(errors: readonly (readonly Errors[])[], { folds, groups, paths }: Combinatorial): number[][] {
  const places = folds.map(fold => new Map(fold.test.map((row, n) => [row, n])));
  return paths.map(path => gainsOf(path.flatMap((f, g) => groups[g]!.map(row => errors[f]![places[f]!.get(row)!]!))));
}

const mean = (of: readonly number[]): number => of.reduce((sum, x) => sum + x, 0) / of.length;

/**
 * The gate on the worst path: a recipe that is only good in one order of the data is not good. It fails where the mean over all paths is shown to be below 0, by an interval
 * over clusters.
 */
export function pathsGate(errors: readonly (readonly Errors[])[], combinatorial: Combinatorial, seed: number): Gate {
  const gains = alongPaths(errors, combinatorial);
  const skills = gains.map(mean).sort((a, b) => a - b);
  const [worst, middle, best] = [skills[0]!, skills[skills.length >> 1]!, skills.at(-1)!];
  const names = combinatorial.groups.flatMap((rows, g) => {
    const f = combinatorial.paths[0]![g]!;
    return rows.map(row => errors[f]![combinatorial.folds[f]!.test.indexOf(row)]!.cluster);
  });
  // markets of one seed are one cluster
  const clusters = [...joined(names.map((name, c) => [drawOf(name), gains.map(path => path[c]!)] as const)).values()];
  const { high } = meanInterval(clusters, seed);
  const range = `${skills.length} paths of ${combinatorial.folds.length} refits: worst ${told(worst)}, median ${told(middle)}, best ${told(best)} of the error`;
  return {
    id: 'in-sample.paths',
    what: 'skill of the drift on the worst path of combinatorial purged cross-validation',
    value: worst,
    must: 'at least',
    bound: 0,
    clusters: clusters.length,
    verdict: worst > 0 ? 'pass' : high < 0 ? 'fail' : 'inconclusive',
    why: worst > 0 ? `${range}: all above 0` : `${range}: the worst is ${told(-worst)} short of 0`,
  };
}
