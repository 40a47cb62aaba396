import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DataError } from '../../core/data-error';
import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import { linesOf } from '../read/lines';
import { columnsOf, END_MARK, FEATURES_MARK, FEATURES_VERSION, type FeatureHeader, KEYS } from './store';

const text = z.string();
const headerSchema = z.object({
  madeBy: text,
  symbol: text.nullable(),
  every: z.number().int().positive(),
  latency: z.number().int().nonnegative(),
  sources: z.array(z.object({ file: text, sha256: text, format: text, stamps: z.enum(['received', 'venue']) })),
  config: z.record(text, text),
  features: z.array(z.object({ name: text, units: text, about: text, source: text.exactOptional() })).min(1),
});

/** A feature file in memory: columns of rows in the order of time. */
export class FeatureTable {
  constructor(
    readonly header: FeatureHeader,
    /** SHA-256 of the content, which the file's last line has. */
    readonly sha256: string,
    /** `at`, `asOf`, `mid` and the features in the header's order, each as long as there are rows. */
    private readonly columns: readonly Float64Array[],
  ) {}

  get rows(): number {
    return this.columns[0]!.length;
  }
  /** When each row is of (us). */
  get at(): Float64Array {
    return this.columns[0]!;
  }
  /** When the latest of what each row is made of was received (us). */
  get asOf(): Float64Array {
    return this.columns[1]!;
  }
  /** In price; NaN where it was not known. */
  get mid(): Float64Array {
    return this.columns[2]!;
  }

  /** The values of a feature. Throws for a name that the file has none of. */
  column(name: string): Float64Array {
    const place = this.header.features.findIndex(f => f.name === name);
    if (place < 0) throw new Error(`the feature file has no '${name}'`);
    return this.columns[KEYS.length + place]!;
  }

  /** The row that was known at a moment: the last whose `at` is not after it, so none that is made of anything later; -1 before the first. */
  rowAsOf(moment: Micros): number {
    const { at } = this;
    let low = 0;
    let high = at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle]! <= moment) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/**
 * Reads a feature file. Rejects with a DataError with file and line where it is no such file, is of another version, has features that this
 * release does not have or has in other units, is cut off or was changed since, or a row is made of something later than its own moment.
 */
export async function readFeatures(file: string): Promise<FeatureTable> {
  const reader = new TableReader(file);
  for await (const { lines, first } of linesOf(file)) for (let i = 0; i < lines.length; i++) reader.line(lines[i]!, first + i);
  return reader.table();
}

class TableReader {
  private readonly hash = createHash('sha256');
  private header: FeatureHeader | undefined;
  private readonly values: number[][] = [];
  private sha256 = '';
  private last = 0;

  constructor(private readonly file: string) {}

  line(line: string, number: number): void {
    this.last = number;
    if (this.sha256 !== '') this.wrong('goes on after its end');
    if (line.startsWith(`${END_MARK} `)) return this.end(line);
    this.hash.update(line).update('\n');
    if (number === 1) this.header = this.headerOf(line);
    else if (number === 2) this.checkColumns(line);
    else this.row(line);
  }

  table(): FeatureTable {
    const { header, sha256, values } = this;
    if (!header || sha256 === '') this.wrong(`ends before its last line (${END_MARK}): the file is cut off`);
    return new FeatureTable(
      header,
      sha256,
      values.map(column => Float64Array.from(column)),
    );
  }

  private headerOf(line: string): FeatureHeader {
    const found = new RegExp(`^${FEATURES_MARK} (\\d+) (.*)$`).exec(line);
    if (!found) this.wrong(`does not begin with ${FEATURES_MARK}: this is no feature file`);
    if (found[1] !== String(FEATURES_VERSION))
      this.wrong(`is of version ${found[1]} of feature files, and this release reads version ${FEATURES_VERSION}`);
    const read = headerSchema.safeParse(jsonOf(found[2]!));
    if (!read.success)
      this.wrong(`has a damaged header: ${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}`);
    read.data.features.forEach(({ name, units }, i) => {
      const ours = SYMBOL_FEATURES[i];
      if (!ours) this.wrong(`has a feature '${name}' that this release does not have: it was made by a later one`);
      if (ours.name !== name) this.wrong(`has '${name}' as feature ${i + 1}, where this release has '${ours.name}'`);
      if (ours.units !== units) this.wrong(`has '${name}' in '${units}', and this release in '${ours.units}'`);
    });
    return read.data;
  }

  private checkColumns(line: string): void {
    const { features } = this.header!;
    if (line !== columnsOf(features)) this.wrong('names other columns than its header');
    for (let i = 0; i < KEYS.length + features.length; i++) this.values.push([]);
  }

  private row(line: string): void {
    const { values } = this;
    const cells = line.split(',');
    if (cells.length !== values.length) this.wrong(`has ${cells.length} of ${values.length} columns`);
    const before = values[0]!.at(-1) ?? Number.NEGATIVE_INFINITY;
    cells.forEach((text, i) => {
      const value = text === '' && i > 1 ? Number.NaN : Number(text);
      if (text !== '' ? !Number.isFinite(value) : i < 2) this.wrong(`column ${i + 1} is '${text}', which is no number`);
      values[i]!.push(value);
    });
    const [at, asOf] = [values[0]!.at(-1)!, values[1]!.at(-1)!];
    if (at <= before) this.wrong('is not later than the row before it');
    if (asOf > at) this.wrong('is made of something that was received after its own moment');
  }

  private end(line: string): void {
    const rows = this.values[0]?.length ?? 0;
    const found = /^#end rows=(\d+) sha256=([0-9a-f]{64})$/.exec(line);
    if (!found) this.wrong('is no last line of a feature file: it is damaged');
    if (Number(found[1]) !== rows) this.wrong(`says that there are ${found[1]} rows, and there are ${rows}`);
    const sha256 = this.hash.digest('hex');
    if (found[2] !== sha256)
      this.wrong(`has the hash ${found[2]}, and the content ${sha256}: it was changed since it was written`);
    this.sha256 = sha256;
  }

  private wrong(reason: string): never {
    throw new DataError(this.file, Math.max(1, this.last), reason);
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
