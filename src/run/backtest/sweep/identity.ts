import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ModelsInForce } from '../../../core/facts';
import { CODE, contentHash } from '../../records/record';
import type { BacktestConfig } from '../config';
import { type ModelHashes, modelHashes } from '../record';
import type { SweepFile } from './plan';
import type { Identity } from './store';

/** A cell's backtest, and the models that its decisions go by. */
export interface Resolved {
  readonly config: BacktestConfig;
  readonly models: ModelsInForce | undefined;
}

/**
 * What the runs of a sweep rest on beside their seeds, key by key, so that what differs can be told: what the file says, what the files that it names hold, which models its
 * cells come to, the code. Runs are named by the number of their cell, so the order of the axes counts.
 */
export async function identityOf(
  { path, text, sweep: { grid } }: SweepFile,
  files: readonly string[],
  cells: readonly Resolved[],
): Promise<Identity> {
  const { seed: _, sweep, ...said } = parse(text) as Record<string, unknown>;
  const { seeds: __, ...swept } = sweep as Record<string, unknown>;
  const identity: Record<string, string> = { code: CODE };
  leaves(said, [], identity);
  leaves(swept, ['sweep'], identity);
  identity['order of sweep.grid'] = Object.keys(grid).join(', ');
  const folder = dirname(path);
  const parents = [said, ...overridesOf(grid)].flatMap(parentFiles).map(file => resolve(folder, file));
  // what is not there now is in no cell: each was read before
  for (const file of [...files, ...parents].filter(existsSync))
    identity[`content of ${relative(folder, file)}`] = await contentHash(file);
  for (const { config, models } of cells) {
    for (const [role, hash] of Object.entries(modelHashes(models) ?? {})) {
      const spec = config.models?.[role as keyof ModelHashes];
      if (spec !== undefined) identity[`models.${role} ${isAbsolute(spec) ? relative(folder, spec) : spec}`] = hash ?? 'none';
    }
  }
  return identity;
}

/** What the cells say of where orders come from, a value at a time. */
const overridesOf = (grid: SweepFile['sweep']['grid']): Record<string, unknown>[] =>
  Object.entries(grid).flatMap(([key, values]) =>
    values.map(value => ({ [key === 'parentsLog.file' ? 'parentsLog' : key]: value })),
  );

/** Files that orders come from: `parentsFile`, `parentsLog`. */
function parentFiles({ parentsFile, parentsLog }: Record<string, unknown>): string[] {
  const log = typeof parentsLog === 'object' && parentsLog !== null ? (parentsLog as { file?: unknown }).file : parentsLog;
  return [parentsFile, log].filter(file => typeof file === 'string');
}

/** Every value with the keys that lead to it. */
function leaves(value: unknown, keys: readonly string[], into: Record<string, string>): void {
  if (typeof value !== 'object' || value === null) into[keys.join('.')] = JSON.stringify(value);
  else for (const [key, part] of Object.entries(value)) leaves(part, [...keys, key], into);
}
