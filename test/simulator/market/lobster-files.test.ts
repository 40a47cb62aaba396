import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBookFile, readMessageFile } from '../../../simulator/market/lobster-files';
import { openTape } from '../../../simulator/market/lobster-tape';
import type { DataError } from '../../../src/core/data-error';
import { fileOf, gz } from './tapes';

const GOOD = '34200.004241176,1,16113575,18,5853300,1\n34200.1,4,16113575,18,5853300,1\n34201,7,0,0,-1,-1\n';
const BOOK = '5859400,200,5853300,18\n5859400,200,-9999999999,0\n';
/** Long enough that a cut gzip stream ends after some lines. */
const LONG = Array.from(
  { length: 200_000 },
  (_, i) => `${34_200 + i / 1000},1,${i + 1},${((i * 7919) % 1000) + 1},5853300,1\n`,
).join('');

const PACKED = gz(LONG);
/** The same with a bit of its checksum (the fifth byte from the end) turned over. */
const flipped = (packed: Buffer): Buffer => {
  packed[packed.length - 5]! ^= 1;
  return packed;
};

/** What reading says: file and folder are cut from the message. */
async function problem(read: (file: string) => Promise<unknown>, name: string, content: string | Buffer): Promise<string> {
  const file = fileOf(name, content);
  return read(file).then(
    () => 'none',
    (e: DataError) => `${e.name} ${e.message.replace(file, '')}`,
  );
}

describe('a LOBSTER message file', () => {
  test.each([
    ['m.csv', GOOD],
    ['m.csv', GOOD.trimEnd()],
    ['m.csv', GOOD.replaceAll('\n', '\r\n')],
    ['m.csv.gz', gz(GOOD)],
  ])('%s is read column by column, with or without a last line end', async (name, content) => {
    const m = await readMessageFile(fileOf(name, content));
    expect({
      rows: m.rows,
      first: [m.time[0], m.type[0], m.id[0], m.size[0], m.price[0], m.side[0]],
      last: [m.time[2], m.type[2], m.price[2], m.side[2]],
    }).toEqual({
      rows: 3,
      first: [34200004241176, 1, 16113575, 18, 5853300, 0],
      last: [34201000000000, 7, -1, 1],
    });
  });

  test('longer than a chunk and than the first columns, it comes out the same plain and gzipped', async () => {
    const [plain, packed] = [await readMessageFile(fileOf('m.csv', LONG)), await readMessageFile(fileOf('m.csv.gz', PACKED))];
    const sum = (a: Int32Array): number => a.reduce((total, n) => total + n, 0);
    expect([plain.rows, plain.id[199_999], sum(plain.size)]).toEqual([packed.rows, 200_000, sum(packed.size)]);
  });

  test.each([
    ['a line cut off between columns', `${GOOD}34202,1,5`, ':4: has 3 of 6 columns: the line is cut off or of another format'],
    ['a line cut off in its last column', `${GOOD}34202,1,5,100,5853300,-`, ':4: ends within column 6: the line is cut off'],
    ['times that go back', `${GOOD}34200,1,5,100,5853300,1\n`, ':4: time goes back: the file is not in order'],
    ['a header', `time,type\n${GOOD}`, ':1: column 1 is not a number'],
    ['another separator', GOOD.replaceAll(',', ';'), ':1: column 1 is not a number'],
    ['an order book file', BOOK, ':1: has 4 of 6 columns: the line is cut off or of another format'],
    ['a column too many', '34200,1,1,1,100,1,9\n', ':1: has more than the 6 columns expected, or column 6 is not an integer'],
    ['an empty line', `${GOOD}\n`, ':4: ends within column 1: the line is cut off'],
    ['a type that does not exist', '34200,9,1,1,100,1\n', ':1: type (column 2) is 9, not 1 to 7'],
    ['a direction that does not exist', '34200,1,1,1,100,0\n', ':1: direction (column 6) is 0, not 1 or -1'],
    ['no size', '34200,1,1,0,100,1\n', ':1: size (column 4) is 0, not from 1 to 2147483647'],
    ['no price', '34200,1,1,1,0,1\n', ':1: price (column 5) is 0, not above 0'],
    ['no order id', '34200,4,0,1,100,1\n', ':1: order id (column 3) is 0, not above 0 and below 2^50'],
    ['a time after midnight', '86400,1,1,1,100,1\n', ':1: time (column 1) is not within a day'],
    ['a number too large', '34200,1,99999999999999999,1,100,1\n', ':1: column 3 is too large'],
    ['an unknown halt', '34200,7,0,0,5,-1\n', ':1: price (column 5) of a halt is 5, not -1, 0 or 1'],
    ['nothing in it', '', ':1: is empty'],
  ])('with %s is refused with file, line and reason', async (_name, content, message) => {
    expect(await problem(readMessageFile, 'm.csv', content)).toBe(`DataError ${message}`);
  });

  test.each([
    ['plain under a gzip name', 'm.csv.gz', Buffer.from(GOOD), /^DataError :1: is named .gz but is not gzip$/],
    ['gzip under a plain name', 'm.csv', gz(GOOD), /^DataError :1: is gzip but is not named .gz$/],
    ['gzipped twice', 'm.csv.gz', gz(gz(GOOD)), /^DataError :1: is gzipped twice$/],
    [
      'truncated',
      'm.csv.gz',
      PACKED.subarray(0, PACKED.length >> 1),
      /^DataError :\d{5,}: the gzip stream ends early: the file is truncated$/,
    ],
    [
      'cut off behind its last line',
      'm.csv.gz',
      gz(GOOD).subarray(0, -4),
      /^DataError :\d: the gzip stream ends early: the file is truncated$/,
    ],
    ['damaged', 'm.csv.gz', flipped(gz(GOOD)), /^DataError :\d: the gzip stream is damaged \(incorrect data check\)$/],
  ])('%s is refused with file, line and reason', async (_name, name, content, message) => {
    expect(await problem(readMessageFile, name, content)).toMatch(message);
  });

  test('that does not exist is refused so', async () => {
    await expect(readMessageFile('/nowhere/m.csv')).rejects.toThrow('/nowhere/m.csv:1: cannot be read (ENOENT)');
  });
});

describe('a LOBSTER order book file', () => {
  test('is read level by level; an empty level has neither price nor size', async () => {
    const b = await readBookFile(fileOf('b.csv', BOOK));
    expect({ rows: b.rows, levels: b.levels, cells: [...b.cells.subarray(0, 8)] }).toEqual({
      rows: 2,
      levels: 1,
      cells: [5859400, 200, 5853300, 18, 5859400, 200, 0, 0],
    });
  });

  test.each([
    ['a message file', GOOD, ':1: has 6 columns, not a multiple of 4: not an order book file'],
    ['crossed prices', '5853300,200,5853300,18\n', ':1: best ask is not above best bid'],
    [
      'levels out of order',
      '11,1,9,1,12,1,9,1\n',
      ':1: level 2 (column 7) is not behind the level before it: not an order book file',
    ],
    ['a negative size', '11,1,9,-1\n', ':1: size (column 4) is out of range'],
    ['a negative price', '11,1,-9,1\n', ':1: price (column 3) is out of range'],
    ['a line cut off', `${BOOK}5859400,200,58`, ':3: has 3 of 4 columns: the line is cut off or of another format'],
    ['nothing in it', '', ':1: is empty'],
  ])('that is %s is refused with file, line and reason', async (_name, content, message) => {
    expect(await problem(readBookFile, 'b.csv', content)).toBe(`DataError ${message}`);
  });
});

describe('openTape', () => {
  test('finds the order book file beside the message file, and the price the day begins at', async () => {
    const file = fileOf('X_message_1.csv', GOOD);
    const alone = await openTape(file);
    writeFileSync(join(file, '..', 'X_orderbook_1.csv'), BOOK);
    const both = await openTape(file);
    expect([alone.books, alone.firstPrice, both.books?.rows]).toEqual([undefined, 5853300, 2]);
  });

  test('refuses a day without a visible order', async () => {
    const file = fileOf('X_message_1.csv', '34200,5,0,1,100,1\n');
    await expect(openTape(file)).rejects.toThrow(`${file}:1: has no visible order in it`);
  });
});
