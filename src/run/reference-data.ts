import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type InstrumentSpec, instrumentOf } from '../core/instruments';
import { notNegative, positive } from './decimals';
import { UsageError } from './usage-error';

/** What may be said of an instrument, in the config and as columns of the instrument data. */
export const INSTRUMENT_FIELDS = {
  symbol: z.string().min(1, 'must be a symbol'),
  tick: positive,
  lot: positive.default('1'),
  priorClose: positive.optional(),
  multiplier: positive.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency of three capital letters')
    .optional(),
  adv: notNegative.optional(),
  luldTier: z.preprocess(v => (typeof v === 'number' ? String(v) : v), z.enum(['1', '2'], 'must be 1 or 2').optional()),
  shortSale: z.enum(['easy', 'no'], 'must be easy or no').optional(),
};

/** An instrument whose decimals fit together. */
export const instrumentSchema = z.strictObject(INSTRUMENT_FIELDS).superRefine((spec, context) => {
  try {
    instrumentOf(spec);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const COLUMNS = Object.keys(INSTRUMENT_FIELDS);

/**
 * Reads instrument data: CSV with a header line, one instrument a line, columns in any order (symbol and tick are needed). Empty cells are
 * absent; lines that are empty or begin with # are skipped. Throws UsageError with file, line and column of every mistake.
 */
export function readInstruments(path: string): InstrumentSpec[] {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of instrument data`);
  const rows = rowsOf(readFileSync(path, 'utf8'));
  const head = rows.shift();
  if (!head) throw new UsageError(`${path}:1: the file is empty: the first line names the columns ${COLUMNS.join(', ')}`);
  const wrong = headMistakes(head.cells).map(what => `${path}:${head.line}: ${what}`);
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  const specs: InstrumentSpec[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const read = instrumentOn(head.cells, cells);
    const said = Array.isArray(read) ? read : repeated(read, line, seen);
    wrong.push(...said.map(what => `${path}:${line}: ${what}`));
    if (!Array.isArray(read)) specs.push(read);
  }
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  return specs;
}

/** What is wrong with the names of the columns. */
function headMistakes(names: readonly string[]): string[] {
  const unknown = names.filter(name => !COLUMNS.includes(name));
  const twice = names.filter((name, n) => names.indexOf(name) < n);
  const missing = ['symbol', 'tick'].filter(name => !names.includes(name));
  return [
    ...unknown.map(name => `unknown column '${name}': ${COLUMNS.join(', ')}`),
    ...twice.map(name => `column '${name}' stands twice`),
    ...missing.map(name => `column '${name}' is missing`),
  ];
}

/** The instrument on a line, or what is wrong with it. */
function instrumentOn(names: readonly string[], cells: readonly string[]): InstrumentSpec | string[] {
  if (cells.length !== names.length) return [`${cells.length} cells, and there are ${names.length} columns`];
  const given = Object.fromEntries(names.map((name, n) => [name, cells[n]!] as const).filter(([, cell]) => cell !== ''));
  const parsed = instrumentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}${told(given[String(path[0])])}`,
  );
}

const told = (cell: string | undefined): string => (cell === undefined ? ', and is empty' : `, and is '${cell}'`);

/** Says so where a symbol was there before: of two lines one would be silently ignored. */
function repeated(spec: InstrumentSpec, line: number, seen: Map<string, number>): string[] {
  const before = seen.get(spec.symbol);
  if (before !== undefined) return [`symbol: '${spec.symbol}' was on line ${before} before`];
  seen.set(spec.symbol, line);
  return [];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The lines of a CSV file (RFC 4180: a cell with a comma or a quote stands in quotes, a quote in it twice), each with its number. */
export function rowsOf(text: string): Row[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((written, n) => ({ line: n + 1, written: written.trim() }))
    .filter(({ written }) => written !== '' && !written.startsWith('#'))
    .map(({ line, written }) => ({ line, cells: cellsOf(written) }));
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(rest);
    const cell = quoted ? quoted[0] : /^[^,]*/.exec(rest)![0];
    cells.push(quoted ? quoted[1]!.replaceAll('""', '"') : cell.trim());
    if (cell.length === rest.length) return cells;
    rest = rest.slice(cell.length + 1);
  }
}
