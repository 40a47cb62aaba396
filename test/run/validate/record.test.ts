import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTraining } from '../../../src/run/train/config';
import { parseValidation } from '../../../src/run/validate/config';
import { contentOf, runRecord } from '../../../src/run/validate/record';
import { folder } from '../../market-data/files';

const dir = folder();
afterAll(() => dir.remove());

const HISTOGRAM = 'us,count\n100,1\n';
const recipe = parseTraining(
  join(dir.path, 'r.yaml'),
  'name: r\nkind: linear\nout: r.onnx\ndata: { agents: { regimes: [calm], seeds: 10, first: 101, length: 10m } }\nfeatures: [imbalance1]\ntargets: { drift: 30s }\n',
);
const config = parseValidation(
  dir.file('v.yaml', ''),
  `name: v
training: r.yaml
out: o
scope: { maxQty: 4000, regimes: [calm] }
sealed: { first: 500 }
orders: { latency: 'entry=measured:rtt.csv,response=constant:1ms,feed=constant:1ms' }
paper: { assumed: [{ backtest: day.yaml }], observed: [{ journal: journal.db, from: live }] }
`,
);
const file = (name: string): string => join(dir.path, name);
const day = (qty: number): string =>
  `instruments: [{ symbol: ACME, tick: '0.01', lot: '1' }]\nlatency: measured:${file('day.csv')}\nparentsFile: parents.csv\nlength: ${qty}m\n`;

beforeAll(() => {
  dir.file('rtt.csv', HISTOGRAM);
  dir.file('day.csv', HISTOGRAM);
  dir.file('day.yaml', day(10));
  dir.file('parents.csv', 'id,symbol,side,qty,strategy,at\nA,ACME,buy,100,TWAP,60s\n');
  dir.file('journal.db', 'turns');
  dir.file('journal.db-wal', '');
});

test.each([
  ['measured latencies of the orders', () => appendFileSync(file('rtt.csv'), '200,1\n')],
  ['a backtest that fills are assumed by', () => writeFileSync(file('day.yaml'), day(20))],
  ['a file that the backtest names', () => appendFileSync(file('day.csv'), '200,1\n')],
  ['the orders of the backtest', () => appendFileSync(file('parents.csv'), 'B,ACME,sell,100,TWAP,60s\n')],
  ['what a journal’s writer has not moved into it', () => writeFileSync(file('journal.db-commits'), 'batch')],
  ['what SQLite has not moved into it', () => writeFileSync(file('journal.db-wal'), 'page')],
])('other data when it changes: %s', async (_what, change) => {
  const read = async (): Promise<string[]> => [
    await contentOf(config, recipe),
    (await runRecord(config, recipe, { clusters: [] })).dataHash,
  ];
  const before = await read();
  const again = await read();
  change();
  const after = await read();
  expect([again, after[0] === before[0], after[1] === before[1]]).toEqual([before, false, false]);
});

test('other clusters on the card of the model are other data', async () => {
  const of = async (clusters: readonly string[] | undefined): Promise<string> =>
    (await runRecord(config, recipe, { clusters })).dataHash;
  expect(new Set([await of(['calm/101']), await of(['calm/102']), await of(undefined)]).size).toBe(3);
});
