import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedTurn } from '../../../src/core/journal-port';
import { STRATEGIES } from '../../../src/core/strategies';
import { SqliteJournal } from '../../../src/journal/sqlite-journal';
import { readYaml } from '../../../src/run/config-file';
import { type PaperConfig, paperSchema } from '../../../src/run/fills/config';
import { paper } from '../../../src/run/fills/stage';
import { UsageError } from '../../../src/run/usage-error';
import { hasExternalEvidence } from '../../../src/validation/external-evidence';
import type { StageReport } from '../../../src/validation/report';
import { agents, parent, play, SECOND } from '../backtest/stage';

const folder = mkdtempSync(join(tmpdir(), 'paper-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Many small orders in a market of agents: their journal. */
function journal(name: string, seed: number): string {
  const path = join(folder, name);
  const kept = new SqliteJournal(path, { durability: 'process' });
  const parents = Array.from({ length: 40 }, (_, n) =>
    parent(
      20 + 10 * n,
      {
        strategy: STRATEGIES.PTWAP.code,
        orderQty: String(500 + 10 * n),
        side: n % 2 === 0 ? '1' : '2',
        parameters: { Duration: '60' },
      },
      `P${n}`,
    ),
  );
  play(parents, agents(seed), { journal: kept, length: 500 * SECOND, tail: 15 * SECOND });
  kept.close();
  return path;
}

const parse = (over: object): PaperConfig => paperSchema.parse({ distance: 0.4, fewestFills: 60, fewestClusters: 20, ...over });
const run = (over: object): Promise<StageReport> =>
  paper({ config: parse(over), orders: [], threads: 1, seed: 1, told: () => undefined });
const verdicts = ({ gates }: StageReport): Record<string, string> => Object.fromEntries(gates.map(g => [g.id, g.verdict]));

const [CALM, AGAIN] = [journal('calm.db', 11), journal('again.db', 411)];
const assumed = [{ journal: CALM }];
/** Orders in a market where few come and quotes stand far apart. */
const THIN = join(folder, 'thin.yaml');
writeFileSync(
  THIN,
  `length: 6m
tail: 15s
instruments: [{ symbol: ACME, tick: "0.01", lot: "1" }]
market: { regime: thin }
fees: none
generate: { count: 24, every: 10s, qty: { least: 500, most: 900 }, duration: { least: 60s, most: 90s }, strategies: [PTWAP] }
`,
);

test('fills of the same kind of market are told to be the same within the margin; a tape is no external evidence', async () => {
  const report = await run({ assumed, observed: [{ journal: AGAIN, from: 'tape' }] });
  const { 'paper.reality': reality, ...measures } = verdicts(report);
  expect([reality, new Set(Object.values(measures)), report.verdict, hasExternalEvidence([report])]).toEqual([
    'pass',
    new Set(['pass']),
    'pass',
    false,
  ]);
});

test('fills of another kind of market are told to be others', async () => {
  const report = await run({ assumed, observed: [{ backtest: THIN, from: 'tape' }], distance: 0.15 });
  expect([report.verdict, verdicts(report)['paper.restingSlippage']]).toEqual(['fail', 'fail']);
});

test('the simulator is not taken for a real venue, and few fills conclude nothing', async () => {
  const refused = await run({ assumed, observed: [{ journal: AGAIN, from: 'live' }] }).catch(error =>
    error instanceof UsageError ? error.message : error,
  );
  const short = await run({ assumed, observed: [{ journal: AGAIN, from: 'tape' }], fewestFills: 5000 });
  expect([refused, short.verdict, verdicts(short)['paper.reality']]).toEqual([
    `${AGAIN}: its venue is SIM, the simulator: it is neither live nor a drop copy`,
    'inconclusive',
    'inconclusive',
  ]);
});

/** The same journal, had its venue been another. */
function renamed(path: string, name: string, venue: string): string {
  const [from, to] = [new SqliteJournal(path, { durability: 'process', readonly: true }), join(folder, name)];
  const copy = new SqliteJournal(to, { durability: 'process' });
  for (const turn of from.turns())
    copy.append(JSON.parse(JSON.stringify(turn).replaceAll('->SIM', `->${venue}`)) as RecordedTurn);
  copy.commit(undefined);
  for (const journal of [from, copy]) journal.close();
  return to;
}

test('a journal of a real venue is external evidence', async () => {
  const report = await run({ assumed, observed: [{ journal: renamed(AGAIN, 'live.db', 'XNAS'), from: 'live' }] });
  expect([report.gates[0]!.id, report.verdict, hasExternalEvidence([report])]).toEqual(['paper.external', 'pass', true]);
});

test('fills of a real venue, where they pass, are external evidence; the same fills of a tape are none', () => {
  const gate = { what: '', value: 1, must: 'at least', bound: 1, verdict: 'pass', why: '' } as const;
  const report = (id: string, verdict: StageReport['verdict']): StageReport => ({
    stage: 'paper',
    verdict,
    gates: [{ ...gate, id }],
    tables: [],
    notes: [],
    seconds: 0,
  });
  const cases = [report('paper.external', 'pass'), report('paper.external', 'inconclusive'), report('paper.reality', 'pass')];
  expect(cases.map(r => hasExternalEvidence([r]))).toEqual([true, false, false]);
});

test("with nothing but the simulator's own fills reality is not tested, however close they are", async () => {
  const own = await run({ assumed, observed: [{ journal: AGAIN, from: 'paper' }] });
  const none = await run({ assumed });
  expect([own, none].map(r => [r.verdict, r.gates[0]!.why, r.notes.some(n => n.startsWith('Reality was not tested'))])).toEqual(
    Array.from({ length: 2 }, () => [
      'inconclusive',
      "reality not tested: there is no fill but the simulator's own; it takes 60",
      true,
    ]),
  );
});

test.each([
  ['observed: [{ from: live }]', /observed.0: name either `journal` or `backtest`/],
  ['observed: [{ journal: a, backtest: b, from: tape }]', /name either/],
  ['observed: [{ backtest: b.yaml, from: live }]', /observed.0.from: a backtest is neither live nor a drop copy/],
  ['observed: [{ journal: a.db, from: hearsay }]', /observed.0.from: must be one of live, drop-copy, tape, paper/],
  ['distance: 0', /distance: must be 0.01 or more/],
  ['assumed: []', /assumed: name a source/],
])('%s is refused', (text, error) => {
  const read = (): unknown => readYaml('p.yaml', text, paperSchema);
  expect(read).toThrow(error);
});
