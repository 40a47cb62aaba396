import type { TrainConfig } from '../train/config';
import type { ValidateConfig } from './config';

/** What a variant, or a reduced refit, changes of a recipe. */
export type Changes = ValidateConfig['inSample']['reduce'];

/** A recipe with some of its settings changed; what is not named stays. */
export function changed(recipe: TrainConfig, ...all: readonly Changes[]): TrainConfig {
  let made = recipe;
  for (const { kind, linear, gbdt, mlp } of all)
    made = {
      ...made,
      kind: kind ?? made.kind,
      linear: { ...made.linear, ...known(linear) },
      gbdt: { ...made.gbdt, ...known(gbdt) },
      mlp: { ...made.mlp, ...known(mlp) },
    };
  return made;
}

type Known<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without keys that are there and say nothing. */
const known = <T extends object>(part: T | undefined): Partial<Known<T>> =>
  Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined)) as Partial<Known<T>>;
