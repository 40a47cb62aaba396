import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './commit-log';
import { addsUp, type BatchRow, decode, FIXED, HEADER } from './commit-record';
import { crc32 } from './crc32';

/** What a commit log holds: its whole records, in order, and the bytes behind them that make none. */
export interface Logged {
  readonly rows: BatchRow[];
  readonly torn: Buffer;
}

/**
 * Reads a commit log; nothing where there is no file. A record that is cut short or damaged at the end of the file was never acknowledged: it
 * is `torn`. Throws an Error with file and offset (bytes) where a damaged record has others behind it: those were acknowledged.
 */
export function readCommitLog(file: string): Logged {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const rows: BatchRow[] = [];
  let at = 0;
  for (let end = wholeEnd(bytes, at); end > 0; end = wholeEnd(bytes, at)) {
    rows.push(decode(bytes, at + HEADER));
    at = end;
  }
  if (damagedInside(bytes, at))
    throw new Error(
      `${file} is damaged at byte ${at} of ${bytes.length}, and what stands behind was committed: it is left as it is`,
    );
  return { rows, torn: bytes.subarray(at) };
}

/** Keeps the torn end of a commit log in a file beside it, on the disk when it returns. A copy of other bytes is never written over. */
export function keepTorn(file: string, torn: Buffer): void {
  const name = `${file}.torn-${torn.length}`;
  let copy = name;
  for (let i = 2; existsSync(copy); i++) {
    if (readFileSync(copy).equals(torn)) return;
    copy = `${name}-${i}`;
  }
  const fd = openSync(copy, 'wx', 0o600);
  try {
    writeFileSync(fd, torn);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  syncFolder(dirname(file));
}

/** Where the whole record at `at` ends; 0 where there is none. */
function wholeEnd(bytes: Buffer, at: number): number {
  const start = at + HEADER;
  if (start + FIXED > bytes.length) return 0;
  const length = bytes.readUInt32LE(at);
  const end = start + length;
  // the cheap looks first: a search asks this of every byte
  if (length < FIXED || end > bytes.length || !addsUp(bytes, start, length)) return 0;
  return crc32(bytes.subarray(start, end)) === bytes.readUInt32LE(at + 4) ? end : 0;
}

/** Does anything stand behind the record at `at`, which is not whole? Where its length cannot be believed, a whole record tells. */
function damagedInside(bytes: Buffer, at: number): boolean {
  if (at + HEADER > bytes.length) return false;
  const length = bytes.readUInt32LE(at);
  if (length >= FIXED && at + HEADER + length < bytes.length) return true;
  for (let next = at + 1; next + HEADER + FIXED <= bytes.length; next++) if (wholeEnd(bytes, next) > 0) return true;
  return false;
}
