import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SeedRange } from '../../inference/registry/ledger';
import type { Sample } from '../../training/data/sample';
import { buildHash } from '../records/build';
import { hashOf } from '../records/record';
import { configHash } from '../train/card';
import type { TrainConfig } from '../train/config';
import { type Gathered, gather, rowsHash } from '../train/gather';

/** What a recipe learns from, cluster by cluster in the order in which they came, and the group (a regime, or `files`) of each. */
export interface History {
  readonly samples: readonly Sample[];
  readonly groupOf: ReadonlyMap<string, string>;
  /** SHA-256 over every row. */
  readonly hash: string;
}

/** Gathers the recipe's own data once for all stages that ask; rejects as `gather` does. */
export type TrainingData = (told: (done: number, of: number) => void) => Promise<History>;

/**
 * `dir`: where each part (a regime, all recordings) is kept once it is gathered, under all that it depends on (`content`: of the files that are read), for a run that goes on behind an
 * interrupted one.
 */
export function trainingData(
  recipe: TrainConfig,
  threads: number,
  { dir, content }: { readonly dir: string; readonly content: string },
): TrainingData {
  let gathered: Promise<History> | undefined;
  const make = async (told: (done: number, of: number) => void): Promise<History> => {
    const parts: Part[] = [];
    const pieces = piecesOf(recipe);
    for (const [n, piece] of pieces.entries()) {
      const file = join(dir, `data-${n}.bin`);
      const key = hashOf([buildHash(), configHash(piece), content]);
      const before = readBack(file, key);
      const found = before ?? partOf(await gather(piece, threads, (done, of) => told(n + done / of, pieces.length)));
      if (!before) write(file, { key, part: found });
      parts.push(found);
    }
    return historyOf(parts);
  };
  return told => (gathered ??= make(told));
}

/** The recipe regime by regime, and then its recordings. */
function piecesOf(recipe: TrainConfig): TrainConfig[] {
  const { agents, files, samples, ...data } = recipe.data;
  const byRegime =
    agents?.regimes.map(regime => ({ ...recipe, data: { ...data, agents: { ...agents, regimes: [regime] } } })) ?? [];
  return files || samples ? [...byRegime, { ...recipe, data: { ...data, files, samples } }] : byRegime;
}

interface Part {
  readonly samples: readonly Sample[];
  readonly groupOf: ReadonlyMap<string, string>;
}
interface KeptPart {
  readonly key: string;
  readonly part: Part;
}

/** A part as it was gathered: clusters of a group are dealt to train, choose and test in their order. */
const partOf = ({ parts, groupOf }: Gathered): Part => ({ samples: [...parts.train, ...parts.valid, ...parts.test], groupOf });

/** What was gathered before; undefined where there is none, it is of something else, or does not read. */
function readBack(file: string, key: string): Part | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const kept = deserialize(readFileSync(file)) as KeptPart;
    return kept.key === key ? kept.part : undefined;
  } catch {
    return undefined; // of another hand: it is gathered again
  }
}

function write(file: string, kept: KeptPart): void {
  writeFileSync(`${file}.draft`, serialize(kept));
  renameSync(`${file}.draft`, file);
}

function historyOf(parts: readonly Part[]): History {
  const samples = parts.flatMap(p => p.samples);
  const groupOf = new Map(parts.flatMap(p => [...p.groupOf]));
  return { samples: inOrder(samples, groupOf), groupOf, hash: rowsHash(samples) };
}

/**
 * Clusters in the order in which they came: stretches of recordings by their time; markets of agents, which have none, by their place in their regime, the first of each
 * regime before the second of any.
 */
function inOrder(samples: readonly Sample[], groupOf: ReadonlyMap<string, string>): Sample[] {
  const seen = new Map<string, number>();
  const placed = samples.map(sample => {
    const group = groupOf.get(sample.cluster)!;
    const place = seen.get(group) ?? 0;
    seen.set(group, place + 1);
    return { sample, place: group === 'files' ? sample.at[0]! : place };
  });
  return placed.sort((a, b) => a.place - b.place).map(p => p.sample);
}

/** The first so many markets of each regime of a history; recordings are all taken. */
export function firstOf({ samples, groupOf, hash }: History, seeds: number): History {
  const seen = new Map<string, number>();
  const kept = samples.filter(({ cluster }) => {
    const group = groupOf.get(cluster)!;
    const n = seen.get(group) ?? 0;
    seen.set(group, n + 1);
    return group === 'files' || n < seeds;
  });
  return { samples: kept, groupOf, hash };
}

/** The seeds that a recipe's markets are made of; undefined where it has none. */
export const seedsOf = ({ data: { agents } }: TrainConfig): SeedRange | undefined =>
  agents && { first: agents.first, last: agents.first + agents.seeds - 1 };

/** Seeds that clusters are named after: `calm/100001`. Recordings have none. */
export const seedsIn = (clusters: readonly string[]): number[] =>
  clusters.flatMap(cluster => {
    const seed = /\/(\d+)$/.exec(cluster)?.[1];
    return seed === undefined ? [] : [Number(seed)];
  });

/**
 * What the clusters are whose chance is drawn apart: markets of one seed draw the same numbers in whatever regime, so that they are one (`100001`); a stretch of a recording stands for itself. By the
 * name of a cluster.
 */
export const drawOf = (cluster: string): string => String(seedsIn([cluster])[0] ?? cluster);

/** Lists that have the same key joined, in the order in which keys come first. */
export function joined<K, V>(lists: Iterable<readonly [key: K, values: readonly V[]]>): Map<K, V[]> {
  const found = new Map<K, V[]>();
  for (const [key, values] of lists) {
    const own = found.get(key);
    if (own) own.push(...values);
    else found.set(key, [...values]);
  }
  return found;
}

/** A regime as a report tells it: its name, or its file's. */
export const regimeName = (regime: string): string => basename(regime);
