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
  const parents = Array.from({ length: 30 }, (_, n) =>
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
  play(parents, agents(seed), { journal: kept, length: 400 * SECOND, tail: 15 * SECOND });
  kept.close();
  return path;
}

const parse = (over: object): PaperConfig => paperSchema.parse({ distance: 0.4, fewestFills: 60, fewestClusters: 15, ...over });
const run = (over: object): Promise<StageReport> =>
  paper({ config: parse(over), orders: [], threads: 1, seed: 1, told: () => undefined });
const verdicts = ({ gates }: StageReport): Record<string, string> => Object.fromEntries(gates.map(g => [g.id, g.verdict]));

const [CALM, AGAIN] = [journal('calm.db', 11), journal('again.db', 411)];
const assumed = [{ journal: CALM }];

/** Numbers from 0 to 1, the same for a seed. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A made-up recording: the bid walks at random, trades take from both sides and eat into what stands there. */
function tape(name: string, seed: number): string {
  const random = draws(seed);
  let [bid, quotes, trades] = [1000, '', ''];
  const time = (tenth: number): string =>
    `2018-01-02 10:${String(Math.floor(tenth / 600)).padStart(2, '0')}:${((tenth % 600) / 10).toFixed(1).padStart(4, '0')}`;
  const size = (): number => 1 + Math.floor(random() * 4);
  for (let n = 0; n < 5100; n++) {
    if (random() < 0.1) bid += random() < 0.5 ? 1 : -1;
    quotes += `${time(n)},N,${(bid / 100).toFixed(2)},${size()},${((bid + 2) / 100).toFixed(2)},${size()},ACME\n`;
    if (random() < 0.3)
      trades += `${time(n)},N,ACME,@,${100 * size()},${((bid + (random() < 0.5 ? 0 : 2)) / 100).toFixed(2)},0\n`;
  }
  writeFileSync(join(folder, `${name}-quotes.csv`), `DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL\n${quotes}`);
  writeFileSync(join(folder, `${name}-trades.csv`), `DT,EX,SYMBOL,COND,SIZE,PRICE,CORR\n${trades}`);
  return backtest(name, `market: { tape: { quotes: ${name}-quotes.csv, trades: ${name}-trades.csv, symbol: ACME } }`);
}

/** Thirty orders in a market. */
function backtest(name: string, market: string, others = ''): string {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(
    path,
    `length: 500s
tail: 15s
instruments: [{ symbol: ACME, tick: "0.01", lot: "1" }${others}]
${market}
fees: none
generate: { symbols: [ACME], from: 10s, count: 30, every: 8s, qty: { least: 500, most: 900 }, duration: { least: 60s, most: 60s }, strategies: [PTWAP] }
`,
  );
  return path;
}

const [TAPE, OTHER] = [tape('tape', 1), tape('other', 2)];
const played = [{ backtest: TAPE }];

test('fills of the same kind of market are told to be the same within the margin; a tape is no external evidence', async () => {
  const report = await run({ assumed: played, observed: [{ backtest: OTHER, from: 'tape' }] });
  const { 'paper.reality': reality, ...measures } = verdicts(report);
  expect([reality, Object.values(measures), report.verdict, hasExternalEvidence([report])]).toEqual([
    'pass',
    Array.from({ length: 8 }, () => 'pass'),
    'pass',
    false,
  ]);
});

test('fills of another kind of market are told to be others', async () => {
  const report = await run({ assumed, observed: [{ backtest: TAPE, from: 'tape' }], distance: 0.15 });
  expect([report.verdict, verdicts(report)['paper.restingSlippage']]).toEqual(['fail', 'fail']);
});

const refusal = (over: object): Promise<unknown> =>
  run(over).catch(error => (error instanceof UsageError ? error.message : error));

test('few fills conclude nothing, and where all measures are too rare each of them says so', async () => {
  const observed = [{ journal: renamed(AGAIN, 'few.db', 'XNAS'), from: 'live' }];
  const reports = [
    await run({ assumed, observed, cluster: 'parent', fewestFills: 5000 }),
    await run({ assumed, observed, cluster: 'parent', fewestClusters: 1000 }),
  ];
  expect(reports.map(r => [r.verdict, r.gates[0]!.id, r.gates[0]!.verdict, r.gates.slice(1).map(g => g.verdict)])).toEqual([
    ['inconclusive', 'paper.reality', 'inconclusive', Array.from({ length: 8 }, () => 'inconclusive')],
    ['inconclusive', 'paper.external', 'pass', Array.from({ length: 8 }, () => 'inconclusive')],
  ]);
});

test.each(['SIM', 'SIM/a', 'SIM.x'])('%s is the simulator, and no real venue', async venue => {
  const file = venue === 'SIM' ? AGAIN : renamed(AGAIN, `${venue.replace('/', '-')}.db`, venue);
  expect(await refusal({ assumed, observed: [{ journal: file, from: 'live' }] })).toBe(
    `${file}: its venue is SIM, the simulator: it is neither live nor a drop copy`,
  );
});

test.each([
  ['no tape', backtest('thin', 'market: { regime: thin }'), 'it has no `market.tape`'],
  [
    'agents beside it',
    backtest(
      'beside',
      'market: { tape: { quotes: tape-quotes.csv, symbol: ACME } }',
      ', { symbol: BOLT, tick: "0.01", lot: "1" }',
    ),
    'agents make the market of BOLT',
  ],
  [
    'agents in it',
    backtest('guests', 'market: { tape: { quotes: tape-quotes.csv, symbol: ACME, guests: true } }'),
    'agents are guests in it (`market.tape.guests`)',
  ],
])('a backtest is no tape with %s', async (_what, file, why) => {
  expect(await refusal({ assumed, observed: [{ backtest: file, from: 'tape' }] })).toBe(
    `${file}: is named \`from: tape\`, but ${why}: name it \`from: paper\``,
  );
});

test('a source counts once: named again, copied, or on both sides it is refused', async () => {
  const copy = renamed(CALM, 'copy.db', 'SIM');
  const paper = (file: string) => ({ journal: file, from: 'paper' });
  const again = (a: string, b: string): string =>
    `${a === b ? `${a} is named twice` : `${a} and ${b} are the same`}: fills are counted, and compared, once`;
  const told = [
    await refusal({ assumed, observed: [paper(AGAIN), paper(AGAIN)] }),
    await refusal({ assumed, observed: [paper(copy)] }),
    await refusal({ assumed: played, observed: [{ backtest: TAPE, from: 'tape' }] }),
  ];
  expect(told).toEqual([again(AGAIN, AGAIN), again(CALM, copy), again(TAPE, TAPE)]);
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
  const observed = [{ journal: renamed(AGAIN, 'live.db', 'XNAS'), from: 'live' }];
  const report = await run({ assumed, observed, cluster: 'parent' });
  expect([report.gates[0]!.id, report.verdict, hasExternalEvidence([report])]).toEqual(['paper.external', 'pass', true]);
});

test('orders of one real day are one cluster, in however many journals; those of the simulator are one each', async () => {
  const observed = [
    { journal: renamed(AGAIN, 'day.db', 'XNAS'), from: 'live' },
    { journal: renamed(AGAIN, 'day-dc.db', 'XLON'), from: 'drop-copy' },
  ];
  const report = await run({ assumed, observed });
  const row = report.tables[0]!.rows.find(([measure]) => measure === 'restingSlippage')!;
  expect([row[3], row[6], report.verdict, hasExternalEvidence([report])]).toEqual([30, 1, 'inconclusive', false]);
});

test('external evidence is of real fills alone: a tape beside them changes no distance', async () => {
  const live = { journal: renamed(AGAIN, 'alone.db', 'XNAS'), from: 'live' };
  const [alone, both] = [
    await run({ assumed, observed: [live], cluster: 'parent' }),
    await run({ assumed, observed: [live, { backtest: TAPE, from: 'tape' }], cluster: 'parent' }),
  ];
  expect([both.gates, both.tables]).toEqual([alone.gates, alone.tables]);
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
  ['observed: [{ journal: a.db, from: tape }]', /observed.0.from: a journal does not tell that its market was a tape/],
  ['observed: [{ journal: a.db, from: hearsay }]', /observed.0.from: must be one of live, drop-copy, tape, paper/],
  ['distance: 0', /distance: must be 0.01 or more/],
  ['assumed: []', /assumed: name a source/],
])('%s is refused', (text, error) => {
  const read = (): unknown => readYaml('p.yaml', text, paperSchema);
  expect(read).toThrow(error);
});
