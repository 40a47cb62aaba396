import type { SeedRange } from '../../inference/registry/ledger';
import type { Gate } from '../../validation/report';
import type { TrainConfig } from '../train/config';
import { UsageError } from '../usage-error';
import type { ValidateConfig } from './config';
import { seedsIn, seedsOf } from './data';
import type { JudgedModel, StageParts } from './stage';

/** Seeds of the markets that are sealed; the same number is another market in another regime, but not one that knows nothing of it: seeds are sealed in all regimes at once. */
export const sealedSeeds = ({ sealed: { first, seeds } }: Pick<ValidateConfig, 'sealed'>): SeedRange => ({
  first,
  last: first + seeds - 1,
});

/**
 * Refuses sealed data that a training has seen: seeds of the recipe, and those that the model's card names. Throws a UsageError with the first such seed.
 */
export function refuseSeen(config: ValidateConfig, recipe: TrainConfig, model: JudgedModel): void {
  const { first, last } = sealedSeeds(config);
  const within = (seed: number): boolean => seed >= first && seed <= last;
  const own = seedsOf(recipe);
  const used = [
    ...(own && own.first <= last && own.last >= first ? [[Math.max(first, own.first), 'its recipe'] as const] : []),
    ...seedsIn(model.clusters ?? [])
      .filter(within)
      .map(seed => [seed, 'the training of the model, by its card'] as const),
  ];
  const [seen] = used;
  if (seen)
    throw new UsageError(
      `sealed: the seeds ${first} to ${last} are not sealed: ${seen[0]} was used by ${seen[1]}; take others (sealed.first)`,
    );
}

/** Whether somebody wrote down what the model was made of: else nobody can say that the sealed data are. */
export function untouchedGate({ model, config }: StageParts): Gate {
  const { first, last } = sealedSeeds(config);
  const known = model.clusters !== undefined;
  return {
    id: 'out-of-sample.untouched',
    what: 'clusters of the model’s training among the sealed ones, by its card',
    value: known ? 0 : null,
    must: 'at most',
    bound: 0,
    verdict: known ? 'pass' : 'inconclusive',
    why: known
      ? `none of the ${model.clusters!.length} clusters of its card is among the seeds ${first} to ${last}`
      : 'no card beside the model names the clusters that it was trained on',
  };
}
