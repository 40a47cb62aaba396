import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../src/run/usage-error';
import { type VolumeRequest, volumeCurves } from '../../src/run/volume-curves';
import { type Folder, folder } from '../market-data/files';

let dir: Folder;
beforeAll(() => {
  dir = folder();
  mkdirSync(join(dir.path, 'reference'));
  dir.file('reference/calendars.csv', 'market,zone\nXTST,America/New_York\n');
  dir.file('reference/phases.csv', 'market,schedule,from,phase,start,end\nXTST,regular,2020-01-01,continuous,09:30,16:00\n');
});
afterAll(() => dir.remove());

const BARS = `timestamp,open,high,low,close,volume
2026-01-05 15:00:00+00:00,1,1,1,1,100
2026-01-05 20:00:00+00:00,1,1,1,1,300
2026-01-06 15:00:00+00:00,1,1,1,1,200
`;

/** What a user is told: the table's rows, or the mistake. */
async function told(request: Partial<VolumeRequest>): Promise<unknown> {
  const file = dir.file('acme.csv.gz', BARS);
  const usual = { files: [file], out: join(dir.path, 'out.csv'), reference: join(dir.path, 'reference'), bin: '7800' };
  try {
    return await volumeCurves({ ...usual, symbol: 'ACME', market: 'XTST', ...request });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replaceAll(`${dir.path}/`, '');
  }
}

test('the file, and what an order of the next day would get; a file that is there stays as it is', async () => {
  const out = join(dir.path, 'volumes.csv');
  const [first, second] = [await told({ out }), await told({ out })];
  const text = readFileSync(out, 'utf8').replace(/sha256=[0-9a-f]{64}/, 'sha256=HASH');
  expect([first, second, text]).toEqual([
    [{ symbol: 'ACME', days: 2, first: '2026-01-05', last: '2026-01-06', curve: 'prior 2/20', volume: 300, sparse: 0 }],
    'volumes.csv:1: is there already, and nothing is written over: remove it, or choose another --out',
    `# Traded volume by day and bin of the session, by the market's clocks; closing: what the closing auction printed.
# source acme.csv.gz sha256=HASH
symbol,day,open,close,binSeconds,closing,volumes
ACME,2026-01-05,09:30,16:00,7800,,100 0 300
ACME,2026-01-06,09:30,16:00,7800,,200 0 0
`,
  ]);
});

test('files of several symbols in one', async () => {
  const bolt = dir.file('bolt.csv', BARS);
  const rows = (await told({ out: join(dir.path, 'two.csv'), files: [dir.file('a=b.csv', BARS), `BOLT=${bolt}`] })) as {
    symbol: string;
  }[];
  expect(rows.map(row => row.symbol)).toEqual(['ACME', 'BOLT']);
});

test('a day is added to a file made earlier', async () => {
  const earlier = join(dir.path, 'earlier.csv');
  await told({ out: earlier });
  const next = dir.file('next.csv', BARS.replaceAll('2026-01-05', '2026-01-07').replaceAll('2026-01-06', '2026-01-08'));
  const bolt = `BOLT=${dir.file('bolt.csv', BARS)}`;
  expect([
    await told({ out: join(dir.path, 'later.csv'), files: [next, bolt], with: earlier }),
    await told({ with: earlier }),
    await told({ files: [next], with: earlier, bin: '3600' }),
    await told({ with: 'none.csv' }),
  ]).toMatchObject([
    [
      { symbol: 'ACME', days: 4, first: '2026-01-05', last: '2026-01-08' },
      { symbol: 'BOLT', days: 2 },
    ],
    '--with earlier.csv: has ACME on 2026-01-05 already',
    '--bin 3600: earlier.csv has bins of 7800 s for ACME',
    'none.csv: there is no such file of volume curves',
  ]);
});

test.each<[string, Partial<VolumeRequest>, string]>([
  ['a bin', { bin: '5m' }, "--bin: '5m' is no whole number of seconds from 1 to 86400"],
  ['a bin longer than a day', { bin: '86401' }, "--bin: '86401' is no whole number of seconds from 1 to 86400"],
  ['a day', { day: 'today' }, "--day: 'today' is no day such as 2013-10-07"],
  ['a folder of reference data', { reference: 'none' }, 'none: there is no such folder of reference data'],
  ['a file', { files: ['none.csv'] }, 'none.csv:1: cannot be read (ENOENT)'],
  [
    'a file of another symbol',
    { symbol: 'BOLT', market: undefined },
    'acme.csv.gz:2: the reference data have no calendar for BOLT: it was not listed on that day (calendars: XTST)',
  ],
])('%s that is wrong is said, and nothing is written', async (_, request, said) => {
  const out = join(dir.path, 'none.csv.gz');
  expect([await told({ out, ...request }), existsSync(out), existsSync(`${out}.partial`)]).toEqual([said, false, false]);
});

test('no volume in any session is no file', async () => {
  const night = dir.file('night.csv', 'timestamp,open,high,low,close,volume\n2026-01-05 02:00:00+00:00,1,1,1,1,100\n');
  expect(await told({ files: [night] })).toBe('night.csv: no volume in any session of the calendar');
});
