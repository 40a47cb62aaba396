import { writeFileSync } from 'node:fs';
import { onnxOf } from '../../training/onnx/write';
import type { Fold } from '../../validation/stats/splits';
import type { FittedModel } from '../train/fitting';
import { type History, seedsIn } from './data';
import { type Markets, type Paired, paired, strongest } from './paired';
import type { StageParts, Told } from './stage';

/** A walk forward whose refits shall work orders. */
export interface Walk {
  readonly history: History;
  readonly folds: readonly Fold[];
  readonly fits: readonly FittedModel[];
  /** Where the model of a step is written to. */
  readonly file: (step: number) => string;
}

/**
 * Orders in the markets of each block, by the model that was refitted before it and by the baseline that was the cheapest in the markets which that model learned from. Regimes of the
 * scope alone; a recording, which is no market of agents, has none.
 */
export async function stepCosts(parts: StageParts, walk: Walk, told: Told): Promise<Paired[][]> {
  const { config, threads, keep } = parts;
  const steps: Paired[][] = [];
  const of = walk.folds.length;
  for (const [n, fold] of walk.folds.entries()) {
    const model = walk.file(n);
    writeFileSync(model, onnxOf(walk.fits[n]!.model, { window: `walk-forward, step ${n + 1} of ${of}` }));
    const past = marketsIn(parts, walk, fold.train);
    const found: Paired[] = [];
    for (const markets of marketsIn(parts, walk, fold.test)) {
      const before = past.find(m => m.regime === markets.regime);
      const one = async (): Promise<Paired> => {
        const baseline = before ? await strongest(config, before, threads, quiet) : 'TWAP';
        return paired(config, markets, { model, baseline }, threads, quiet);
      };
      found.push(await keep(`step-${n}-${config.scope.regimes.indexOf(markets.regime)}`, one));
      told(n + found.length / config.scope.regimes.length, of, 'steps');
    }
    steps.push(found);
  }
  return steps;
}

const quiet = (): void => undefined;

/** The markets of agents among clusters, by regime; seeds of a block stand in one row. */
function marketsIn({ config }: StageParts, { history }: Walk, rows: readonly number[]): Markets[] {
  const clusters = rows.map(n => history.samples[n]!.cluster);
  return config.scope.regimes.flatMap(regime => {
    const seeds = seedsIn(clusters.filter(c => history.groupOf.get(c) === regime)).sort((a, b) => a - b);
    return seeds.length === 0 ? [] : [{ regime, first: seeds[0]!, seeds: seeds.at(-1)! - seeds[0]! + 1 }];
  });
}
