import { createHash, type Hash } from 'node:crypto';
import type Database from 'better-sqlite3';

/** Columns of a row of `batch`: text, or the bytes it is stored as (UTF-8). */
export interface StoredRow {
  readonly id: number;
  readonly turns: string | Uint8Array;
  readonly numbers: string | Uint8Array;
  readonly runs: string | Uint8Array;
  readonly wire: Uint8Array | null;
}

/** What stands before the first row. */
export const GENESIS = Buffer.alloc(32);

/** SHA-256 (FIPS 180-4) over the hash of the row before and every column of this one, each behind its length. 32 bytes. */
export function rowHash(before: Uint8Array, row: StoredRow): Buffer {
  const hash = createHash('sha256').update(before).update(`${row.id}`);
  for (const text of [row.turns, row.numbers, row.runs]) column(hash, typeof text === 'string' ? Buffer.from(text) : text);
  if (row.wire) column(hash, row.wire);
  return hash.digest();
}

const column = (hash: Hash, bytes: Uint8Array): void => {
  hash.update(`:${bytes.length}:`).update(bytes);
};

/** A row and its hash: whoever knows it can tell whether anything up to it was changed since. */
export interface Head {
  readonly id: number;
  readonly hash: Uint8Array;
}

/** A head as it is told outside the journal: the hash in hexadecimal. */
export interface PublishedHead {
  readonly id: number;
  readonly hash: string;
}

/** One place where the journal is not what was written. */
export interface Fault {
  /** The row of `batch`; 0 where it is about the file. */
  readonly row: number;
  readonly why: string;
}

/** A head to be told outside the journal. */
export const toPublish = ({ id, hash }: Head): PublishedHead => ({ id, hash: Buffer.from(hash).toString('hex') });

/** The newest row's. */
export function headOf(db: Database.Database): Head {
  const row = db.prepare('SELECT id, hash FROM batch ORDER BY id DESC LIMIT 1').get() as Head | undefined;
  return row ?? { id: 0, hash: GENESIS };
}
