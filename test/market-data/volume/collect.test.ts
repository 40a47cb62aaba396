import { dayFromText } from '../../../src/core/civil';
import { type CountOptions, VolumeCount } from '../../../src/market-data/volume/collect';
import { type Folder, folder, saidOf } from '../files';
import { newYorkReference } from './reference';

let dir: Folder;
beforeEach(() => {
  dir = folder();
});
afterEach(() => dir.remove());

/** Minute bars in UTC: time and volume. */
const bars = (...rows: [time: string, volume: number][]): string =>
  `timestamp,open,high,low,close,volume\n${rows.map(([t, v]) => `${t}:00+00:00,1,1,1,1,${v}\n`).join('')}`;

const OPTIONS: CountOptions = { reference: newYorkReference(), binSeconds: 7200 };

type Asked = Partial<CountOptions> & { readonly symbol?: string | undefined };

async function count(texts: readonly string[], { symbol, ...options }: Asked = { symbol: 'ACME' }): Promise<unknown> {
  const volume = new VolumeCount({ ...OPTIONS, ...options });
  for (const [n, text] of texts.entries()) await volume.take(dir.file(`${n}.csv`, text), symbol);
  return Object.fromEntries(volume.history());
}

const day = (text: string): number => dayFromText(text)!;

test('days in bins: what is outside of the session is left out, the auction is kept by itself, a half day has its own hours', async () => {
  const found = await count([
    bars(
      ['2026-11-25 14:29', 1000], // before the open
      ['2026-11-25 14:30', 1],
      ['2026-11-25 16:29', 2],
      ['2026-11-25 16:30', 4],
      ['2026-11-25 20:59', 8],
      ['2026-11-25 21:00', 16], // closing auction, and its print a minute after it
      ['2026-11-25 21:05', 32],
      ['2026-11-25 21:06', 1000],
      ['2026-11-26 15:00', 1000], // Thanksgiving
      ['2026-11-27 17:59', 64],
      ['2026-11-27 18:30', 1000],
    ),
  ]);
  const hours = { open: 34_200, binSeconds: 7200 };
  expect(found).toEqual({
    ACME: [
      { ...hours, day: day('2026-11-25'), close: 57_600, bins: [3, 4, 0, 8], closing: 48 },
      { ...hours, day: day('2026-11-27'), close: 46_800, bins: [0, 64] },
    ],
  });
});

test('clocks change, the bins of the session do not', async () => {
  const found = await count([bars(['2026-03-06 14:30', 1], ['2026-03-09 13:30', 2])]);
  expect(found).toMatchObject({ ACME: [{ bins: [1, 0, 0, 0] }, { bins: [2, 0, 0, 0] }] });
});

test('trades of several symbols in one file, as recorded; with --symbol only those', async () => {
  const trades = `#sluice-rows 1 kind=trades priceScale=2 qtyScale=1
source,at,received,symbol,venue,price,qty,aggressor,conditions,correction,flags
2,${Date.parse('2026-11-23T15:00:00Z')}000,,ACME,,10,100.5,,,,
3,${Date.parse('2026-11-23T15:00:01Z')}000,,BOLT,,10,7,,,,
4,${Date.parse('2026-11-23T15:00:02Z')}000,,ACME,,10,0.2,,,,
`;
  const [all, one] = [await count([trades], { symbol: undefined }), await count([trades], { symbol: 'BOLT' })];
  expect([all, one]).toMatchObject([{ ACME: [{ bins: [100.7, 0, 0, 0] }], BOLT: [{ bins: [7, 0, 0, 0] }] }, { BOLT: [{}] }]);
});

test('a day without volume in its session is none', async () => {
  expect(await count([bars(['2026-11-23 15:00', 0], ['2026-11-24 02:00', 5])])).toEqual({});
});

test.each<[string, readonly string[], Asked, string]>([
  [
    'a day that two files have',
    [bars(['2026-11-23 15:00', 1]), bars(['2026-11-23 18:00', 1])],
    {},
    '1.csv:2: has ACME on 2026-11-23, as 0.csv has',
  ],
  [
    'bars longer than bins, or across their edges',
    [bars(['2026-11-23 15:00', 1])],
    { binSeconds: 90 },
    '0.csv:2: is a bar of 60 s, which does not fit into bins of 90 s',
  ],
  ['quotes', ['DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL\n'], {}, '0.csv:1: has quotes, and volume is counted in bars or trades'],
  [
    'rows of nobody',
    [bars(['2026-11-23 15:00', 1])],
    { symbol: undefined },
    '0.csv:2: does not say whose row it is: name the symbol (--symbol, or SYMBOL=FILE)',
  ],
  [
    'a symbol that is not listed',
    [bars(['2026-11-23 15:00', 1])],
    { symbol: 'NONE' },
    '0.csv:2: the reference data have no calendar for NONE: it was not listed on that day (calendars: XTST)',
  ],
  [
    'a market without a calendar',
    [bars(['2026-11-23 15:00', 1])],
    { market: 'XNYS' },
    "0.csv:2: the reference data have no calendar for market 'XNYS' on that day (calendars: XTST)",
  ],
  [
    'a day before the calendar',
    [bars(['2019-11-25 15:00', 1])],
    { market: 'XTST' },
    "0.csv:2: the reference data have no calendar for market 'XTST' on that day (calendars: XTST)",
  ],
])('%s: an error with file, line and reason', async (_, texts, options, said) => {
  expect(await saidOf(dir.path, count(texts, { symbol: 'ACME', ...options }))).toBe(said);
});
