import { chunksOf } from '../../src/files/chunks';

const LF = 10;
const CR = 13;

/** Takes one line: its bytes are `bytes[start..end)`, its number counts from 1. */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/**
 * Reads a text file, gzipped where its name ends in `.gz`, line by line without ever holding it whole; returns the number of lines.
 * Rejects with a DataError as `chunksOf` does.
 */
export async function readLines(file: string, onLine: OnLine): Promise<number> {
  let line = 0;
  let carry = new Uint8Array(0);
  const take = (bytes: Uint8Array, start: number, end: number): void => {
    const trimmed = end > start && bytes[end - 1] === CR ? end - 1 : end;
    onLine(bytes, start, trimmed, ++line);
  };
  for await (const chunk of chunksOf(file, () => line + 1)) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      take(bytes, start, end);
      start = end + 1;
    }
    carry = bytes.slice(start);
  }
  if (carry.length > 0) take(carry, 0, carry.length);
  return line;
}
