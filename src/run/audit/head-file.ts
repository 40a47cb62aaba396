import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublishedHead } from '../../journal/chain';
import { UsageError } from '../usage-error';

/** A head as it is written to a file, posted and logged. */
export interface ToldHead extends PublishedHead {
  /** ISO 8601, by the wall clock. */
  readonly at: string;
  readonly occasion: 'start' | 'interval' | 'stop';
}

/** What is found where heads are asked for. */
export interface Heads {
  readonly heads: readonly PublishedHead[];
  /** Lines that are no head. */
  readonly mistakes: readonly string[];
  /** Where they were read; undefined where there is no such file. */
  readonly from: string | undefined;
}

const HEAD = /^(\d{1,15}):([0-9a-f]{64})$/i;

/** Where the heads of a journal are written unless the config says otherwise: beside it. */
export const besideJournal = (journal: string): string => join(dirname(journal), 'audit-heads.jsonl');

/** Adds a head to a file, on the disk when it resolves. Rejects where it cannot be written. */
export async function addHead(file: string, head: ToldHead): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(head)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Heads as a person gives them: `ID:HEX`, or a file of them; without either, the file beside the journal where there is one. Throws UsageError. */
export function givenHeads(given: string | undefined, journal: string): Heads {
  const one = HEAD.exec(given ?? '');
  if (one) return { heads: [{ id: Number(one[1]), hash: one[2]!.toLowerCase() }], mistakes: [], from: given };
  if (given !== undefined && !existsSync(given))
    throw new UsageError(`--head: ${given} is no file of heads, nor a head as ID:HEX (a row, and 64 hexadecimal digits)`);
  return readHeads(given ?? besideJournal(journal));
}

/** The heads in a file, in order; none where there is no file. */
export function readHeads(file: string): Heads {
  if (!existsSync(file)) return { heads: [], mistakes: [], from: undefined };
  const heads: PublishedHead[] = [];
  const mistakes: string[] = [];
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, n) => {
      const head = headOf(line);
      if (head) heads.push(head);
      else if (line.trim() !== '') mistakes.push(`${file}:${n + 1}: this line is no head`);
    });
  return { heads, mistakes, from: file };
}

function headOf(line: string): PublishedHead | undefined {
  try {
    const { id, hash } = JSON.parse(line) as Partial<PublishedHead>;
    const one = HEAD.exec(`${id}:${hash}`);
    return one ? { id: Number(one[1]), hash: one[2]!.toLowerCase() } : undefined;
  } catch {
    return undefined;
  }
}
