import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { readFeatures } from '../../../src/market-data/features/table';
import { type Folder, folder, saidOf } from '../files';
import { featuresOf, market, resealed } from './feature-file';

let dir: Folder;
beforeEach(() => {
  dir = folder();
});
afterEach(() => dir.remove());

const textOf = (name: string): string => readFileSync(join(dir.path, name), 'utf8');
const read = (name: string) => readFeatures(join(dir.path, name));

describe('a feature file', () => {
  test('has what it is made of, and the rows and the hash that were told', async () => {
    const report = await featuresOf(dir, market(90), 'a.csv');
    const { header, rows, sha256 } = await read('a.csv');
    const { symbol, every, latency, sources, config, features } = header;
    expect({ rows, sha256, symbol, every, latency, config, features, sources: sources.map(s => [s.file, s.stamps]) }).toEqual({
      ...{ rows: report.rows, sha256: report.sha256, symbol: 'ACME', every: 1_000_000, latency: 0, config: {} },
      features: SYMBOL_FEATURES,
      sources: [
        ['a.csv.books.csv', 'venue'],
        ['a.csv.trades.csv', 'venue'],
      ],
    });
  });

  test('of the same inputs is the same bytes, gzipped or not', async () => {
    const twice = [await featuresOf(dir, market(60), 'a.csv'), await featuresOf(dir, market(60), 'b.csv.gz')];
    const plain = textOf('a.csv').replaceAll('a.csv.', 'X.');
    const packed = gunzipSync(readFileSync(join(dir.path, 'b.csv.gz')))
      .toString()
      .replaceAll('b.csv.gz.', 'X.');
    expect([resealed(plain), twice[0]!.rows]).toEqual([resealed(packed), twice[1]!.rows]);
  });

  test('is never written over, and nothing is left of one that fails', async () => {
    await featuresOf(dir, market(30), 'a.csv');
    const before = textOf('a.csv');
    const again = await saidOf(dir.path, featuresOf(dir, market(60), 'a.csv'));
    const { books, trades } = market(60);
    const broken = await saidOf(dir.path, featuresOf(dir, { books: `${books}61,1,,ACME,,,\n`, trades }, 'b.csv'));
    const left = await saidOf(dir.path, read('b.csv'));
    expect({ again, broken, left, same: textOf('a.csv') === before }).toEqual({
      again: 'a.csv:1: is there already, and nothing is written over: remove it, or choose another --out',
      broken: expect.stringMatching(/^b\.csv\.books\.csv:63: time goes back by /),
      left: 'b.csv:1: cannot be read (ENOENT)',
      same: true,
    });
  });

  const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
  const sealed = (from: string | RegExp, to: string) => (text: string) => resealed(text.replace(from, to));
  test.each<[string, (text: string) => string, RegExp]>([
    ['another file', () => 'a,b\n1,2\n', /^a\.csv:1: does not begin with #sluice-features: this is no feature file$/],
    [
      'a later version',
      swap('features 1', 'features 2'),
      /^a\.csv:1: is of version 2 of feature files, and this release reads version 1$/,
    ],
    ['a damaged header', swap('{', '['), /^a\.csv:1: has a damaged header: /],
    [
      'other units',
      sealed('"units":"bps of mid"', '"units":"ticks"'),
      /^a\.csv:1: has 'spreadBps' in 'ticks', and this release in 'bps of mid'$/,
    ],
    [
      'another feature',
      sealed('"imbalance1"', '"weather"'),
      /^a\.csv:1: has 'weather' as feature 2, where this release has 'imbalance1'$/,
    ],
    [
      'a feature of a later release',
      sealed('}]}\n', '},{"name":"weather","units":"C","about":"of the sky"}]}\n'),
      /^a\.csv:1: has a feature 'weather' that this release does not have: it was made by a later one$/,
    ],
    ['other columns', sealed('at,asOf,mid', 'at,asOf,price'), /^a\.csv:2: names other columns than its header$/],
    [
      'a cell that is no number',
      sealed(/\n(\d+),(\d+),[^,]+,/, '\n$1,$2,high,'),
      /^a\.csv:3: column 3 is 'high', which is no number$/,
    ],
    ['a row without a moment', sealed(/\n(\d+),(\d+),/, '\n$1,,'), /^a\.csv:3: column 2 is '', which is no number$/],
    ['a row that is cut', sealed(/\n(\d+),(\d+),[^\n]+/, '\n$1,$2'), /^a\.csv:3: has 2 of 25 columns$/],
    ['a row of before', sealed(/\n(17[^\n]+)\n/, '\n$1\n$1\n'), /^a\.csv:4: is not later than the row before it$/],
    [
      'a row that knows what came later',
      sealed(/\n(\d+),\d+,/, '\n$1,1999999999000000,'),
      /^a\.csv:3: is made of something that was received after its own moment$/,
    ],
    [
      'another value',
      swap(/\n(\d+),(\d+),[^,]+,/, '\n$1,$2,1.5,'),
      /^a\.csv:92: has the hash [0-9a-f]{64}, and the content [0-9a-f]{64}: it was changed/,
    ],
    ['a row less', swap(/\n17[^\n]+\n/, '\n'), /^a\.csv:91: says that there are 89 rows, and there are 88$/],
    ['no end', swap(/#end.*\n/, ''), /^a\.csv:91: ends before its last line \(#end\): the file is cut off$/],
    ['a damaged end', swap(/#end rows/, '#end lines'), /^a\.csv:92: is no last line of a feature file: it is damaged$/],
    ['more behind the end', text => `${text}1,2\n`, /^a\.csv:93: goes on after its end$/],
    ['nothing', () => '\n', /^a\.csv:1: does not begin with/],
  ])('says what is wrong: %s', async (_name, change, said) => {
    await featuresOf(dir, market(90), 'good.csv');
    dir.file('a.csv', change(textOf('good.csv')));
    expect(await saidOf(dir.path, read('a.csv'))).toMatch(said);
  });

  test('with fewer features, as an earlier release makes it, is read', async () => {
    await featuresOf(dir, market(30), 'good.csv');
    const [head, columns, ...rows] = textOf('good.csv').trimEnd().split('\n').slice(0, -1);
    const fewer = head!.replace(/,\{"name":"flow300"[^}]*\}/, '');
    const cut = [columns!, ...rows].map(line => line.slice(0, line.lastIndexOf(',')));
    dir.file('old.csv', resealed(`${[fewer, ...cut].join('\n')}\n#end \n`));
    expect((await read('old.csv')).header.features.at(-1)?.name).toBe('trend300');
  });
});
