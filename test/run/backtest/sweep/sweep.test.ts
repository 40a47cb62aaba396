import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBacktest } from '../../../../src/run/backtest/check';
import { parseBacktest, parseSweep } from '../../../../src/run/backtest/config';
import { identityOf } from '../../../../src/run/backtest/sweep/identity';
import type { SweepFile } from '../../../../src/run/backtest/sweep/plan';
import { type SweepOptions, sweep } from '../../../../src/run/backtest/sweep/sweep';

const FILE = `
seed: 3
length: 30s
tail: 1s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}]
parents: [{id: A, at: 2s, symbol: ACME, side: buy, qty: 100, strategy: TWAP, parameters: {Duration: 10}}]
sweep:
  seeds: [3, 8]
  grid:
    latency: ['constant:1ms', 'constant:2s']
    fees: [none, default]
`;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-'));
  path = join(folder, 'bt.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (text: string): SweepFile => ({ path, text, sweep: parseSweep(path, text)! });
const swept = (text = FILE, more: Partial<SweepOptions> = {}) =>
  sweep(fileOf(text), { out: join(folder, 'out'), threads: 1, ...more });
const written = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');
const NAMES = ['c0-s3', 'c0-s8', 'c1-s3', 'c1-s8', 'c2-s3', 'c2-s8', 'c3-s3', 'c3-s8'];

test('every cell runs with every seed; figures are by seed, and less than in the first cell on the same order', async () => {
  const told: string[] = [];
  const { summary, ran } = await swept(FILE, { told: (done, of) => told.push(`${done}/${of}`) });
  const fees = (n: number): number => summary.cells[n]!.strategies[0]!.figures['fees bps']!.mean!;
  const [first, second, third] = summary.cells.map(c => c.strategies[0]!);
  expect({
    ran,
    told: [told[0], told.at(-1)],
    runs: readdirSync(join(folder, 'out/runs')).sort(),
    files: readdirSync(join(folder, 'out/runs/c0-s3')).sort(),
    cells: summary.cells.map(c => [c.values['latency'], c.values['fees'], c.runs, c.strategies[0]!.parents]),
    fees: [fees(0), fees(1) > 0.05, fees(2)],
    // the fees themselves are all that they change: what there is more in fees is more in IS
    less: [first!.less, first!.p, second!.less!['IS bps']!.mean!.toFixed(6), second!.less!['VWAP bps']!.mean],
    clusters: [third!.figures['IS bps']!.clusters, third!.less!['IS bps']!.by, third!.p! > 0],
    table: written('runs.csv')
      .split('\n')
      .slice(0, 2)
      .map(line => line.split(',').slice(0, 5).join()),
    same: JSON.parse(written('summary.json')),
    notes: summary.notes,
  }).toEqual({
    ran: 8,
    told: ['0/8', '8/8'],
    runs: NAMES,
    files: ['parents.csv', 'report.json'],
    cells: [
      ['constant:1ms', 'none', 2, 2],
      ['constant:1ms', 'default', 2, 2],
      ['constant:2s', 'none', 2, 2],
      ['constant:2s', 'default', 2, 2],
    ],
    fees: [0, true, 0],
    less: [null, null, (second!.less!['fees bps']!.mean! as number).toFixed(6), 0],
    clusters: [2, 'none', true],
    table: ['run,latency,fees,seed,strategy', 'c0-s3,constant:1ms,none,3,TWAP'],
    same: summary,
    notes: [],
  });
}, 60_000);

test('a sweep goes on with what is missing, half a run counts for nothing, and the result is that of one that was never stopped', async () => {
  const whole = await swept(FILE, { out: join(folder, 'whole') });
  const end = new AbortController();
  const stopped = swept(FILE, { signal: end.signal, told: done => done === 3 && end.abort(new Error('stopped')) });
  await expect(stopped).rejects.toThrow('stopped');
  mkdirSync(join(folder, 'out/runs/c2-s3.part'));
  writeFileSync(join(folder, 'out/runs/c2-s3.part/report.json'), '{"par');
  const there = readdirSync(join(folder, 'out/runs')).length;
  const rest = await swept();
  expect([there, rest.ran, rest.summary, written('runs.csv'), readdirSync(join(folder, 'out/runs')).sort()]).toEqual([
    4,
    5,
    whole.summary,
    readFileSync(join(folder, 'whole/runs.csv'), 'utf8'),
    NAMES,
  ]);
  // more seeds are more runs of the same sweep; nothing else may change
  const more = await swept(FILE.replace('[3, 8]', '[3, 8, 9]'));
  expect([more.ran, more.summary.cells[0]!.runs]).toEqual([4, 3]);
  await expect(swept(FILE.replace('qty: 100', 'qty: 200'))).rejects.toThrow(
    /the runs in .* are of another sweep: take another folder, or --fresh to begin again\n {2}parents.0.qty: was 100, is 200$/,
  );
  const fresh = await swept(FILE.replace('qty: 100', 'qty: 200'), { fresh: true });
  expect(fresh.ran).toBe(8);
}, 60_000);

test('what files hold belongs to a sweep, and so does the folder while it runs', async () => {
  const fees = (rate: string): void => writeFileSync(join(folder, 'fees.yaml'), `perShare: {rate: ${rate}}\n`);
  fees('0.001');
  const own = FILE.replace('[none, default]', '[fees.yaml]').replace('[3, 8]', '1');
  const [first, second] = await Promise.allSettled([swept(own), swept(own)]);
  fees('0.002');
  const changed = await swept(own).catch(e => e.message as string);
  expect([first.status, second.status === 'rejected' && String(second.reason), changed]).toEqual([
    'fulfilled',
    `Error: --out: ${join(folder, 'out')}: another sweep is running there`,
    expect.stringMatching(/are of another sweep.*\n {2}content of fees.yaml: was [0-9a-f]{60}\.\.\., is [0-9a-f]{60}\.\.\.$/),
  ]);
});

test('runs are named by number: a grid in another order is another sweep', async () => {
  const one = FILE.replace('[3, 8]', '1');
  const axes = ["    latency: ['constant:1ms', 'constant:2s']\n", '    fees: [none, default]\n'] as const;
  await swept(one);
  await expect(swept(one.replace(axes.join(''), axes[1] + axes[0]))).rejects.toThrow(
    /of another sweep.*\n {2}order of sweep.grid: was latency, fees, is fees, latency$/,
  );
});

const ORDERS = 'at,symbol,side,qty,strategy,parameters\n2s,ACME,buy,';
const PARENTS = FILE.replace(/^parents:.*\n/m, '')
  .replace(/latency:.*/s, 'parentsFile: [a.csv, b.csv]\n')
  .replace('[3, 8]', '1');

test('files of orders that are swept over belong to a sweep', async () => {
  const orders = (name: string, qty: number): void => writeFileSync(join(folder, name), `${ORDERS}${qty},TWAP,Duration=10\n`);
  orders('a.csv', 100);
  orders('b.csv', 200);
  await swept(PARENTS);
  orders('b.csv', 300);
  await expect(swept(PARENTS)).rejects.toThrow(
    /of another sweep.*\n {2}content of b.csv: was [0-9a-f]{60}\.\.\., is [0-9a-f]{60}\.\.\.$/,
  );
});

test('what a model is called is not what it is: a sweep goes by the model that its cells come to', async () => {
  const file = fileOf(FILE.replace(/latency:.*/s, 'models: [null, {predictor: champion, hmm: default}]\n'));
  const config = parseBacktest(path, file.text, undefined, { models: { predictor: 'champion', hmm: 'default' } });
  const models = checkBacktest(config)!;
  const later = { ...models, predictor: { ...models.predictor!, hash: 'f'.repeat(64) } };
  const identities = await Promise.all([models, later].map(m => identityOf(file, [], [{ config, models: m }])));
  const differs = (key: string): boolean => identities[0]![key] !== identities[1]![key];
  expect([
    Object.keys(identities[0]!).filter(differs),
    identities.map(i => /^[0-9a-f]{64}$/.test(i['models.hmm default']!)),
  ]).toEqual([['models.predictor champion'], [true, true]]);
});

test('markets that were made up of other seeds are other data', async () => {
  const one = FILE.replace(/latency:.*/s, 'fees: [none]\n').replace('[3, 8]', '[3]');
  const data = async (text: string, out: string) => (await swept(text, { out: join(folder, out) })).summary.run.dataHash;
  expect(await data(one, 'x')).not.toBe(await data(one.replace('[3]', '[9]'), 'y'));
});

test.each([
  [
    'a value that is none',
    FILE.replace('constant:2s', 'slow:2s'),
    /latency: 'slow:2s' is not constant:TIME.*\(in the sweep's latency=slow:2s fees=none\)/,
  ],
  [
    'a strategy without what it needs',
    FILE.replace('fees:', 'market.symbols:').replace('[none, default]', '[[BOLT]]'),
    'parent A: nobody trades in ACME: name it under market.symbols (in the',
  ],
  [
    'a tape that is not there',
    FILE.replace('fees:', 'market.tape:').replace('[none, default]', '[{quotes: q.csv, symbol: ACME}]'),
    'q.csv: there is no such file of market data (in the',
  ],
  ['a key that is none', FILE.replace('fees:', 'market.regmie:'), 'market.regmie: unknown key'],
  ['a key below a value', FILE.replace('fees:', 'seed.x:'), 'sweep.grid.seed.x: is no key to sweep over'],
  ['a key below a text', FILE.replace('latency:', 'tail.x:'), 'tail.x: the file has no such key, and none could be there'],
  ['a value twice', FILE.replace('[none, default]', '[none, none]'), 'sweep.grid.fees: has none twice'],
  ['a seed twice', FILE.replace('[3, 8]', '[3, 3]'), 'sweep.seeds: has a seed twice'],
  ['too many runs', FILE.replace('[3, 8]', '50000'), 'sweep: comes to 200000 runs: 100000 is the most'],
  ['an axis without values', FILE.replace('[none, default]', '[]'), 'sweep.grid.fees: must have a value'],
])('%s is refused with its key', async (_what, text, message) => {
  await expect((async () => swept(text))()).rejects.toThrow(message);
});
