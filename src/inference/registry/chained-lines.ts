import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ModelError } from '../model-error';
import { writeWhole } from './durable';
import { parsed } from './entry';

/** What every line has: its number, from 1, and the SHA-256 of the line before (empty of the first). */
export interface ChainedLine {
  readonly n: number;
  readonly prev: string;
}

/**
 * A file of lines of JSON, each with the SHA-256 of the line before. It is replaced whole with one line more, and read whole: a line that was changed, left out or put
 * elsewhere is found. Lines cut off its end are not.
 */
export class ChainedLines<T extends ChainedLine> {
  constructor(
    private readonly file: string,
    private readonly schema: z.ZodType<T>,
  ) {}

  /** Throws a ModelError where a line is not what it was. */
  read(): readonly T[] {
    return this.parsed(this.texts());
  }

  /** On the disk when it returns. */
  append(content: Omit<T, keyof ChainedLine>): T {
    const texts = this.texts();
    const before = this.parsed(texts);
    const prev = texts.length === 0 ? '' : digest(texts.at(-1)!);
    const text = JSON.stringify({ n: before.length + 1, ...content, prev });
    const added = parsed(this.file, text, this.schema);
    writeWhole(this.file, [...texts, text, ''].join('\n'));
    return added;
  }

  private parsed(texts: readonly string[]): T[] {
    let prev = '';
    return texts.map((text, i) => {
      const where = `${this.file}:${i + 1}`;
      const line = parsed(where, text, this.schema);
      if (line.n !== i + 1 || line.prev !== prev)
        throw new ModelError(`${where}: the line before it was changed or is missing: nothing here is to be trusted`);
      prev = digest(text);
      return line;
    });
  }

  private texts(): string[] {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n').slice(0, -1) : [];
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
