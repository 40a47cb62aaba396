import { basename } from 'node:path';
import { type Day, dayFromText } from '../../core/civil';
import { DataError } from '../../core/data-error';
import type { RowSource } from '../../core/market-data-rows';
import type { Micros } from '../../core/numbers';
import { Wrong } from './cells';
import type { AnyRow, Format, Kind, ReadLine, RowsByKind } from './format';
import { FORMATS } from './formats';
import { linesOf } from './lines';
import { formatOfMark, MARK } from './sluice-rows';

export interface ReadOptions {
  /** Name of a format; by the file's first line where it is absent. */
  readonly format?: string | undefined;
  /** Day of a file whose stamps count from midnight; from the file's name where it is absent. */
  readonly day?: Day | undefined;
  /** Takes rows whose stamps go back, as the cleansing does; else such a row is an error. */
  readonly anyOrder?: boolean | undefined;
}

/** A file whose rows can be read, each time from its beginning, some at a time: it is never held whole. */
export interface RowFile<K extends Kind = Kind> {
  readonly file: string;
  readonly format: Format<K>;
  /** Rejects with a DataError at the first line that is wrong. */
  readonly batches: () => AsyncGenerator<readonly RowsByKind[K][]>;
}

/** Finds out of what format a file is. Rejects with a DataError that names the line and, where it helps, the formats. */
export async function openRows(file: string, options: ReadOptions = {}): Promise<RowFile> {
  const first = await firstLine(file);
  const format = formatOf(file, first, options.format);
  const day = options.day ?? dayInName(file);
  if (format.needsDay && day === undefined)
    throw new DataError(file, 1, 'counts its stamps from midnight, and neither its name nor --day says of which day');
  const anyOrder = options.anyOrder === true;
  return { file, format, batches: () => batchesOf(file, format, format.open({ day }), anyOrder) };
}

/** As openRows, for rows of one kind. */
export async function openKind<K extends Kind>(file: string, kind: K, options: ReadOptions = {}): Promise<RowFile<K>> {
  const opened = await openRows(file, options);
  if (opened.format.kind !== kind)
    throw new DataError(file, 1, `is of the format ${opened.format.name}: its rows are ${opened.format.kind}, not ${kind}`);
  return opened as unknown as RowFile<K>;
}

/** Reads a whole file of one kind into memory, for a player that takes rows on demand; about 100 bytes a row. Rejects as openKind does. */
export async function loadRows<K extends Kind>(
  file: string,
  kind: K,
  options: ReadOptions = {},
): Promise<RowSource<RowsByKind[K]>> {
  const { format, batches } = await openKind(file, kind, options);
  const rows: RowsByKind[K][] = [];
  for await (const batch of batches()) for (const row of batch) rows.push(row);
  return { file, priceScale: format.priceScale, qtyScale: format.qtyScale, rows };
}

async function firstLine(file: string): Promise<string> {
  for await (const { lines } of linesOf(file)) return lines[0]!;
  throw new DataError(file, 1, 'is empty');
}

function formatOf(file: string, first: string, name: string | undefined): Format {
  if (first.startsWith(MARK)) return withPlace(file, 1, () => formatOfMark(first));
  if (name === undefined) {
    const found = FORMATS.find(f => f.head === first);
    if (found) return found;
    throw new DataError(
      file,
      1,
      `'${first.slice(0, 60)}' begins no format we know: name one (${names(f => f.head === undefined)})`,
    );
  }
  const format = FORMATS.find(f => f.name === name);
  if (!format) throw new DataError(file, 1, `there is no format '${name}': ${names(() => true)}`);
  if (format.head !== undefined && format.head !== first)
    throw new DataError(file, 1, `is not of the format ${name}: its first line must be '${format.head}'`);
  return format;
}

const names = (of: (format: Format) => boolean): string =>
  FORMATS.filter(of)
    .map(f => f.name)
    .join(', ');

function withPlace<T>(file: string, line: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof Wrong ? new DataError(file, line, error.message) : error;
  }
}

/** The day that a file's name has between other things: 20131007 or 2013-10-07. */
function dayInName(file: string): Day | undefined {
  const found = /(?<!\d)(\d{8}|\d{4}-\d\d-\d\d)(?!\d)/.exec(basename(file));
  return found ? dayFromText(found[1]!) : undefined;
}

async function* batchesOf<R extends AnyRow>(
  file: string,
  format: Format,
  read: ReadLine<R>,
  anyOrder: boolean,
): AsyncGenerator<readonly R[]> {
  const skip = format.head === undefined ? 0 : 1;
  let before: R | undefined;
  let some = false;
  for await (const { lines, first } of linesOf(file)) {
    const rows: R[] = [];
    let line = first;
    try {
      for (const text of lines) {
        const row = line > skip ? read(text, line) : undefined;
        if (row !== undefined) {
          if (!anyOrder && before !== undefined && row.at < before.at && row.symbol === before.symbol)
            throw new Wrong(back(before.at - row.at));
          before = row;
          rows.push(row);
        }
        line++;
      }
    } catch (error) {
      throw error instanceof Wrong ? new DataError(file, line, error.message) : error;
    }
    some ||= rows.length > 0;
    yield rows;
  }
  if (!some)
    throw new DataError(file, 1, `has no ${format.kind}: it ends before the first, or is of another format than ${format.name}`);
}

const back = (by: Micros): string =>
  `time goes back by ${by / 1_000_000} s: the file is not in order ('sluice data cleanse' mends or drops such rows)`;
