import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from '../../../src/inference/registry/registry';
import { holdLock } from '../../../src/journal/folder-lock';
import { backtest } from '../../../src/run/backtest/backtest';
import { readBacktest } from '../../../src/run/backtest/config';
import { readLearning } from '../../../src/run/learn/config';
import { type LearnReport, learn, planLearning } from '../../../src/run/learn/learn';
import type { Validate } from '../../../src/run/learn/take-up';
import type { ModelCard } from '../../../src/run/train/card';
import { readSampleFile } from '../../../src/run/train/samples';
import { UsageError } from '../../../src/run/usage-error';
import type { ValidationReport } from '../../../src/validation/report';

const dir = mkdtempSync(join(tmpdir(), 'sluice-learn-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A quiet market of eleven minutes; `record`: what was received is kept beside the journal. */
async function journal(name: string, seed: number, record: boolean, way = '3ms:0.4'): Promise<void> {
  const file = join(dir, `${name}.yaml`);
  writeFileSync(
    file,
    `seed: ${seed}
length: 11m
instruments: [{ symbol: ACME, tick: 0.01, lot: 1, priorClose: 100, adv: 900000, volatility: 2 }]
market: { regime: thin }
latency: entry=lognormal:${way},response=lognormal:${way},feed=constant:1ms
${record ? `marketData: { record: journals/${name}/record }` : ''}
parents:
  - { at: 2m, symbol: ACME, side: buy, qty: 600, strategy: TWAP, parameters: { Duration: 430, SlotSeconds: 10 } }
  - { at: 3m, symbol: ACME, side: sell, qty: 500, strategy: PTWAP, parameters: { Duration: 400 } }
`,
  );
  await backtest(readBacktest(file), { out: join(dir, 'journals', name) });
}

const RECIPE = `name: small
kind: gbdt
out: small.onnx
data: { every: 10s }
targets: { drift: 30s, volume: 30s }
features: [spreadBps, imbalance1, volatility60, signedTrades, trades, side]
gbdt: { trees: 5, leaves: 4, minLeaf: 20 }
`;
const VALIDATION = `name: small
training: recipe.yaml
out: validation
scope: { maxQty: 4000, regimes: [calm] }
sealed: { first: 900001 }
`;
const LEARNING = `recipe: recipe.yaml
journals: [journals]
out: out
registry: registry
parent: default
synthetic: true
validate: validate.yaml
`;

const write = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

/** A validation that dies, and one that finds a pass; each says what it was asked about. */
const asked: string[] = [];
const dies: Validate = async () => Promise.reject(new Error('killed'));
const refuses: Validate = async () => Promise.reject(new UsageError('sealed: a bad key'));
const passes: Validate = async ({ model, training, out }) => {
  asked.push([model.slice(0, 6), training.replace(dir, ''), out.replace(dir, '')].join(' '));
  return { verdict: 'pass' } as ValidationReport;
};

const options = (judge: Validate) => ({ threads: 1, by: 'ana', judge });

test('journals of backtests become a calibration and a registered challenger; a run that dies goes on where it was, and what is not new is not learned again', async () => {
  mkdirSync(join(dir, 'journals'));
  for (const [n, name] of ['a', 'b', 'c', 'd'].entries()) await journal(name, n + 1, name !== 'd');
  // the first market again, by a gateway that is nearer
  await journal('e', 1, true, '2900us:0.4');
  write('recipe.yaml', RECIPE);
  write('validate.yaml', VALIDATION);
  const config = readLearning(write('learn.yaml', LEARNING));
  const before = planLearning(config);
  await expect(learn(config, options(dies))).rejects.toThrow('killed');
  const unlock = holdLock(join(dir, 'out/learn.lock'))!;
  await expect(learn(config, options(passes))).rejects.toThrow(/another `sluice learn` is at work/);
  unlock();
  await expect(learn(config, options(refuses))).rejects.toThrow(UsageError);
  // the file is mended: what the run rests on is what it was
  write('validate.yaml', `${VALIDATION}seed: 2\n`);
  const mended = readLearning(join(dir, 'learn.yaml'));
  const challenger = join(dir, 'out/0001/challenger.onnx');
  const made = statSync(challenger).mtimeMs;
  const resumes = planLearning(mended).resumes;
  const report = await learn(mended, options(passes));
  const again = await learn(mended, options(dies));
  write('validate.yaml', `${VALIDATION}seed: 3\n`);
  const another = planLearning(readLearning(join(dir, 'learn.yaml'))).nothingNew;
  expect({
    plan: before.held.map(h => [h.parents, h.recordedDays]).sort(),
    resumes,
    retrained: statSync(challenger).mtimeMs !== made,
    asked,
    again,
    nothingNew: planLearning(mended).nothingNew,
    another,
    ...told(report),
  }).toEqual({
    plan: [
      [2, 0],
      [2, 1],
      [2, 1],
      [2, 1],
      [2, 1],
    ],
    resumes: '0001',
    retrained: false,
    asked: [`${report.trained.hash.slice(0, 6)} /out/0001/recipe.yaml /out/0001/validation`],
    again: report,
    nothingNew: '0001',
    another: undefined,
    days: ['quotes', 'recording', 'recording', 'recording', 'recording'],
    clusters: ['seed 1', 'seed 1', 'seed 2', 'seed 3', 'seed 4'],
    dealt: [['seed 1#0', 'seed 4#0'], ['seed 2#0'], ['seed 3#0']],
    ours: 'found among the prints',
    latency: 'towards 3 ms, by its step',
    impact: 'too little to go by: 10 of 30, in 4 clusters of 5',
    verdict: 'pass',
    registered: [{ name: 'small-learned-0001', parent: report.plan.parent, sources: 5, check: true }],
    latencyText: report.calibrated.latencyText,
  });
}, 240_000);

function told(report: LearnReport) {
  const { calibrated, days, plan, takenUp, validated } = report;
  const median = calibrated.moves.find(m => m.parameter === 'latency.median')!;
  const registry = new Registry(join(dir, 'registry'));
  const found = days.filter(d => d.from === 'recording').every(d => d.ourPart! > 0 && d.missing === 0);
  return {
    days: days.map(d => d.from).sort(),
    clusters: days.map(d => d.cluster).sort(),
    dealt: Object.values(
      (JSON.parse(readFileSync(join(dir, 'out/0001/challenger.json'), 'utf8')) as ModelCard).data.clusters,
    ).map(c => [...c].sort()),
    ours: found ? 'found among the prints' : 'not found',
    latency:
      median.after === 1000 * Math.exp(0.25) && Math.abs(median.found! / 3000 - 1) < 0.1 ? 'towards 3 ms, by its step' : median,
    impact: calibrated.moves[0]!.why,
    verdict: validated.verdict,
    registered: registry.list().map(({ name, lineage, card, hash }) => ({
      name,
      parent: lineage.parent,
      sources: (card as unknown as { learned: { sources: unknown[] } }).learned.sources.length,
      check: takenUp.ok && registry.check(hash)!.ok && plan.sources.length === 5,
    })),
    latencyText: readFileSync(join(dir, 'out/0001/latency.txt'), 'utf8').trim(),
  };
}

test('rows of a recording have labels of all that is foretold, rows of what decisions read none of what quotes do not tell', () => {
  const files = (
    planLearning(readLearning(join(dir, 'learn.yaml'))).plan.sources.length > 0
      ? (JSON.parse(readFileSync(join(dir, 'out/0001/data.json'), 'utf8')) as { file: string }[])
      : []
  ).map(d => readSampleFile(d.file));
  const labelled = files.map(({ from, y }) => [from, ...y.map(column => column.filter(v => v !== null).length / column.length)]);
  expect(labelled.sort()).toEqual([
    ['quotes', 1, 0],
    ['recording', 1, 1],
    ['recording', 1, 1],
    ['recording', 1, 1],
    ['recording', 1, 1],
  ]);
});

test.each([
  ['journals: [nowhere]', /learn\.yaml|journals: .*nowhere does not exist/],
  ['journals: [journals]\nstep: 9', /:\d+: step: must be 2 or less/],
  ['journals: [journals]\ncalibration: { latency: measured:x.csv }', /x\.csv/],
  [
    'journals: [journals]\ncalibration: { latency: "entry=constant:1ms,response=constant:2ms" }',
    /calibration\.latency: must say the same/,
  ],
  ['journals: [{ journal: journals, record: journals }]', /5 journals, and one `record` is named/],
  ['out: other', /journals: is missing/],
])('a mistake in the file is told with its place: %s', (lines, wanted) => {
  const file = write('wrong.yaml', `recipe: recipe.yaml\nregistry: registry\nparent: default\n${lines}\n`);
  expect(() => planLearning(readLearning(file))).toThrow(wanted);
});
