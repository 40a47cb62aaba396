import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Target } from '../../core/learned/model';
import type { Micros } from '../../core/numbers';
import { clusterName } from '../../training/data/clusters';
import type { Sample, SampleTerms } from '../../training/data/sample';
import { stretchesOf } from '../../training/data/split';
import { UsageError } from '../usage-error';

const cell = z.number().nullable();
const column = z.array(cell);
const target = z.enum(['drift', 'volume', 'volatility', 'fill']);

const schema = z.object({
  schema: z.literal(2, 'is of a schema that this release does not read'),
  /** `recording`: of market data that was kept; `quotes`: of what decisions read. */
  from: z.enum(['recording', 'quotes']),
  /** What the journal is known by, whose symbol it is, and the day (UTC). */
  source: z.string(),
  symbol: z.string(),
  day: z.string(),
  /** Which market it saw (`utc`: the world's), and when that began (us): what was seen of one market at one time is one cluster. */
  market: z.string(),
  origin: z.number(),
  features: z.array(z.string()),
  targets: z.array(z.object({ name: target, horizon: z.number() })),
  mirror: z.boolean(),
  cluster: z.string(),
  at: z.array(z.number()),
  x: z.array(column),
  y: z.array(column),
  calm: z.array(z.number()),
});

/** A sample as a file: what a journal's day taught (`sluice learn` writes it). Columns are as long as `at`; null is not known. */
export type SampleFile = z.infer<typeof schema>;

/** A sample as its file has it. */
export function sampleFileOf(
  head: Pick<SampleFile, 'from' | 'source' | 'symbol' | 'day' | 'market' | 'origin'>,
  sample: Sample,
  { features, targets, mirror }: SampleTerms,
): SampleFile {
  const cells = (of: Float32Array): (number | null)[] => Array.from(of, v => (Number.isNaN(v) ? null : v));
  const told = targets.map(({ name, horizon }) => ({ name: target.parse(name), horizon }));
  const { cluster, at, x, y, calm } = sample;
  return {
    schema: 2,
    ...head,
    features: [...features],
    targets: told,
    mirror,
    cluster,
    at: [...at],
    x: x.map(cells),
    y: y.map(cells),
    calm: [...calm],
  };
}

/** Reads a file of a sample. Throws a UsageError that names it where it is none. */
export function readSampleFile(file: string): SampleFile {
  try {
    const read = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const rows = read.at.length;
    if ([...read.x, ...read.y, read.calm].some(c => c.length !== rows)) throw new Error('its columns are not of one length');
    if (read.x.length !== read.features.length || read.y.length !== read.targets.length)
      throw new Error('it has other columns than it names');
    return read;
  } catch (error) {
    const why =
      error instanceof z.ZodError ? `${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}` : (error as Error).message;
    throw new UsageError(`${file}: is no sample that can be learned from: ${why}`);
  }
}

/** The sample of a file with the columns that are asked for, in their order; a target that it has none of is nowhere labelled. Throws a UsageError for a feature that it lacks. */
export function sampleFrom(file: string, { features, targets }: Pick<SampleTerms, 'features' | 'targets'>): Sample {
  const read = readSampleFile(file);
  const float = (of: readonly (number | null)[]): Float32Array => Float32Array.from(of, v => v ?? Number.NaN);
  const x = features.map(name => {
    const place = read.features.indexOf(name);
    if (place < 0) throw new UsageError(`${file}: has no feature '${name}': make it anew with \`sluice learn\``);
    return float(read.x[place]!);
  });
  const labels = ({ name, horizon }: Target): Float32Array => {
    const place = read.targets.findIndex(t => t.name === name && t.horizon === horizon);
    return place < 0 ? new Float32Array(read.at.length).fill(Number.NaN) : float(read.y[place]!);
  };
  const unknown = (): Float32Array => new Float32Array(read.at.length).fill(Number.NaN);
  return {
    cluster: read.cluster,
    at: Float64Array.from(read.at),
    x,
    y: targets.map(labels),
    calm: Float32Array.from(read.calm),
    states: [unknown(), unknown(), unknown()],
  };
}

/** A sample to learn from, and how it is cut into clusters. */
export interface SampleDay {
  readonly file: string;
  readonly stretch: Micros;
  readonly embargo: Micros;
}

/** Samples of a file, a stretch of its market's time each, with what overlaps left out. Throws a UsageError where it cannot be used. */
export function samplesOf({ file, stretch, embargo }: SampleDay, terms: SampleTerms): readonly Sample[] {
  const { targets, mirror } = terms;
  const { mirror: made, market, origin } = readSampleFile(file);
  if (made !== mirror)
    throw new UsageError(`${file}: was made with \`data.mirror: ${!mirror}\`: make it anew with \`sluice learn\``);
  const purge = Math.max(...targets.map(t => t.horizon * 1_000_000));
  return stretchesOf(sampleFrom(file, terms), stretch, { purge, embargo, origin, name: n => clusterName(market, n, stretch) });
}
