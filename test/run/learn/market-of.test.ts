import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '../../../src/core/facts';
import type { RecordedTurn } from '../../../src/core/journal-port';
import { marketOf } from '../../../src/run/learn/market-of';

const dir = mkdtempSync(join(tmpdir(), 'sluice-market-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const FILE = join(dir, 'journal.db');
const START = Date.UTC(2026, 0, 5, 14, 30) * 1000;

/** A start, by whatever fees, and quotes so long after it. */
const turns = (from: number, behind: number, bids: readonly string[], version = '1'): RecordedTurn[] =>
  [
    { seq: 1, at: from, facts: [{ type: 'Started', version } as Fact] },
    ...bids.map((bid, n) => ({
      seq: n + 2,
      at: from + behind + n,
      facts: [{ type: 'QuoteReceived', symbol: 'ACME', bid, ask: '101' } as Fact],
    })),
  ] as unknown as RecordedTurn[];

test('a backtest is known by the prices of its first quotes, whenever they came and however it was started; what a live gateway saw is the world', () => {
  const [a, b] = [
    ['99', '98'],
    ['99', '97'],
  ];
  const of = (...journal: Parameters<typeof turns>) => marketOf(FILE, turns(...journal), true);
  const [one, later, other, live] = [
    of(START, 1000, a!),
    of(START + 60e6, 3000, a!, '2'),
    of(START, 1000, b!),
    of(START + 123_457, 1000, a!),
  ];
  expect({
    same: one.market === later.market,
    other: one.market === other.market,
    origins: [one.origin - START, later.origin - START],
    live,
    real: marketOf(FILE, turns(START, 1000, a!), false),
  }).toEqual({
    same: true,
    other: false,
    origins: [0, 60e6],
    live: { market: 'utc', origin: 0 },
    real: { market: 'utc', origin: 0 },
  });
});

test.each([
  ['agents are known by their seed', { seed: 7, digest: 'x', market: 'agents' }, /^seed 7$/],
  ['a tape by its quotes, whatever the seed', { seed: 7, digest: 'x', market: 'tape' }, /^quotes /],
  ['a report of something else says nothing', { rows: 7 }, /^utc$/],
])('by the report beside the journal %s', (_, report, wanted) => {
  writeFileSync(join(dir, 'report.json'), JSON.stringify(report));
  expect(marketOf(FILE, turns(START, 1000, ['99']), false).market).toMatch(wanted);
});
