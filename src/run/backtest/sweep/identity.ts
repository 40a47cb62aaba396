import { dirname, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { CODE, contentHash } from '../../records/record';
import type { SweepFile } from './plan';
import type { Identity } from './store';

/** What the runs of a sweep rest on beside their seeds, key by key, so that what differs can be told: what the file says, what the files that it names hold, the code. */
export async function identityOf({ path, text }: SweepFile, files: readonly string[]): Promise<Identity> {
  const { seed: _, sweep, ...said } = parse(text) as Record<string, unknown>;
  const { seeds: __, ...swept } = sweep as Record<string, unknown>;
  const identity: Record<string, string> = { code: CODE };
  leaves(said, [], identity);
  leaves(swept, ['sweep'], identity);
  const folder = dirname(path);
  const read = [...files, ...parentFiles(said).map(file => resolve(folder, file))];
  for (const file of read) identity[`content of ${relative(folder, file)}`] = await contentHash(file);
  return identity;
}

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
