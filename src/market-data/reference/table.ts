import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { rowsOf } from '../../core/csv';

/** Everything that is wrong with a table, a line each: `file:line: what`. */
export class TableError extends Error {
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'TableError';
  }
}

/** Cells by the name of their column; empty ones are absent. */
export type Given = Readonly<Record<string, string>>;

/** A CSV file that people write: what it is about and what a line of it says. */
export interface Table<T> {
  /** For "there is no such file of ...". */
  readonly what: string;
  readonly columns: readonly string[];
  readonly needed: readonly string[];
  /** A line's value, or what is wrong with it. */
  readonly read: (given: Given) => T | readonly string[];
  /** What may stand on one line only, as `symbol` and its value; undefined where lines may repeat. */
  readonly once?: (value: T) => readonly [column: string, value: string];
}

/** A line and what it says. */
export interface TableRow<T> {
  readonly line: number;
  readonly value: T;
}

/**
 * Reads a table: a header line, then a row a line, columns in any order. Lines that are empty or begin with # are left out. Throws a
 * TableError with every mistake.
 */
export function readTable<T>(path: string, table: Table<T>): TableRow<T>[] {
  if (!existsSync(path)) throw new TableError([`${path}: there is no such file of ${table.what}`]);
  const rows = rowsOf(readFileSync(path, 'utf8'));
  const head = rows.shift();
  if (!head) throw new TableError([`${path}:1: the file is empty: the first line names the columns ${table.columns.join(', ')}`]);
  const wrong = headMistakes(head.cells, table).map(what => `${path}:${head.line}: ${what}`);
  if (wrong.length > 0) throw new TableError(wrong);
  const read: TableRow<T>[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const value = valueOn(head.cells, cells, table);
    const said = Array.isArray(value) ? value : repeated(value as T, line, table, seen);
    wrong.push(...said.map((what: string) => `${path}:${line}: ${what}`));
    if (!Array.isArray(value)) read.push({ line, value: value as T });
  }
  if (wrong.length > 0) throw new TableError(wrong);
  return read;
}

/** What is wrong with the names of the columns. */
function headMistakes<T>(names: readonly string[], { columns, needed }: Table<T>): string[] {
  const unknown = names.filter(name => !columns.includes(name));
  const twice = names.filter((name, n) => names.indexOf(name) < n);
  const missing = needed.filter(name => !names.includes(name));
  return [
    ...unknown.map(name => `unknown column '${name}': ${columns.join(', ')}`),
    ...twice.map(name => `column '${name}' stands twice`),
    ...missing.map(name => `column '${name}' is missing`),
  ];
}

function valueOn<T>(names: readonly string[], cells: readonly string[], table: Table<T>): T | readonly string[] {
  if (cells.length !== names.length) return [`${cells.length} cells, and there are ${names.length} columns`];
  return table.read(Object.fromEntries(names.map((name, n) => [name, cells[n]!] as const).filter(([, cell]) => cell !== '')));
}

/** Says so where a line had the same before: of the two one would be silently ignored. */
function repeated<T>(value: T, line: number, { once }: Table<T>, seen: Map<string, number>): string[] {
  if (once === undefined) return [];
  const [column, name] = once(value);
  const before = seen.get(name);
  seen.set(name, before ?? line);
  return before === undefined ? [] : [`${column}: '${name}' was on line ${before} before`];
}

/** Reads a line by a schema of its cells; what is wrong names the column and the cell. */
export const bySchema =
  <T>(schema: z.ZodType<T>): Table<T>['read'] =>
  given => {
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    return parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}${told(given[String(path[0])])}`,
    );
  };

const told = (cell: string | undefined): string => (cell === undefined ? ', and is empty' : `, and is '${cell}'`);
