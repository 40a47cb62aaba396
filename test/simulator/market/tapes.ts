import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BookFile, MessageFile } from '../../../simulator/market/lobster-files';
import { BUY, SELL } from '../../../simulator/matching/types';

/** A message: time in seconds, type, order id, size, price in cents, direction of the resting order. */
export type Row = readonly [time: number, type: number, id: number, size: number, cents: number, direction: 1 | -1];

/** A message file in memory. */
export function messagesOf(rows: readonly Row[], file = 'tape_message_1.csv'): MessageFile {
  const column = (n: number, times = 1): number[] => rows.map(r => r[n]! * times);
  return {
    file,
    rows: rows.length,
    time: Float64Array.from(column(0, 1e9)),
    type: Uint8Array.from(column(1)),
    id: Float64Array.from(column(2)),
    size: Int32Array.from(column(3)),
    price: Float64Array.from(rows.map(r => (r[1] === 7 ? r[4] : r[4] * 100))),
    side: Uint8Array.from(rows.map(r => (r[5] === 1 ? BUY : SELL))),
  };
}

/** An order book file in memory: each row ask cents, ask size, bid cents, bid size, and so on. */
export function booksOf(rows: readonly (readonly number[])[], file = 'tape_orderbook_1.csv'): BookFile {
  const cells = rows.flatMap(r => r.map((cell, i) => (i % 2 === 0 ? cell * 100 : cell)));
  return { file, rows: rows.length, levels: rows[0]!.length / 4, cells: Int32Array.from(cells) };
}

/** Writes a file into a new temporary folder and returns its path. */
export function fileOf(name: string, content: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sluice-tape-')), name);
  writeFileSync(path, content);
  return path;
}

export const gz = (text: string | Buffer): Buffer => gzipSync(text);
