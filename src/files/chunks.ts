import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError } from '../core/data-error';

const CHUNK = 1 << 18;

/** Whether a file that begins with these bytes is gzipped. */
export const isGzip = (b: Uint8Array): boolean => b[0] === 0x1f && b[1] === 0x8b;

/**
 * The bytes of a file, a piece at a time, unpacked where its name ends in `.gz`. `line` says at which line the reader is, for errors. Throws a
 * DataError where the file cannot be opened, is gzip under another name or plain under `.gz`, is gzipped twice, or where its gzip stream is
 * damaged or ends early.
 */
export async function* chunksOf(file: string, line: () => number): AsyncGenerator<Uint8Array> {
  const gz = file.endsWith('.gz');
  await checkHead(file, gz);
  let begun = false;
  try {
    for await (const chunk of bytesOf(file, gz)) {
      if (!begun && isGzip(chunk)) throw new DataError(file, 1, 'is gzipped twice');
      begun = true;
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DataError ? error : new DataError(file, line(), broken(error));
  }
}

const bytesOf = (file: string, gz: boolean): AsyncIterable<Uint8Array> =>
  gz ? gunzipped(file).bytes : createReadStream(file, { highWaterMark: CHUNK });

/** The bytes of a gzipped file, unpacked, a piece at a time; `taken` says how many of the packed ones were read. What goes wrong is thrown to whoever iterates. */
export function gunzipped(file: string): { readonly bytes: AsyncIterable<Uint8Array>; taken(): number } {
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  const bytes = createGunzip({ chunkSize: CHUNK });
  // Ties the two together: either one's error or early end closes the other; the error reaches whoever reads `bytes`.
  pipeline(raw, bytes, () => undefined);
  return { bytes, taken: () => raw.bytesRead };
}

/** Looks at the first bytes: the name and the content must agree on whether this is gzip. */
async function checkHead(file: string, gz: boolean): Promise<void> {
  const head = Buffer.alloc(2);
  try {
    const handle = await open(file, 'r');
    try {
      await handle.read(head, 0, 2, 0);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new DataError(file, 1, `cannot be read (${codeOf(error)})`);
  }
  if (isGzip(head) === gz) return;
  throw new DataError(file, 1, gz ? 'is named .gz but is not gzip' : 'is gzip but is not named .gz');
}

/** What kind of error the system tells. */
export const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code ?? error);

/** Why a file could not be read (further), in words. */
export function broken(error: unknown): string {
  const code = codeOf(error);
  if (code === 'Z_BUF_ERROR') return 'the gzip stream ends early: the file is truncated';
  return code.startsWith('Z_') ? `the gzip stream is damaged (${(error as Error).message})` : `cannot be read (${code})`;
}
