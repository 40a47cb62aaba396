import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LevelColumns } from '../../../src/core/features/levels';
import { SymbolFeatures } from '../../../src/market-data/features/symbol-features';
import { readFeatures } from '../../../src/market-data/features/table';
import type { FeaturesRequest } from '../../../src/run/data-features';
import { type Folder, folder, saidOf } from '../files';
import { featuresOf, market, STAMP } from './feature-file';
import { vectorOf } from './heard';

let dir: Folder;
beforeEach(() => {
  dir = folder();
});
afterEach(() => dir.remove());

const read = (name: string) => readFeatures(join(dir.path, name));
/** Rows of a file as text. */
const rowsOf = (name: string): string[] =>
  readFileSync(join(dir.path, name), 'utf8')
    .split('\n')
    .filter(line => /^\d/.test(line));
const column = async (name: string, feature: string): Promise<number[]> => [...(await read(name)).column(feature)];

/** What was known of a market by a moment: rows received later are cut off. */
function until({ books, trades }: ReturnType<typeof market>, moment: number, received: 1 | 2): ReturnType<typeof market> {
  const cut = (text: string): string =>
    text
      .split('\n')
      .filter(line => !/^\d/.test(line) || Number(line.split(',')[received]) <= moment)
      .join('\n');
  return { books: cut(books), trades: cut(trades) };
}

describe('rows of features know no future', () => {
  test.each([
    ['stamps of the venue', undefined, 1],
    ['stamps of receipt', 0.3, 2],
  ] as const)('%s: what comes later changes no row', async (_name, delay, received) => {
    const whole = market(120, delay);
    await featuresOf(dir, whole, 'whole.csv');
    const known: boolean[] = [];
    for (const seconds of [20, 45.5, 90.75]) {
      const name = `until-${seconds}.csv`;
      await featuresOf(dir, until(whole, STAMP(seconds), received), name);
      const [some, all] = [rowsOf(name), rowsOf('whole.csv')];
      known.push(some.length > 0 && some.every((row, i) => row === all[i]));
    }
    expect(known).toEqual([true, true, true]);
  });

  test('the row as of a moment is never one of later, whatever moment is asked for', async () => {
    await featuresOf(dir, market(60, 0.3), 'a.csv', { every: '700ms' });
    const table = await read('a.csv');
    const asked = Array.from({ length: 700 }, (_, i) => STAMP(i / 10 - 5));
    const wrong = asked.filter(moment => {
      const row = table.rowAsOf(moment);
      const next = table.at[row + 1];
      const late = row >= 0 && (table.at[row]! > moment || table.asOf[row]! > moment);
      return late || (next !== undefined && next <= moment);
    });
    expect([wrong, table.rowAsOf(STAMP(-1))]).toEqual([[], -1]);
  });

  test('a row is what an engine that is told as much says', async () => {
    await featuresOf(dir, market(30, 0.25), 'a.csv');
    const engine = new SymbolFeatures({ qtyScale: 0 });
    const [bids, asks] = [new LevelColumns(), new LevelColumns()];
    for (let s = 0; s < 20; s++) {
      const bid = 9_999 + ((s * 7) % 5);
      bids.clear();
      asks.clear();
      bids.add(bid, 100 + ((s * 37) % 90));
      bids.add(bid - 1, 300);
      asks.add(bid + 2, 100 + ((s * 53) % 70));
      engine.book(STAMP(s + 0.25), bids, asks);
      if (s % 3 === 0) engine.trade(STAMP(s + 0.75), bid + 2, 10 + (s % 7), 1);
    }
    const table = await read('a.csv');
    const row = table.rowAsOf(STAMP(20));
    const names = table.header.features.map(f => f.name);
    const said = Object.fromEntries(names.map(name => [name, table.column(name)[row]!]));
    expect(said).toEqual(vectorOf(engine, STAMP(20)));
  });
});

describe('rows of features', () => {
  test('stamps of a venue are received so much later, and the file says so', async () => {
    await featuresOf(dir, market(10), 'a.csv');
    await featuresOf(dir, market(10), 'b.csv', { latency: '2250ms' });
    const [soon, late] = [await read('a.csv'), await read('b.csv')];
    expect([soon.asOf[0], late.asOf[0], late.header.latency]).toEqual([STAMP(0), STAMP(2.75), 2_250_000]);
  });

  test('are the same with files in another order, and with the halves of a file one after the other', async () => {
    const whole = market(60, 0.1);
    await featuresOf(dir, whole, 'a.csv');
    const files = [join(dir.path, 'a.csv.trades.csv'), join(dir.path, 'a.csv.books.csv')];
    await featuresOf(dir, whole, 'b.csv', { files });
    const lines = whole.books.trimEnd().split('\n');
    const head = lines.slice(0, 2);
    const halves = [lines.slice(0, 32), [...head, ...lines.slice(32)]].map((part, i) =>
      dir.file(`h${i}.csv`, `${part.join('\n')}\n`),
    );
    await featuresOf(dir, whole, 'c.csv', { files: [...halves, files[0]!] });
    expect([rowsOf('b.csv'), rowsOf('c.csv')]).toEqual([rowsOf('a.csv'), rowsOf('a.csv')]);
  });

  test('are handed on piece by piece, and are all there', async () => {
    const { rows } = await featuresOf(dir, market(20), 'a.csv', { every: '1ms' });
    const { at } = await read('a.csv');
    const steps = new Set([...at].slice(1).map((moment, i) => moment - at[i]!));
    expect([rows, at.length, [...steps]]).toEqual([19_000, 19_000, [1_000]]);
  });

  test('stop a minute after the last update, and go on with the next', async () => {
    const { books, trades } = market(3);
    const later = `4,${STAMP(600)},,ACME,99.99:100,100.01:100,\n5,${STAMP(602)},,ACME,99.99:100,100.01:100,\n`;
    await featuresOf(dir, { books: `${books}${later}`, trades }, 'a.csv');
    const at = [...(await read('a.csv')).at].map(moment => (moment - STAMP(0)) / 1e6);
    expect(at).toEqual([...Array.from({ length: 63 }, (_, s) => s), 600, 601]);
  });

  test('halts and news come from the recorder of events', async () => {
    const events = dir.file(
      'events.jsonl',
      [
        { at: STAMP(3), symbol: 'OTHER', trading: false },
        { at: STAMP(5), symbol: 'ACME', trading: false },
        { at: STAMP(6), source: 'wire', headline: 'h', symbols: ['ACME'], urgency: 'flash' },
        { at: STAMP(6.5), source: 'wire', headline: 'h', symbols: ['OTHER'], urgency: 'normal' },
        { at: STAMP(8), symbol: 'ACME', trading: true },
      ]
        .map(e => `${JSON.stringify(e)}\n`)
        .join(''),
    );
    await featuresOf(dir, market(12), 'a.csv', { events });
    const [halted, urgency] = [await column('a.csv', 'sinceHalt'), await column('a.csv', 'newsUrgency')];
    const nan = Number.NaN;
    expect([halted, urgency]).toEqual([
      [nan, nan, nan, nan, nan, 0, 0, 0, 0, 1, 2],
      [nan, nan, nan, nan, nan, nan, 1, 1, 1, 1, 1],
    ]);
  });

  test('volume is compared with days before that day', async () => {
    const reference = join(dir.path, 'reference');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(reference);
    dir.file('reference/calendars.csv', 'market,zone\nX,UTC\n');
    dir.file(
      'reference/phases.csv',
      'market,schedule,from,until,phase,start,end,lastEntry,lastCancel\nX,regular,2025-01-01,,continuous,10:00,11:00,,\n',
    );
    const day = (date: string, volume: number): string => `ACME,${date},10:00,11:00,600,,${Array(6).fill(volume).join(' ')}\n`;
    const volumes = dir.file(
      'volumes.csv',
      `symbol,day,open,close,binSeconds,closing,volumes\n${day('2025-12-30', 60)}${day('2025-12-31', 180)}${day('2026-01-05', 9_999)}`,
    );
    await featuresOf(dir, market(62), 'a.csv', { volumes, reference, market: 'X' });
    // two days of a mean of 720 shares; by the prior for the most part, 18 of 20 days
    const table = await read('a.csv');
    const traded = Array.from({ length: 20 }, (_, i) => 10 + ((3 * i) % 7)).reduce((a, b) => a + b, 0);
    const prior = 0.6 / 6 + 0.2 * ((2 / 6 - 1) ** 3 + 1);
    const done = ((2 / 6 + 18 * prior) / 20 / 10) * 1;
    expect([table.column('volumeDay')[60]!.toFixed(5), Object.keys(table.header.config)]).toEqual([
      (traded / (720 * done)).toFixed(5),
      ['volumes', 'reference', 'market'],
    ]);
  });
});

describe('features are not made of everything', () => {
  const QUOTES = `#sluice-rows 1 kind=quotes priceScale=2 qtyScale=0\nsource,at,received,symbol,venue,bid,bidQty,ask,askQty,flags\n`;
  const twoVenues = `${QUOTES}1,${STAMP(0)},,ACME,N,99.99,1,100.01,1,\n2,${STAMP(1)},,ACME,P,99.98,1,100.01,1,\n3,${STAMP(3)},,ACME,N,99.99,1,100.01,1,\n`;
  const twoSymbols = twoVenues.replace('ACME,P', 'OTHER,N');
  const mixed = market(3).books.replace(`${STAMP(2)},,`, `${STAMP(2)},${STAMP(2)},`);
  const bars =
    '#sluice-rows 1 kind=bars priceScale=2 qtyScale=0\nsource,at,received,symbol,length,open,high,low,close,volume,vwap,flags\n';
  const bar = `1,${STAMP(0)},,ACME,60000000,1,1,1,1,1,,\n`;

  test.each<[string, string, Partial<FeaturesRequest>, string]>([
    ['no book', market(9).trades, {}, 'x.csv:1: has trades: features need a book too, so name a file of quotes or books'],
    ['bars', `${bars}${bar}`, {}, 'x.csv:1: has bars: features are made of quotes, books and trades'],
    ['several venues', twoVenues, {}, 'x.csv:4: is of the venue P, and rows before it are of N: name one with --venue'],
    [
      'several symbols',
      twoSymbols,
      {},
      'x.csv:4: is of the symbol OTHER, and rows before it are of ACME: name one with --symbol',
    ],
    ['stamps of receipt in some rows', mixed, {}, 'x.csv:5: has a stamp of receipt, unlike the rows before it'],
    [
      'an empty grid',
      market(1).books,
      {},
      'the files end before the first row: they are shorter than --every, or have no market in them',
    ],
    ['--every', market(9).books, { every: '0.1ms' }, '--every: 0.1ms is shorter than 1ms'],
    ['--every', market(9).books, { every: 'often' }, "--every: 'often' is not a length of time such as 500us, 20ms, 1.5s or 1m"],
    [
      '--latency',
      market(9).books,
      { latency: '-1s' },
      "--latency: '-1s' is not a length of time such as 500us, 20ms, 1.5s or 1m",
    ],
    ['--day', market(9).books, { day: 'monday' }, "--day: 'monday' is no day such as 2013-10-07"],
    [
      '--format',
      market(9).books,
      { format: ['a', 'b'] },
      '--format: 2 formats for 1 files: name one for all, or one for each in their order',
    ],
    [
      '--volumes alone',
      market(9).books,
      { volumes: 'v.csv' },
      '--volumes and --reference: name both, or neither (then volume is compared with nothing)',
    ],
    [
      'events that are none',
      market(9).books,
      { events: 'EVENTS' },
      'events.jsonl:2: is neither a halt ({"at", "symbol", "trading"}) nor news ({"at", "symbols", "urgency"})',
    ],
    ['no such folder', market(9).books, { out: '/nowhere/x.csv' }, '/nowhere/x.csv:1: cannot be written (ENOENT)'],
    ['no such file', market(9).books, { files: ['/nowhere.csv'] }, '/nowhere.csv:1: cannot be read (ENOENT)'],
  ])('%s', async (_name, text, over, said) => {
    const file = dir.file('x.csv', text);
    const events = dir.file('events.jsonl', `{"at":1,"symbol":"ACME","trading":true}\n{"at":"soon"}\n`);
    const given = { files: [file], ...over, ...(over.events !== undefined && { events }) };
    expect(await saidOf(dir.path, featuresOf(dir, market(1), 'out.csv', given))).toBe(said);
  });

  test('of several venues or symbols the one that is named is taken', async () => {
    const files = (text: string) => [dir.file('x.csv', text)];
    const n = await featuresOf(dir, market(1), 'n.csv', { files: files(twoVenues), venue: 'N' });
    const acme = await featuresOf(dir, market(1), 'acme.csv', { files: files(twoSymbols), symbol: 'ACME' });
    expect([n.rows, acme.rows, rowsOf('n.csv')]).toEqual([3, 3, rowsOf('acme.csv')]);
  });
});
