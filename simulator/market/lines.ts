import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TapeError } from './tape-error';

const LF = 10;
const CR = 13;

/** Takes one line: its bytes are `bytes[start..end)`, its number counts from 1. */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number) => void;

const isGzip = (b: Uint8Array): boolean => b[0] === 0x1f && b[1] === 0x8b;

/**
 * Reads a text file, gzipped where its name ends in `.gz`, line by line without ever holding it whole; returns the number of lines.
 * Rejects with a TapeError where the file cannot be opened, is gzip under another name or plain under `.gz`, is gzipped twice, or where
 * its gzip stream is damaged or ends early.
 */
export async function readLines(file: string, onLine: OnLine): Promise<number> {
  const gz = file.endsWith('.gz');
  await checkHead(file, gz);
  let line = 0;
  let carry = new Uint8Array(0);
  const take = (bytes: Uint8Array, start: number, end: number): void => {
    const trimmed = end > start && bytes[end - 1] === CR ? end - 1 : end;
    onLine(bytes, start, trimmed, ++line);
  };
  try {
    for await (const chunk of bytesOf(file, gz)) {
      if (line === 0 && carry.length === 0 && isGzip(chunk)) throw new TapeError(file, 1, 'is gzipped twice');
      const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
        take(bytes, start, end);
        start = end + 1;
      }
      carry = bytes.slice(start);
    }
  } catch (error) {
    throw error instanceof TapeError ? error : new TapeError(file, line + 1, broken(error));
  }
  if (carry.length > 0) take(carry, 0, carry.length);
  return line;
}

function bytesOf(file: string, gz: boolean): AsyncIterable<Uint8Array> {
  const raw = createReadStream(file, { highWaterMark: 1 << 18 });
  if (!gz) return raw;
  const text = createGunzip({ chunkSize: 1 << 18 });
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
    throw new TapeError(file, 1, `cannot be read (${codeOf(error)})`);
  }
  if (isGzip(head) === gz) return;
  throw new TapeError(file, 1, gz ? 'is named .gz but is not gzip' : 'is gzip but is not named .gz');
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code ?? error);

function broken(error: unknown): string {
  const code = codeOf(error);
  if (code === 'Z_BUF_ERROR') return 'the gzip stream ends early: the file is truncated';
  return code.startsWith('Z_') ? `the gzip stream is damaged (${(error as Error).message})` : `cannot be read (${code})`;
}
