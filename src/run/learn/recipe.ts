import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { parseDocument } from 'yaml';
import { readTraining, type TrainConfig } from '../train/config';

/** What a run adds to its recipe. */
export interface RecipeChange {
  /** The file of the recipe that is changed, and where the changed one goes. */
  readonly recipe: string;
  readonly to: string;
  readonly name: string;
  readonly out: string;
  readonly samples: readonly string[];
  /** Stretches that samples are cut into; absent: as the recipe has it. */
  readonly stretch?: string | undefined;
  /** Targets that nothing has labels of. */
  readonly without: readonly string[];
}

/** Writes the recipe with the new data in it as a file of its own, which `sluice train` takes, and reads it. Files that it names are named by their whole path. */
export function changedRecipe({ recipe, to, name, out, samples, stretch, without }: RecipeChange): TrainConfig {
  const document = parseDocument(readFileSync(recipe, 'utf8'));
  const beside = (file: string): string => (isAbsolute(file) ? file : join(dirname(recipe), file));
  const placed = (keys: readonly string[], move: (name: string) => string): void => {
    const value = document.getIn(keys);
    if (typeof value === 'string') document.setIn(keys, move(value));
    else if (document.hasIn(keys)) {
      const names = (document.toJS() as { data: Record<string, unknown> }).data;
      const list = keys.slice(1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], names) as string[];
      document.setIn(keys, list.map(move));
    }
  };
  const isFile = (text: string): boolean => /\.ya?ml$/.test(text);
  placed(['data', 'files'], beside);
  placed(['data', 'samples'], beside);
  placed(['data', 'agents', 'regimes'], text => (isFile(text) ? beside(text) : text));
  placed(['data', 'agents', 'hmm'], text => (text === 'default' ? text : beside(text)));
  const before = (document.toJS() as { data: { samples?: string[] } }).data.samples ?? [];
  document.setIn(['name'], name);
  document.setIn(['out'], out);
  document.setIn(['data', 'samples'], [...before, ...samples]);
  if (stretch !== undefined) document.setIn(['data', 'stretch'], stretch);
  for (const target of without) document.deleteIn(['targets', target]);
  writeFileSync(to, document.toString());
  return readTraining(to);
}
