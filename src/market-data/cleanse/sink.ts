import { once } from 'node:events';
import { createWriteStream, existsSync, linkSync, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DataError } from '../../core/data-error';

/** A text file that appears under its name only when it is whole, and never in place of another; gzipped where the name ends in `.gz`. */
export class Sink {
  private readonly partial: string;
  private readonly input: Writable;
  private readonly output: Writable;
  private readonly done: Promise<void>;

  /** Throws a DataError where there is a file of that name. */
  constructor(readonly file: string) {
    if (existsSync(file))
      throw new DataError(file, 1, 'is there already, and nothing is written over: remove it, or choose another --out');
    this.partial = `${file}.partial`;
    const output = createWriteStream(this.partial);
    this.output = output;
    this.input = file.endsWith('.gz') ? createGzip({ chunkSize: 1 << 18 }) : output;
    if (this.input !== output) this.input.pipe(output);
    this.done = finished(output).catch((error: NodeJS.ErrnoException) => {
      throw new DataError(file, 1, `cannot be written (${error.code ?? error.message})`);
    });
    // an error is told by write or commit; here it only must not go unheard
    this.done.catch(() => undefined);
    this.input.on('error', error => output.destroy(error));
  }

  /** Takes text; resolves when there is room for more. */
  async write(text: string): Promise<void> {
    if (this.output.errored) await this.done;
    if (text === '' || this.input.write(text)) return;
    // where the stream fails, `done` says of which file
    await Promise.race([once(this.input, 'drain').catch(() => this.done), this.done]);
  }

  /** Ends the file and gives it its name. Rejects where it could not be written, or a file of that name has come up. */
  async commit(): Promise<void> {
    this.input.end();
    await this.done;
    linkSync(this.partial, this.file);
    rmSync(this.partial);
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    this.input.destroy();
    this.output.destroy();
    await this.done.catch(() => undefined);
    rmSync(this.partial, { force: true });
  }
}
