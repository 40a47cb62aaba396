import { gzipSync } from 'node:zlib';
import { openRows, type ReadOptions } from '../../../src/market-data/read/rows';
import { type Folder, folder, saidOf } from '../files';

let dir: Folder;
beforeAll(() => {
  dir = folder();
});
afterAll(() => dir.remove());

async function readAll(file: string, options?: ReadOptions): Promise<void> {
  for await (const _ of (await openRows(file, options)).batches());
}

const HEAD = 'DT,SYMBOL,PRICE,SIZE';
const ROW = '2014-09-17 09:30:00.5,ETF,23.82,3';
const TEXT = `${HEAD}\n${ROW}\n`;
const LONG = `${HEAD}\n${`${ROW}\n`.repeat(40_000)}`;

const CASES: readonly (readonly [what: string, name: string, bytes: string | Uint8Array, said: string, options?: ReadOptions])[] =
  [
    ['empty', 'a.csv', '', 'a.csv:1: is empty'],
    [
      'only a header',
      'a.csv',
      `${HEAD}\n`,
      'a.csv:1: has no trades: it ends before the first, or is of another format than taq-clean-trades',
    ],
    ['gzip under another name', 'a.csv', gzipSync(TEXT), 'a.csv:1: is gzip but is not named .gz'],
    ['plain under .gz', 'a.csv.gz', Buffer.from(TEXT), 'a.csv.gz:1: is named .gz but is not gzip'],
    ['gzipped twice', 'a.csv.gz', gzipSync(gzipSync(TEXT)), 'a.csv.gz:1: is gzipped twice'],
    ['no text', 'a.csv', Buffer.from([1, 2, 0, 3]), 'a.csv:1: has a zero byte: the file is no text'],
    [
      'a line cut off',
      'a.csv',
      `${TEXT}2014-09-17 09:30:01,ETF,23`,
      'a.csv:3: has 3 of 4 columns: the line is cut off or of another format',
    ],
    [
      'a cell too many',
      'a.csv',
      `${HEAD}\n${ROW},9\n`,
      'a.csv:2: has 5 columns, and 4 are expected: the line is of another format',
    ],
    ['no number', 'a.csv', `${TEXT}2014-09-17 09:30:01,ETF,x,3\n`, "a.csv:3: PRICE (column 3) 'x' is not a number"],
    [
      'too fine',
      'a.csv',
      `${HEAD}\n2014-09-17 09:30:01,ETF,1.1234567,3\n`,
      "a.csv:2: PRICE (column 3) '1.1234567' has more than 6 decimals",
    ],
    ['below zero', 'a.csv', `${HEAD}\n2014-09-17 09:30:01,ETF,1,-3\n`, "a.csv:2: SIZE (column 4) '-3' is below zero"],
    ['no time', 'a.csv', `${HEAD}\n2014-02-30 09:30:01,ETF,1,3\n`, "a.csv:2: DT (column 1) '2014-02-30 09:30:01' is no time"],
    [
      'out of order',
      'a.csv',
      `${TEXT}2014-09-17 09:30:00,ETF,23,1\n`,
      "a.csv:3: time goes back by 0.5 s: the file is not in order ('sluice data cleanse' mends or drops such rows)",
    ],
    [
      'another format than named',
      'a.csv',
      TEXT,
      "a.csv:1: is not of the format bars-2024: its first line must be 'date;timestamp;close;high;low;open;price;volume'",
      { format: 'bars-2024' },
    ],
    [
      'unknown',
      'a.csv',
      'x,y\n',
      "a.csv:1: 'x,y' begins no format we know: name one (bitstamp-trades, bitstamp-books, binance-trades, binance-quotes, " +
        'binance-books, histdata-ticks, minutes-by-end)',
    ],
    [
      'no day',
      'a.csv',
      'ms_since_midnight_ny,price_x10000,size,exchange,cond_flags_hex,suspicious\n1,1,1,P,0,0\n',
      'a.csv:1: counts its stamps from midnight, and neither its name nor --day says of which day',
    ],
    ['a raw log of another source', 'a.log', 'hello\n', 'a.log:1: is no line of a raw log', { format: 'bitstamp-books' }],
    [
      'an update missing',
      'a.log',
      '1723161254100000000 {"lastUpdateId":5,"T":2,"bids":[],"asks":[]}\n' +
        '1723161254200000000 {"stream":"x@depth","data":{"T":3,"U":6,"u":8,"pu":5,"b":[],"a":[]}}\n' +
        '1723161254300000000 {"stream":"x@depth","data":{"T":3,"U":10,"u":11,"pu":9,"b":[],"a":[]}}\n',
      'a.log:3: the update begins at 10, and the one before ended at 8: updates are missing',
      { format: 'binance-books' },
    ],
    [
      'a later version of ours',
      'a.csv',
      '#sluice-rows 2 kind=bars priceScale=2 qtyScale=0\n',
      'a.csv:1: is of version 2 of our format, and this release reads version 1',
    ],
  ];

test.each(CASES.map(([what, ...rest]) => [what, rest] as const))(
  '%s: file, line and reason',
  async (_, [name, bytes, said, options]) => {
    const file = dir.raw(name, Buffer.from(bytes));
    expect(await saidOf(dir.path, readAll(file, options))).toBe(said);
  },
);

test('a gzip stream that ends early names the last line that was whole', async () => {
  const bytes = gzipSync(LONG);
  const file = dir.raw('cut.csv.gz', bytes.subarray(0, bytes.length - 20));
  expect(await saidOf(dir.path, readAll(file))).toMatch(/^cut\.csv\.gz:\d+: the gzip stream ends early: the file is truncated$/);
});

test('a damaged gzip stream is told as such', async () => {
  const bytes = gzipSync(LONG);
  // a block of a kind that there is not
  bytes[10] = 0xff;
  expect(await saidOf(dir.path, readAll(dir.raw('bad.csv.gz', bytes)))).toMatch(
    /^bad\.csv\.gz:\d+: the gzip stream is damaged \(/,
  );
});

test('a file that is not there', async () => {
  expect(await saidOf(dir.path, readAll(`${dir.path}/none.csv`))).toBe('none.csv:1: cannot be read (ENOENT)');
});

test('a large file comes in many batches, and each reading begins anew', async () => {
  const opened = await openRows(dir.file('long.csv.gz', LONG));
  const counts: number[][] = [[], []];
  for (const count of counts) for await (const batch of opened.batches()) count.push(batch.length);
  const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
  expect([counts.map(sum), counts[0]!.length > 3]).toEqual([[40_000, 40_000], true]);
});
