import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rowsOf } from '../core/csv';
import type { PositionsLoaded, StartPosition } from '../core/facts';
import { type InstrumentSpec, Instruments } from '../core/instruments';
import { exactFromText, parseDecimal } from '../core/numbers';
import { UsageError } from './usage-error';

const COLUMNS = ['account', 'symbol', 'quantity', 'price'];
const NEEDED = COLUMNS.slice(0, 3);

/**
 * Reads start-of-day positions: CSV with a header line; account and symbol, quantity (below zero: short) and, where it is not the
 * instrument's prior close, the price they are valued at. Throws UsageError with file and line of every mistake.
 */
export function readPositions(path: string, specs: readonly InstrumentSpec[]): PositionsLoaded {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of positions`);
  const text = readFileSync(path, 'utf8');
  const rows = rowsOf(text);
  const head = rows.shift();
  if (!head) throw new UsageError(`${path}:1: the file is empty: the first line names the columns ${COLUMNS.join(', ')}`);
  const wrong = headMistakes(head.cells).map(what => `${path}:${head.line}: ${what}`);
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  const instruments = new Instruments(specs);
  const seen = new Map<string, number>();
  const positions: StartPosition[] = [];
  for (const { line, cells } of rows) {
    const given = Object.fromEntries(head.cells.map((name, n) => [name, cells[n] ?? '']));
    const said = [
      ...(cells.length === head.cells.length ? [] : [`${cells.length} cells, and there are ${head.cells.length} columns`]),
      ...mistakes(given, instruments),
      ...repeated(given, line, seen),
    ];
    wrong.push(...said.map(what => `${path}:${line}: ${what}`));
    const { account = '', symbol = '', quantity = '', price } = given;
    positions.push({ account, symbol, quantity, price: price === '' ? undefined : price });
  }
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  return { type: 'PositionsLoaded', source: path, digest: createHash('sha256').update(text).digest('hex'), positions };
}

function headMistakes(names: readonly string[]): string[] {
  const unknown = names.filter(name => !COLUMNS.includes(name));
  const twice = names.filter((name, n) => names.indexOf(name) < n);
  return [
    ...unknown.map(name => `unknown column '${name}': ${COLUMNS.join(', ')}`),
    ...twice.map(name => `column '${name}' stands twice`),
    ...NEEDED.filter(name => !names.includes(name)).map(name => `column '${name}' is missing`),
  ];
}

function mistakes(given: Readonly<Record<string, string>>, instruments: Instruments): string[] {
  const { symbol = '', quantity = '', price = '' } = given;
  const instrument = symbol === '' ? undefined : instruments.get(symbol);
  if (!instrument) return [`symbol: '${symbol}' is not among the instruments`];
  const wrong: string[] = [];
  // finer than an order may be, but not finer than can be counted
  if (!exactFromText(quantity) || typeof parseDecimal(quantity, instrument.qtyScale) !== 'number')
    wrong.push(`quantity: must be a decimal number with at most ${instrument.qtyScale} decimals, and is '${quantity}'`);
  if (price !== '' && !((exactFromText(price)?.n ?? 0n) > 0n && typeof parseDecimal(price, instrument.priceScale) === 'number'))
    wrong.push(`price: must be a decimal number above zero with at most ${instrument.priceScale} decimals, and is '${price}'`);
  return wrong;
}

/** Says so where an account had the symbol on a line before: of two lines one would be silently ignored. */
function repeated({ account, symbol }: Readonly<Record<string, string>>, line: number, seen: Map<string, number>): string[] {
  const key = JSON.stringify([account, symbol]);
  const before = seen.get(key);
  seen.set(key, before ?? line);
  return before === undefined ? [] : [`account '${account}' had '${symbol}' on line ${before} before`];
}
