import { StringDecoder } from 'node:string_decoder';
import { DataError } from '../../core/data-error';
import { chunksOf } from '../../files/chunks';

/** Some lines of a file, one after the other, without their ends. */
export interface Lines {
  readonly lines: readonly string[];
  /** Number of the first, counted from 1. */
  readonly first: number;
}

/** Characters of a line beyond which a file is taken for something else than text. */
const LONGEST = 1 << 22;

/**
 * Reads a UTF-8 text file, gzipped where its name ends in `.gz`, some lines at a time and without ever holding it whole. LF and CRLF end
 * a line; a byte order mark is left out. Rejects with a DataError as `chunksOf` does, and where the file is no text.
 */
export async function* linesOf(file: string): AsyncGenerator<Lines> {
  const decoder = new StringDecoder('utf8');
  let carry = '';
  let first = 1;
  let begun = false;
  for await (const chunk of chunksOf(file, () => first)) {
    if (!begun && chunk.subarray(0, 4096).includes(0)) throw new DataError(file, 1, 'has a zero byte: the file is no text');
    const text = carry + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    const lines = (begun ? text : text.replace(/^\uFEFF/, '')).split('\n');
    begun = true;
    carry = lines.pop()!;
    if (carry.length > LONGEST) throw new DataError(file, first + lines.length, 'is longer than 4 MiB: the file is no text');
    if (lines.length === 0) continue;
    yield { lines: lines.map(withoutReturn), first };
    first += lines.length;
  }
  carry += decoder.end();
  if (carry !== '') yield { lines: [withoutReturn(carry)], first };
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
