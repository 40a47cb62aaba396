import { sharpeOf } from '../../validation/stats/sharpe';
import { hashOf } from '../records/record';
import { configHash } from '../train/card';
import type { TrainConfig } from '../train/config';
import type { StageParts } from './stage';

/** Something that was tried: a recipe, and what it gained by cluster. */
export interface Tried {
  readonly name: string;
  readonly config: TrainConfig;
  readonly gains: readonly number[];
}

/** Counts the variants that a validation refitted as trials; the same ones on the same data are counted once. */
export function noteVariants({ ledger, by }: StageParts, tried: readonly Tried[], dataHash: string): void {
  for (const { name, config, gains } of tried) {
    const sharpe = sharpeOf(gains);
    ledger.noteTrial({
      at: new Date().toISOString(),
      by,
      key: hashOf(['variant', configHash(config), dataHash]),
      what: 'variant',
      name,
      model: null,
      sharpe: Number.isFinite(sharpe) ? sharpe : null,
    });
  }
}
