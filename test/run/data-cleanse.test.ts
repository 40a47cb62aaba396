import { type CleanseRequest, cleanseFiles } from '../../src/run/data-cleanse';
import { UsageError } from '../../src/run/usage-error';
import { type Folder, folder } from '../market-data/files';

let dir: Folder;
beforeAll(() => {
  dir = folder();
});
afterAll(() => dir.remove());

/** What a user is told: the mistake, or the counts of each file. */
async function told(request: Partial<CleanseRequest>): Promise<unknown> {
  const rows: unknown[] = [];
  try {
    await cleanseFiles({ files: [], set: [], ...request }, ({ kept, dropped, defects }) =>
      rows.push([kept, dropped, defects.length]),
    );
    return rows;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replaceAll(`${dir.path}/`, '');
  }
}

const QUOTES =
  'DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL\n2018-01-02 09:30:00,P,10.05,1,10.02,3,XXX\n2018-01-02 09:30:01,P,10.01,1,10.02,3,XXX\n';

test('each file by itself', async () => {
  const files = [dir.file('a.csv', QUOTES), dir.file('b.csv.gz', QUOTES)];
  expect([
    await told({ files, tick: '0.01' }),
    await told({ files, tick: '0.05', set: ['off-tick=off', 'crossed=flag'] }),
  ]).toEqual([
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    [
      [2, 0, 1],
      [2, 0, 1],
    ],
  ]);
});

test.each<[string, () => Partial<CleanseRequest>, string]>([
  ['a file that is none', () => ({ files: [`${dir.path}/none.csv`] }), 'none.csv:1: cannot be read (ENOENT)'],
  ['a day', () => ({ day: '7 October' }), "--day: '7 October' is no day such as 2013-10-07"],
  ['an act', () => ({ set: ['crossed=mend'] }), "--set crossed: 'mend' is none of drop, flag, off"],
  ['a folder of reference data', () => ({ reference: `${dir.path}/none` }), 'none: there is no such folder of reference data'],
  [
    'a tick',
    () => ({ files: [dir.file('a.csv', QUOTES)], tick: '0' }),
    "a.csv:1: tick '0' is no number above zero with at most 6 decimals, as the file's prices have",
  ],
  [
    'a market',
    () => ({ files: [dir.file('a.csv', QUOTES)], market: 'XNYS' }),
    "a.csv:1: the reference data have no calendar of a market 'XNYS'",
  ],
])('%s that is wrong is said', async (...[, request, said]) => {
  expect(await told(request())).toBe(said);
});

test('a rule that there is not', async () => {
  expect(await told({ set: ['cross=off'] })).toMatch(/^--set: there is no rule 'cross': ticker-reuse, stamp-order, /);
});
