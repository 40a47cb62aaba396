import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { DataError } from '../data-error';

/** Some lines of a file, one after the other, without their ends. */
export interface Lines {
  readonly lines: readonly string[];
  /** Number of the first, counted from 1. */
  readonly first: number;
}

const CHUNK = 1 << 18;
/** Characters of a line beyond which a file is taken for something else than text. */
const LONGEST = 1 << 22;

const isGzip = (b: Uint8Array): boolean => b[0] === 0x1f && b[1] === 0x8b;

/**
 * Reads a UTF-8 text file, gzipped where its name ends in `.gz`, some lines at a time and without ever holding it whole. LF and CRLF end
 * a line; a byte order mark is left out. Rejects with a DataError where the file cannot be opened, is gzip under another name or plain
 * under `.gz`, is gzipped twice, is no text, or where its gzip stream is damaged or ends early.
 */
export async function* linesOf(file: string): AsyncGenerator<Lines> {
  const gz = file.endsWith('.gz');
  await checkHead(file, gz);
  const decoder = new StringDecoder('utf8');
  let carry = '';
  let first = 1;
  let begun = false;
  try {
    for await (const chunk of bytesOf(file, gz)) {
      if (!begun) checkText(file, chunk);
      const text = carry + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      const lines = (begun ? text : text.replace(/^\uFEFF/, '')).split('\n');
      begun = true;
      carry = lines.pop()!;
      if (carry.length > LONGEST) throw new DataError(file, first + lines.length, 'is longer than 4 MiB: the file is no text');
      if (lines.length === 0) continue;
      yield { lines: lines.map(withoutReturn), first };
      first += lines.length;
    }
  } catch (error) {
    throw error instanceof DataError ? error : new DataError(file, first, broken(error));
  }
  carry += decoder.end();
  if (carry !== '') yield { lines: [withoutReturn(carry)], first };
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

function bytesOf(file: string, gz: boolean): AsyncIterable<Uint8Array> {
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  if (!gz) return raw;
  const text = createGunzip({ chunkSize: CHUNK });
  // Ties the two together: either one's error or early end closes the other; the error reaches whoever reads `text`.
  pipeline(raw, text, () => undefined);
  return text;
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

function checkText(file: string, chunk: Uint8Array): void {
  if (isGzip(chunk)) throw new DataError(file, 1, 'is gzipped twice');
  if (chunk.subarray(0, 4096).includes(0)) throw new DataError(file, 1, 'has a zero byte: the file is no text');
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code ?? error);

function broken(error: unknown): string {
  const code = codeOf(error);
  if (code === 'Z_BUF_ERROR') return 'the gzip stream ends early: the file is truncated';
  return code.startsWith('Z_') ? `the gzip stream is damaged (${(error as Error).message})` : `cannot be read (${code})`;
}
