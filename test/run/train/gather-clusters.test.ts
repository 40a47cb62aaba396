import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTraining } from '../../../src/run/train/config';
import { type Gathered, gather } from '../../../src/run/train/gather';
import { sampleFileOf } from '../../../src/run/train/samples';

const dir = mkdtempSync(join(tmpdir(), 'sluice-clusters-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const MINUTE = 60_000_000;
const DAY = 1440 * MINUTE;
const MONDAY = Date.UTC(2026, 0, 5) * 1000;
const TERMS = {
  features: ['imbalance1'],
  targets: [
    { name: 'drift', horizon: 30 },
    { name: 'volume', horizon: 30 },
  ],
  grid: 1_000_000,
  every: MINUTE,
  mirror: false,
} as const;

let files = 0;
/** A sample of an hour, a row a minute; `from: quotes` has no label of volume. */
function sample(market: string, origin: number, first: number, from: 'recording' | 'quotes' = 'recording'): string {
  const at = Float64Array.from({ length: 60 }, (_, k) => first + k * MINUTE);
  const column = (value: number) => new Float32Array(at.length).fill(value);
  const y = [column(1), column(from === 'quotes' ? Number.NaN : 1)];
  const head = { from, source: 'x', symbol: 'ACME', day: '2026-01-05', market, origin } as const;
  const file = join(dir, `${files++}.json`);
  const content = { cluster: market, at, x: [column(files)], y, calm: column(1), states: [column(Number.NaN)] };
  writeFileSync(file, JSON.stringify(sampleFileOf(head, content, TERMS)));
  return file;
}

const gathered = (samples: readonly string[], stretch: string, more = ''): Promise<Gathered> =>
  gather(
    parseTraining(
      join(dir, 'recipe.yaml'),
      `name: x
kind: linear
out: x.onnx
data: { mirror: false, every: 1m, stretch: ${stretch}, samples: [${samples.join(', ')}]${more} }
targets: { drift: 30s, volume: 30s }
features: [imbalance1]
`,
    ),
    1,
    () => undefined,
  );

const clusters = ({ parts: { train, valid, test } }: Gathered) => [train, valid, test].map(part => part.map(s => s.cluster));
const rows = ({ parts: { train, valid, test } }: Gathered) =>
  [train, valid, test].map(part => part.reduce((sum, s) => sum + s.at.length, 0));
/** Minutes of the test, with their market, that something else has too. */
function shared({ parts: { train, valid, test } }: Gathered): number {
  const keys = (of: Gathered['parts']['test']) =>
    of.flatMap(s => [...s.at].map(at => `${s.cluster.split('#')[1] === undefined ? '' : s.cluster.split('#')[0]} ${at}`));
  const seen = new Set(keys([...train, ...valid]));
  return keys(test).filter(key => seen.has(key)).length;
}

test('a day is one cluster over symbols, journals and recordings, dealt in order of date; what quotes alone tell of a day that tests is left out', async () => {
  const days = [4, 0, 2, 1, 3].flatMap(n => {
    const open = MONDAY + n * DAY + 870 * MINUTE;
    return [
      sample('utc', 0, open),
      sample('utc', 0, open),
      sample('utc', 0, open + 30 * MINUTE),
      sample('utc', 0, open, 'quotes'),
    ];
  });
  const found = await gathered(days, '1440m');
  expect({ clusters: clusters(found), rows: rows(found), shared: shared(found) }).toEqual({
    clusters: [['2026-01-05', '2026-01-06', '2026-01-07'], ['2026-01-08'], ['2026-01-09']],
    rows: [720, 180, 180],
    shared: 0,
  });
});

test('where days are few stretches of the same time are one, and no row is near the next one', async () => {
  const open = MONDAY + 877 * MINUTE;
  const found = await gathered([sample('utc', 0, open + 5 * MINUTE), sample('utc', 0, open)], '20m');
  const [train, valid, test] = found.parts.train.length > 0 ? [found.parts.train, found.parts.valid, found.parts.test] : [];
  const last = (of: Gathered['parts']['test']): number => Math.max(...of.map(s => s.at.at(-1)!));
  expect({
    clusters: clusters(found),
    shared: shared(found),
    labelsEnd: last(train!) + 30_000_000 <= valid![0]!.at[0]! && last(valid!) + 30_000_000 <= test![0]!.at[0]!,
  }).toEqual({
    clusters: [['2026-01-05T14:20', '2026-01-05T14:40', '2026-01-05T15:00'], ['2026-01-05T15:20'], ['2026-01-05T15:40']],
    shared: 0,
    labelsEnd: true,
  });
});

test('backtests of one seed are one cluster whenever they began; the recipe has no such market of its own beside them', async () => {
  const made = [3, 1, 2].flatMap(seed => [
    sample(`seed ${seed}`, MONDAY, MONDAY + 600_000_000),
    sample(`seed ${seed}`, MONDAY + DAY, MONDAY + DAY + 600_000_000),
  ]);
  const agents = ', agents: { regimes: [thin], seeds: 4, first: 3, length: 11m }';
  const found = await gathered(made, '1440m', agents);
  expect(clusters(found)).toEqual([
    ['thin/4', 'seed 1#0'],
    ['thin/5', 'seed 2#0'],
    ['thin/6', 'seed 3#0'],
  ]);
});
