import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dayFromText } from '../../../src/core/civil';
import { calendarOf, ticksOf } from '../../../src/core/reference/reference';
import { readReference } from '../../../src/market-data/reference/folder';
import { TABLES } from '../../../src/market-data/reference/tables';
import { type Folder, folder } from '../files';

const day = (text: string): number => dayFromText(text)!;
let dir: Folder;
beforeEach(() => {
  dir = folder();
});
afterEach(() => dir.remove());

/** What is said of a folder with this file, without the folder; undefined where nothing is wrong. */
function said(files: Readonly<Record<string, string>>): string | undefined {
  for (const [name, text] of Object.entries(files)) dir.file(name, text);
  try {
    readReference(dir.path);
    return undefined;
  } catch (error) {
    return (error as Error).message.replaceAll(`${dir.path}/`, '');
  }
}

test('the sample set: everything as of a day', () => {
  const reference = readReference(join(__dirname, '../../../sessions/paper/reference'));
  const ticks = (on: string, price: number): number => ticksOf(reference, 'ACME', day(on), 4)!.at(price);
  expect({
    lots: ['2026-03-01', '2026-03-02'].map(on => reference.listings.asOf('ACME', day(on))?.roundLot),
    ticks: [ticks('2026-06-30', 20_000), ticks('2026-07-01', 20_000), ticks('2026-07-01', 600_000)],
    split: reference.actions.splitRatio('ACME', day('2026-03-01'), day('2026-03-02')),
    owners: ['2019-01-02', '2019-07-01', '2020-01-01'].map(on => reference.tickers.securityOf('BOLT', day(on))),
    halt: reference.halts.at('BOLT', Date.parse('2026-03-18T16:44:00Z') * 1000)?.reason,
    half: calendarOf(reference, 'BOLT', day('2026-11-27'))!.phasesOf(day('2026-11-27')).length,
  }).toEqual({
    lots: ['100', '40'],
    ticks: [100, 50, 100],
    split: { num: 4n, den: 1n },
    owners: ['SEC-OLDBOLT', undefined, 'SEC-BOLT'],
    halt: 'market-wide circuit breaker',
    half: 5,
  });
});

const CALENDAR = { 'calendars.csv': 'market,zone\nXSIM,America/New_York\n' };

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'an unknown column',
    { 'halts.csv': 'symbol,start,end,reason,why\n' },
    "halts.csv:1: unknown column 'why': symbol, start, end, reason",
  ],
  ['a column missing', { 'halts.csv': 'symbol,start,end\n' }, "halts.csv:1: column 'reason' is missing"],
  ['a cell too few', { 'calendars.csv': 'market,zone\nXSIM\n' }, 'calendars.csv:2: 1 cells, and there are 2 columns'],
  ['an empty cell', { 'calendars.csv': 'market,zone\nXSIM,\n' }, 'calendars.csv:2: zone: must be a name, and is empty'],
  ['a zone', { 'calendars.csv': 'market,zone\nXSIM,Mars\n' }, "calendars.csv:2: zone: 'Mars' is no IANA time zone"],
  [
    'days and times, all of them',
    {
      ...CALENDAR,
      'phases.csv':
        'market,schedule,from,phase,start,end\nXSIM,regular,2026-02-30,continuous,9:30,16:00\nXSIM,regular,2026-01-01,lunch,12:00,13:00\n',
    },
    "phases.csv:2: from: must be a day such as 2026-01-05, and is '2026-02-30'\n" +
      "phases.csv:2: start: must be a time such as 09:30 or 15:59:45, and is '9:30'\n" +
      "phases.csv:3: phase: must be one of pre-open, opening-auction, continuous, closing-auction, post-close, and is 'lunch'",
  ],
  [
    'a market without a calendar',
    { ...CALENDAR, 'special-days.csv': 'market,day,name\nXXX,2026-01-01,New Year\n' },
    "special-days.csv:2: market: 'XXX' is not in calendars.csv",
  ],
  [
    'a schedule that there is not',
    { ...CALENDAR, 'special-days.csv': 'market,day,name,schedule\nXSIM,2026-01-01,New Year,half\n' },
    "calendars.csv:2: 'New Year' names a schedule 'half' that XSIM does not have",
  ],
  [
    'a tick table without a bottom',
    { 'tick-tables.csv': 'table,from,floor,tick\nt,2026-01-01,1,0.01\n' },
    "tick-tables.csv: table 't': no band begins at 0: prices below the first have no tick",
  ],
  [
    'two listings on a day',
    { 'listings.csv': 'symbol,from,market,tickTable,roundLot,currency\nA,2026-01-01,M,t,100,USD\nA,2026-02-01,M,t,1,USD\n' },
    "listings.csv: 'A' has two rows on 2026-02-01",
  ],
  [
    'a round lot of zero',
    { 'listings.csv': 'symbol,from,market,tickTable,roundLot,currency\nA,2026-01-01,M,t,0,USD\n' },
    "listings.csv:2: roundLot: must be a decimal number above zero, and is '0'",
  ],
  [
    'a split without shares',
    { 'corporate-actions.csv': 'security,exDay,kind,new\nA,2026-01-01,split,2\n' },
    'corporate-actions.csv:2: a split needs new and old',
  ],
  [
    'a dividend without an amount',
    { 'corporate-actions.csv': 'security,exDay,kind\nA,2026-01-01,dividend\n' },
    'corporate-actions.csv:2: a dividend needs amount and currency',
  ],
  [
    'a ticker of two',
    { 'tickers.csv': 'security,ticker,from\nA,T,2026-01-01\nB,T,2026-02-01\n' },
    "tickers.csv: 'T' has two rows on 2026-02-01",
  ],
  [
    'a halt that ends first',
    { 'halts.csv': 'symbol,start,end,reason\nA,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,news\n' },
    'halts.csv:2: end: must be after start',
  ],
  [
    'a moment without its zone',
    { 'halts.csv': 'symbol,start,end,reason\nA,2026-01-01T10:00:00,2026-01-01T11:00:00Z,news\n' },
    "halts.csv:2: start: must be a moment in UTC such as 2026-01-05T14:30:00Z, and is '2026-01-01T10:00:00'",
  ],
])('%s: file, line and reason', (_, files, expected) => {
  expect(said(files)).toBe(expected);
});

test('a folder with none of the files', () => {
  expect(said({})).toBe(
    `${dir.path}: has none of the files of reference data: ${Object.keys(TABLES).join(', ')}, factor_files, map_files`,
  );
});

test("LEAN's factor and map files", () => {
  for (const name of ['factor_files', 'map_files']) mkdirSync(join(dir.path, name));
  dir.file('factor_files/x.csv', '19980102,0.9,0.00892857,1\n20000620,0.9,0.00892857,101\n20501231,1,0.01785710,0\n');
  dir.file('map_files/x.csv', '19980102,old,N\n19980716,old,N\n20501231,x,N\n');
  const { actions, tickers } = readReference(dir.path);
  expect([
    actions.between('X', 0, 99_999),
    ['1998-01-01', '1998-07-16', '1998-07-17'].map(on => tickers.tickerOf('X', day(on))),
  ]).toEqual([[{ kind: 'split', exDay: day('2000-06-21'), new: 2, old: 1 }], [undefined, 'OLD', 'X']]);
});

test.each([
  ['no day', 'hello,1,1,1\n', 'factor_files/x.csv:1: is no line of date,price_factor,split_factor,reference_price'],
  ['days out of order', '20000101,1,1,1\n19990101,1,1,1\n', 'factor_files/x.csv:2: its day is before that of the line above'],
  [
    'no ratio',
    '20000101,1,0.0000001,1\n20010101,1,1,1\n',
    'factor_files/x.csv:1: split_factor: 0.0000001 to 1 is no ratio of whole shares',
  ],
])('a factor file with %s', (_, text, expected) => {
  mkdirSync(join(dir.path, 'factor_files'));
  expect(said({ 'factor_files/x.csv': text })).toBe(expected);
});
