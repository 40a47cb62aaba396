import { DataError } from '../../src/core/data-error';
import { BUY, SELL } from '../matching/types';
import { readLines } from './lines';
import { readFields } from './lobster-fields';
import { room } from './replay/columns';

/** LOBSTER's event types. 6 (cross trade) is in newer files only. */
export const EVENT = { Added: 1, Reduced: 2, Deleted: 3, Executed: 4, HiddenExecuted: 5, Crossed: 6, Halted: 7 } as const;

/** A LOBSTER message file, one column a field, a row a message. */
export interface MessageFile {
  readonly file: string;
  readonly rows: number;
  /** Nanoseconds since midnight, never going back. */
  readonly time: Float64Array;
  readonly type: Uint8Array;
  readonly id: Float64Array;
  readonly size: Int32Array;
  /** US dollars x 10,000; of a halt message -1 (halted), 0 (quoting) or 1 (trading). */
  readonly price: Float64Array;
  /** Side of the resting order. */
  readonly side: Uint8Array;
}

/** A LOBSTER order book file: row k is the book after message k. */
export interface BookFile {
  readonly file: string;
  readonly rows: number;
  readonly levels: number;
  /** rows x levels x (ask price, ask size, bid price, bid size); prices in US dollars x 10,000; an empty level has size 0. */
  readonly cells: Int32Array;
}

/** Reads a message file (plain, or gzip named `.gz`); rejects with a DataError that names file, line and reason. */
export async function readMessageFile(file: string): Promise<MessageFile> {
  const n = 1 << 16;
  let [time, type, id] = [new Float64Array(n), new Uint8Array(n), new Float64Array(n)];
  let [size, price, side] = [new Int32Array(n), new Float64Array(n), new Uint8Array(n)];
  const field = new Float64Array(6);
  const rows = await readLines(file, (bytes, start, end, line) => {
    const wrong = readFields({ bytes, start, end }, field, 6, 9) ?? wrongMessage(field);
    if (wrong) throw new DataError(file, line, wrong);
    const k = line - 1;
    if (k === time.length) {
      [time, type, id] = [room(time, k + 1), room(type, k + 1), room(id, k + 1)];
      [size, price, side] = [room(size, k + 1), room(price, k + 1), room(side, k + 1)];
    }
    if (k > 0 && field[0]! < time[k - 1]!) throw new DataError(file, line, 'time goes back: the file is not in order');
    time[k] = field[0]!;
    type[k] = field[1]!;
    id[k] = field[2]!;
    size[k] = field[3]!;
    price[k] = field[4]!;
    side[k] = field[5] === 1 ? BUY : SELL;
  });
  if (rows === 0) throw new DataError(file, 1, 'is empty');
  return { file, rows, time, type, id, size, price, side };
}

/** What is wrong with a message's values, or undefined. */
function wrongMessage(field: Float64Array): string | undefined {
  const [time, type, id, size, price, direction] = field as unknown as [number, number, number, number, number, number];
  if (time < 0 || time >= 86_400e9) return 'time (column 1) is not within a day';
  if (type < 1 || type > 7) return `type (column 2) is ${type}, not 1 to 7`;
  if (direction !== 1 && direction !== -1) return `direction (column 6) is ${direction}, not 1 or -1`;
  if (type === EVENT.Halted)
    return price >= -1 && price <= 1 ? undefined : `price (column 5) of a halt is ${price}, not -1, 0 or 1`;
  if (size <= 0 || size > 0x7fffffff) return `size (column 4) is ${size}, not from 1 to 2147483647`;
  if (price <= 0) return `price (column 5) is ${price}, not above 0`;
  const named = type > EVENT.Executed || (id > 0 && id < 2 ** 50);
  return named ? undefined : `order id (column 3) is ${id}, not above 0 and below 2^50`;
}

/** Reads an order book file; rejects with a DataError that names file, line and reason. */
export async function readBookFile(file: string): Promise<BookFile> {
  let cells = new Int32Array(1 << 18);
  let width = 0;
  let field = new Float64Array(0);
  const rows = await readLines(file, (bytes, start, end, line) => {
    if (line === 1) {
      width = columnsIn(bytes, start, end);
      if (width % 4 !== 0) throw new DataError(file, line, `has ${width} columns, not a multiple of 4: not an order book file`);
      field = new Float64Array(width);
    }
    const wrong = readFields({ bytes, start, end }, field, width) ?? wrongBook(field);
    if (wrong) throw new DataError(file, line, wrong);
    cells = room(cells, line * width);
    for (let i = 0; i < width; i++) cells[(line - 1) * width + i] = field[i | 1] === 0 ? 0 : field[i]!;
  });
  if (rows === 0) throw new DataError(file, 1, 'is empty');
  return { file, rows, levels: width / 4, cells };
}

function columnsIn(bytes: Uint8Array, start: number, end: number): number {
  let columns = 1;
  for (let i = start; i < end; i++) if (bytes[i] === 44) columns++;
  return columns;
}

/** What is wrong with a book's levels, or undefined. Dummy prices of empty levels (+-9999999999, size 0) keep the order too. */
function wrongBook(field: Float64Array): string | undefined {
  for (let i = 0; i < field.length; i += 2) {
    if (field[i + 1]! < 0 || field[i + 1]! > 0x7fffffff) return `size (column ${i + 2}) is out of range`;
    if (field[i + 1] !== 0 && (field[i]! <= 0 || field[i]! > 0x7fffffff)) return `price (column ${i + 1}) is out of range`;
    const better = i >= 4 ? field[i - 4]! : undefined;
    const ask = i % 4 === 0;
    if (better !== undefined && field[i + 1] !== 0 && (ask ? field[i]! <= better : field[i]! >= better))
      return `level ${(i >> 2) + 1} (column ${i + 1}) is not behind the level before it: not an order book file`;
  }
  return field[1] !== 0 && field[3] !== 0 && field[0]! <= field[2]! ? 'best ask is not above best bid' : undefined;
}
