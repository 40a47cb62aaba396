import { createHash } from 'node:crypto';
import { type FeatureName, SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import { Sink } from '../cleanse/sink';
import type { FeatureRow } from './sampler';

/** First word of a feature file, and the version of its layout. */
export const FEATURES_MARK = '#sluice-features';
export const FEATURES_VERSION = 1;
/** First word of its last line. */
export const END_MARK = '#end';

/** A file that features were made of. */
export interface FeatureFileSource {
  readonly file: string;
  readonly sha256: string;
  readonly format: string;
  /** `received`, or `venue`: stamps of the venue with `latency` added, for want of any of receipt. */
  readonly stamps: 'received' | 'venue';
}

/** What a feature file says of itself, in its first line. */
export interface FeatureHeader {
  /** The release that made it. */
  readonly madeBy: string;
  readonly symbol: string | null;
  /** A row each (us). */
  readonly every: Micros;
  /** Added to stamps of a venue (us). */
  readonly latency: Micros;
  readonly sources: readonly FeatureFileSource[];
  /** What else it depends on: options by name. */
  readonly config: Readonly<Record<string, string>>;
  readonly features: readonly FeatureName[];
}

/** Columns before the features: when, as of when, and the mid that labels are made of. */
export const KEYS = ['at', 'asOf', 'mid'] as const;

/** A column of the file to each key and feature. */
export const columnsOf = (features: readonly FeatureName[]): string => [...KEYS, ...features.map(f => f.name)].join(',');

/** Characters that are handed on at once. */
const PIECE = 1 << 18;

/** The text of a number: the shortest that reads back as the same; empty where it is not known. */
const cell = (value: number): string => (Number.isFinite(value) ? String(value) : '');

/**
 * Writes a feature file (CSV, gzipped where its name ends in `.gz`) row by row: a line with the header as JSON, the names of the columns, the
 * rows, and a last line with their number and the SHA-256 of every byte before it. It appears under its name when it is whole, and never in
 * place of another. The same inputs give the same bytes.
 */
export class FeatureWriter {
  private readonly sink: Sink;
  private readonly hash = createHash('sha256');
  private text = '';
  private count = 0;

  /** Throws a DataError where there is a file of that name. */
  constructor(file: string, header: Omit<FeatureHeader, 'features'>) {
    this.sink = new Sink(file);
    const whole: FeatureHeader = { ...header, features: SYMBOL_FEATURES };
    this.text = `${FEATURES_MARK} ${FEATURES_VERSION} ${JSON.stringify(whole)}\n${columnsOf(SYMBOL_FEATURES)}\n`;
  }

  /** There is enough to be handed on. */
  get isFull(): boolean {
    return this.text.length >= PIECE;
  }

  get rows(): number {
    return this.count;
  }

  row({ at, asOf, mid, vector }: FeatureRow): void {
    let line = `${at},${asOf},${cell(mid)}`;
    for (let i = 0; i < SYMBOL_FEATURES.length; i++) line += `,${cell(vector[i]!)}`;
    this.text += `${line}\n`;
    this.count++;
  }

  /** Hands on what there is; resolves when there is room for more. */
  async flush(): Promise<void> {
    const { text } = this;
    this.text = '';
    this.hash.update(text);
    await this.sink.write(text);
  }

  /** Ends the file. Resolves with its hash. */
  async commit(): Promise<string> {
    await this.flush();
    const sha256 = this.hash.digest('hex');
    await this.sink.write(`${END_MARK} rows=${this.count} sha256=${sha256}\n`);
    await this.sink.commit();
    return sha256;
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.sink.abandon();
  }
}
