import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { referenceOf } from '../../../src/core/reference/reference';
import { cleanseFile } from '../../../src/market-data/cleanse/file';
import { reportText } from '../../../src/market-data/cleanse/report';
import { loadRows } from '../../../src/market-data/read/rows';
import { type Folder, folder, saidOf } from '../files';

let dir: Folder;
beforeEach(() => {
  dir = folder();
});
afterEach(() => dir.remove());

const RAW = `DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL
2018-01-02 09:30:00.000000,P,10.01,1,10.02,3,XXX
2018-01-02 09:30:02.000000,P,10.03,1,10.02,3,XXX
2018-01-02 09:30:01.000000,P,10.01,1,10.03,3,XXX
2018-01-02 09:30:02.000000,P,0,0,10.03,3,XXX
`;
const about = { reference: referenceOf({}), tick: '0.01' };
const sha = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

test('what is left, what was changed, and what was found', async () => {
  const out = join(dir.path, 'out');
  const report = await cleanseFile(dir.file('raw.csv', RAW), { ...about, out });
  const written = Object.fromEntries(readdirSync(out).map(name => [name, readFileSync(join(out, name), 'utf8')]));
  expect(written).toEqual({
    'raw.clean.csv': `#sluice-rows 1 kind=quotes priceScale=6 qtyScale=0
# source raw.csv sha256=${sha(RAW)}
# rules ticker-reuse/1 stamp-order/1 duplicate/1 zero-quote/1 crossed/1 off-tick/1 halted/1 outlier/1 wide-spread/1 gap/1 clock-skew/1
source,at,received,symbol,venue,bid,bidQty,ask,askQty,flags
2,1514903400000000,,XXX,P,10.01,100,10.02,300,
4,1514903402000000,,XXX,P,10.01,100,10.03,300,stamp-order:steps-back
5,1514903402000000,,XXX,P,,,10.03,300,zero-quote:no-bid
`,
    'raw.changes.csv': `line,rule,defect,act,why
3,crossed,crossed,drop,"bid 10.03, offer 10.02"
4,stamp-order,steps-back,mend,"1 s before the latest row, 1 s before the row in front of it"
`,
    'raw.report.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'raw.report.txt': `${reportText(report)}\n`,
  });
});

test('the report counts by rule, with examples', async () => {
  const { rows, kept, dropped, mended, flagged, defects, notRun } = await cleanseFile(dir.file('raw.csv', RAW), about);
  expect({ rows, kept, dropped, mended, flagged, defects, notRun }).toEqual({
    ...{ rows: 4, kept: 3, dropped: 1, mended: 1, flagged: 1 },
    defects: [
      {
        ...{ rule: 'stamp-order', version: 1, defect: 'steps-back', act: 'mend', count: 1 },
        examples: [{ line: 4, why: '1 s before the latest row, 1 s before the row in front of it' }],
      },
      { rule: 'zero-quote', version: 1, defect: 'no-bid', act: 'flag', count: 1, examples: [{ line: 5, why: 'zero bid' }] },
      {
        ...{ rule: 'crossed', version: 1, defect: 'crossed', act: 'drop', count: 1 },
        examples: [{ line: 3, why: 'bid 10.03, offer 10.02' }],
      },
    ],
    notRun: [{ rule: 'off-session', why: 'no calendar is known: give reference data with the market or the symbol' }],
  });
});

test('cleaned rows read back, and the same file gives the same bytes', async () => {
  const file = dir.file('raw.csv.gz', RAW);
  const [one, two] = [join(dir.path, 'one'), join(dir.path, 'two')];
  for (const out of [one, two]) await cleanseFile(file, { ...about, out });
  const bytes = [one, two].map(out => sha(readFileSync(join(out, 'raw.clean.csv.gz'))));
  const { rows } = await loadRows(join(one, 'raw.clean.csv.gz'), 'quotes');
  expect([bytes[0] === bytes[1], [...rows].map(r => [r.at, r.bid?.price, r.ask?.price])]).toEqual([
    true,
    [
      [1_514_903_400_000_000, 10_010_000, 10_020_000],
      [1_514_903_402_000_000, 10_010_000, 10_030_000],
      [1_514_903_402_000_000, undefined, 10_030_000],
    ],
  ]);
});

test('nothing is written over', async () => {
  const file = dir.file('raw.csv', RAW);
  dir.file('raw.report.txt', 'mine');
  const said = await saidOf(dir.path, cleanseFile(file, { ...about, out: dir.path }));
  expect([said, readdirSync(dir.path).sort(), readFileSync(file, 'utf8')]).toEqual([
    'raw.report.txt:1: is there already, and nothing is written over: remove it, or choose another --out',
    ['raw.csv', 'raw.report.txt'],
    RAW,
  ]);
});

test('a truncated file leaves nothing behind', async () => {
  const bytes = gzipSync(RAW + RAW.split('\n')[1]!.concat('\n').repeat(50_000));
  const file = dir.raw('cut.csv.gz', bytes.subarray(0, bytes.length - 30));
  const out = join(dir.path, 'out');
  mkdirSync(out);
  const said = await saidOf(dir.path, cleanseFile(file, { ...about, out }));
  expect([said?.replace(/:\d+:/, ':N:'), readdirSync(out)]).toEqual([
    'cut.csv.gz:N: the gzip stream ends early: the file is truncated',
    [],
  ]);
});

test('a rule may be told to flag, to drop, or not to run', async () => {
  const overrides = new Map([
    ['crossed', 'flag'],
    ['zero-quote', 'drop'],
    ['stamp-order', 'off'],
  ] as const);
  const out = join(dir.path, 'out');
  await cleanseFile(dir.file('raw.csv.gz', RAW), { ...about, out, overrides });
  const lines = gunzipSync(readFileSync(join(out, 'raw.clean.csv.gz')))
    .toString()
    .trim()
    .split('\n');
  expect(lines.slice(4).map(line => line.replace(/^(\d+),.*,/, '$1 '))).toEqual(['2 ', '3 crossed:crossed', '4 ']);
});

test('rows that were cleansed are not cleansed again', async () => {
  const file = dir.file('a.csv', '#sluice-rows 1 kind=bars priceScale=2 qtyScale=0\n');
  expect(await saidOf(dir.path, cleanseFile(file, about))).toBe(
    'a.csv:1: is of our own format: it was cleansed before, or recorded by a gateway; raw files of others are cleansed',
  );
});
