import { basename } from 'node:path';
import { DataError } from '../../core/data-error';
import type { Micros } from '../../core/numbers';
import { type FeatureTable, readFeatures } from '../../market-data/features/table';
import { clusterName, UTC } from '../../training/data/clusters';
import { type Sample, type SampleTerms, sampleOf } from '../../training/data/sample';
import { stretchesOf } from '../../training/data/split';
import { UsageError } from '../usage-error';

/** A feature file to learn from, and how it is cut into clusters. */
export interface FileDay {
  readonly file: string;
  /** Its clusters are named after it and its place in the list: two files may have one name. */
  readonly place: number;
  readonly stretch: Micros;
  readonly embargo: Micros;
  /** Beside samples of journals: its clusters are theirs, by the time of day (UTC). */
  readonly utc?: boolean | undefined;
}

const SECOND = 1_000_000;

/**
 * Samples of a feature file, a stretch each, with what overlaps left out. Rejects with a UsageError where it cannot be read, has rows further than a
 * second apart, or lacks a feature.
 */
export async function fileSamples(
  { file, place, stretch, embargo, utc }: FileDay,
  terms: SampleTerms,
): Promise<readonly Sample[]> {
  const table = await tableOf(file);
  const { every } = table.header;
  if (every > SECOND || terms.every % every !== 0)
    throw new UsageError(
      `${file}: a row every ${every / 1e6} s; labels need one a second at least, in whole parts of it (sluice data features --every 1s)`,
    );
  const named = new Set(table.header.features.map(f => f.name));
  const missing = terms.features.find(name => name !== 'side' && !named.has(name));
  if (missing !== undefined)
    throw new UsageError(`${file}: has no feature '${missing}': an earlier release made it; make it again`);
  const whole = sampleOf(`${place}:${basename(file)}`, table, { ...terms, grid: every });
  const purge = Math.max(...terms.targets.map(t => t.horizon * SECOND));
  const samples = stretchesOf(whole, stretch, {
    purge,
    embargo,
    ...(utc && { origin: 0, name: n => clusterName(UTC, n, stretch) }),
  });
  if (samples.length === 0) throw new UsageError(`${file}: too short: after five minutes to warm up no row has all its labels`);
  return samples;
}

/** A feature file, read. Rejects with a UsageError where it is not there, or is none. */
export async function tableOf(file: string): Promise<FeatureTable> {
  try {
    return await readFeatures(file);
  } catch (error) {
    throw error instanceof DataError || (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? new UsageError((error as Error).message)
      : error;
  }
}
