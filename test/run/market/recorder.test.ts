import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Input } from '../../../src/core/facts';
import { type Instrument, instrumentOf } from '../../../src/core/instruments';
import { loadRows } from '../../../src/market-data/read/rows';
import { Levels } from '../../../src/run/market/levels';
import { MarketRecorder } from '../../../src/run/market/recorder';

/** 2026-01-05T10:00:00Z */
const T0 = 1_767_607_200_000_000;
const DAY = 86_400_000_000;
const ACME = instrumentOf({ symbol: 'ACME', tick: '0.01', lot: '1' });

const levels = (...of: [px: number, qty: number][]): Levels => {
  const side = new Levels();
  for (const [px, qty] of of) side.add(px, qty);
  return side;
};
const BIDS = levels([99_990_000, 100_00], [99_980_000, 50_50]);
const ASKS = levels([100_010_000, 70_00]);

describe('a recording', () => {
  let dir: string;
  let posted: Input[];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-record-'));
    posted = [];
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const recorder = (at = dir): MarketRecorder => new MarketRecorder(at, input => posted.push(input));
  /** Records `n` books from number `from` on. */
  async function record(n: number, from = 0, of: Instrument = ACME): Promise<void> {
    const r = recorder();
    for (let i = from; i < from + n; i++) r.book(of, T0 + i, BIDS, ASKS);
    await r.stop();
  }
  const file = (name = 'ACME.books.csv.gz', day = '2026-01-05'): string => join(dir, day, name);
  const booksIn = async (path = file()): Promise<number[]> => [...(await loadRows(path, 'books')).rows].map(row => row.at - T0);

  test('reads back as it was received: books, trades, halts and news, by symbol and day', async () => {
    const r = recorder();
    r.book(ACME, T0, BIDS, ASKS);
    r.trade(ACME, T0 + 1, 100_010_000, 5_00, 1);
    r.trade(ACME, T0 + 2, 100_005_000, 2_00, 0);
    r.book(instrumentOf({ symbol: 'BRK/B', tick: '0.01', lot: '1' }), T0 + 3, BIDS, levels());
    r.status('ACME', T0 + 4, false);
    r.news({ type: 'NewsReceived', source: 'MD', headline: 'x', symbols: [], urgency: 'flash', receivedAt: T0 }, T0 + 5);
    r.book(ACME, T0 + DAY, levels(), levels());
    await r.stop();
    const { rows: books, priceScale, qtyScale } = await loadRows(file(), 'books');
    const { rows: trades } = await loadRows(file('ACME.trades.csv.gz'), 'trades');
    const common = { symbol: 'ACME' };
    expect([
      [...books, priceScale, qtyScale],
      [...trades],
      readFileSync(file('events.jsonl'), 'utf8'),
      readdirSync(dir).map(day => [day, readdirSync(join(dir, day)).sort()]),
      posted,
    ]).toEqual([
      [
        {
          ...{ at: T0, received: T0, line: 3, ...common },
          bids: [
            { price: 99_990_000, qty: 100_00 },
            { price: 99_980_000, qty: 50_50 },
          ],
          asks: [{ price: 100_010_000, qty: 70_00 }],
        },
        6,
        2,
      ],
      [
        { at: T0 + 1, received: T0 + 1, line: 3, ...common, price: 100_010_000, qty: 5_00, aggressor: 'buy' },
        { at: T0 + 2, received: T0 + 2, line: 4, ...common, price: 100_005_000, qty: 2_00 },
      ],
      `{"at":${T0 + 4},"symbol":"ACME","trading":false}\n{"at":${T0 + 5},"source":"MD","headline":"x","symbols":[],"urgency":"flash"}\n`,
      [
        ['2026-01-05', ['ACME.books.csv.gz', 'ACME.trades.csv.gz', 'BRK%2FB.books.csv.gz', 'events.jsonl']],
        ['2026-01-06', ['ACME.books.csv.gz']],
      ],
      [],
    ]);
  });

  test('is made of members of bounded length, which any gzip reader takes', async () => {
    await record(5_000);
    const bytes = readFileSync(file());
    const lengths: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt16LE(at + 16) + 1;
      lengths.push(gunzipSync(bytes.subarray(at, at + length)).length);
      at += length;
    }
    expect([lengths.length > 5, Math.max(...lengths) <= 60_000, (await booksIn()).length]).toEqual([true, true, 5_000]);
  });

  test('goes on after a restart where it was', async () => {
    await record(3);
    await record(2, 3);
    expect([await booksIn(), readdirSync(join(dir, '2026-01-05'))]).toEqual([[0, 1, 2, 3, 4], ['ACME.books.csv.gz']]);
  });

  test.each<[string, (path: string) => void, number[]]>([
    ['cut off within its last member', path => truncateSync(path, statSync(path).size - 5), [0, 1, 9]],
    [
      'with bytes behind its end that are none of ours',
      path => appendFileSync(path, 'rubbish that is long enough'),
      [0, 1, 2, 3, 9],
    ],
    [
      'with a last member that is damaged within',
      path => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 20]! ^= 0xff;
        writeFileSync(path, bytes);
      },
      [0, 1, 9],
    ],
    ['cut off within its first member', path => truncateSync(path, 30), [9]],
    ['empty', path => truncateSync(path, 0), [9]],
  ])('after a crash that left it %s goes on behind the last whole member', async (_how, damage, rows) => {
    await record(2);
    await record(2, 2);
    damage(file());
    await record(1, 9);
    expect([await booksIn(), posted]).toEqual([rows, []]);
  });

  test('rows in other units, and a file of that name that is none of ours, are another file', async () => {
    mkdirSync(join(dir, '2026-01-05'));
    writeFileSync(file(), 'something of somebody, and not to be lost');
    await record(1);
    await record(1, 1, instrumentOf({ symbol: 'ACME', tick: '0.001', lot: '1' }));
    await record(1, 2);
    expect([
      readFileSync(file(), 'utf8'),
      await booksIn(file('ACME.books.2.csv.gz')),
      await booksIn(file('ACME.books.3.csv.gz')),
    ]).toEqual(['something of somebody, and not to be lost', [0, 2], [1]]);
  });

  test('that cannot be written is told once, with what is lost once it can', async () => {
    const blocked = join(dir, 'blocked');
    writeFileSync(blocked, 'a file in the way of the folder');
    const r = recorder(blocked);
    r.book(ACME, T0, BIDS, ASKS);
    r.trade(ACME, T0, 1, 1, 0);
    r.book(ACME, T0 + DAY, BIDS, ASKS); // the day before is handed on
    await new Promise(resolve => setTimeout(resolve, 50));
    rmSync(blocked);
    r.book(ACME, T0 + 2 * DAY, BIDS, ASKS);
    await r.stop();
    const { rows } = await loadRows(join(blocked, '2026-01-07', 'ACME.books.csv.gz'), 'books');
    expect([posted, [...rows].length]).toEqual([
      [
        { type: 'RecordingFailed', where: blocked, why: expect.stringContaining('ENOTDIR') },
        { type: 'RecordingResumed', where: blocked, lost: 2 },
      ],
      1,
    ]);
  });
});
