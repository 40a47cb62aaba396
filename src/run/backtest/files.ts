import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error';
import type { ParentResult } from './results';

/** Makes the folder where results go. Throws a UsageError that names it where it cannot be made. */
export function outFolder(out: string): string {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    throw new UsageError(`--out: ${out} cannot be made: ${(error as Error).message}`);
  }
  return out;
}

/** The journal of a run that is to be; one that stands there already is not written over. */
export function newJournal(out: string): string {
  const file = join(outFolder(out), 'journal.db');
  if (existsSync(file)) throw new UsageError(`--out: ${file} is there already: a run has a journal of its own`);
  return file;
}

/** Writes a file of results. Throws a UsageError that names it where it cannot be written. */
export function writeResult(out: string, name: string, text: string): void {
  const file = join(out, name);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--out: ${file} cannot be written: ${(error as Error).message}`);
  }
}

type Cell = string | number | boolean | null | undefined;
const cell = (value: Cell): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export type Row = Readonly<Record<string, Cell>>;

/** CSV of rows: a header of their keys, then a line each; what is absent is empty. */
export function csv(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return [names, ...rows.map(row => names.map(name => row[name]))].map(line => `${line.map(cell).join(',')}\n`).join('');
}

/** A parent's result as a row of CSV. */
export function parentRow({ markOuts, ...rest }: ParentResult): Record<string, Cell> {
  const moves = Object.entries(markOuts).flatMap(([liquidity, by]) =>
    Object.entries(by).map(([after, move]) => [`${liquidity}MarkOut${after}Bps`, move] as const),
  );
  return { ...rest, ...Object.fromEntries(moves) };
}
