import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrialLedger } from '../../../src/inference/registry/ledger';
import { readTraining } from '../../../src/run/train/config';
import { train } from '../../../src/run/train/train';
import { readValidation } from '../../../src/run/validate/config';
import { explained } from '../../../src/run/validate/explain';
import { type ValidateOptions, validate } from '../../../src/run/validate/validate';
import type { StageName, ValidationReport } from '../../../src/validation/report';
import { folder } from '../../market-data/files';

const dir = folder();
afterAll(() => dir.remove());

dir.file(
  'recipe.yaml',
  `name: small
kind: linear
out: small.onnx
data: { agents: { regimes: [trending], seeds: 6, first: 301, length: 10m }, every: 5s }
targets: { drift: 30s }
features: [imbalance1, signedTrades, trend300, side]
`,
);
const STAGES: readonly StageName[] = ['in-sample', 'out-of-sample', 'walk-forward'];

/** A validation in a folder of its own, with a registry of its own. */
function validation(name: string, { seed = 1, budget = 2 } = {}, registry = name) {
  const file = dir.file(
    `${name}.yaml`,
    `name: ${name}
model: small.onnx
training: recipe.yaml
out: ${name}
seed: ${seed}
scope: { maxQty: 500, regimes: [trending] }
orders: { qty: 500, window: 1m }
inSample: { folds: 2, groups: 3, testGroups: 1, variants: [{ name: stiff, linear: { l2: 1000 } }] }
sealed: { first: 401, seeds: 3, pick: 1, budget: ${budget} }
walkForward: { seeds: 3, trainBlocks: 1, steps: 2 }
`,
  );
  const folders = join(dir.path, `${registry}-models`);
  const run = (options: Partial<ValidateOptions> = {}): Promise<ValidationReport> =>
    validate(readValidation(file), { threads: 1, stages: STAGES, registry: folders, by: 'ana', ...options });
  return { run, ledger: new TrialLedger(folders), out: join(dir.path, name) };
}

/** What a report found, without how long it took and when. */
const found = ({ stages }: ValidationReport) => stages.map(({ seconds: _, ...stage }) => stage);

let whole: ValidationReport;
const first = validation('first');

beforeAll(async () => {
  await train(readTraining(join(dir.path, 'recipe.yaml')), { threads: 1 });
  whole = await first.run();
}, 400_000);

test('every stage that was asked for has its gates, one that was not is inconclusive, and the worst is the verdict', () => {
  expect([
    whole.stages.map(s => [s.stage, s.gates.length > 0]),
    whole.verdict === 'pass',
    whole.sealedAccesses,
    whole.trials,
  ]).toEqual([
    [
      ['guards', false],
      ['in-sample', true],
      ['out-of-sample', true],
      ['walk-forward', true],
      ['stress', false],
      ['paper', false],
    ],
    false,
    1,
    1,
  ]);
  expect(explained(whole)).toContain('inconclusive guards: this stage was not run');
});

test('what is written is what was found, and every number of the page stands in the JSON', () => {
  const json = JSON.parse(readFileSync(join(first.out, 'report.json'), 'utf8'));
  const page = readFileSync(join(first.out, 'report.html'), 'utf8');
  const cells = [...page.matchAll(/data-json="([^"]*)">([^<]*)</g)].map(([, of, text]) => [of!, text!] as const);
  const at = (pointer: string): unknown =>
    pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], json);
  const off = cells.filter(([of, text]) => String(Number((at(of) as number).toPrecision(6))) !== text);
  expect([json, cells.length > 30, off, page.includes('<script')]).toEqual([JSON.parse(JSON.stringify(whole)), true, [], false]);
});

test('the same again runs nothing and opens nothing', async () => {
  let ran = 0;
  const again = await first.run({ told: () => ran++ });
  expect([found(again), ran, first.ledger.accesses({ first: 401, last: 403 }).length]).toEqual([found(whole), 0, 1]);
});

test('a run that dies while the sealed data are open has counted it; the next one ends with the same figures and counts again, for one price', async () => {
  const { run, ledger } = validation('second');
  const stages: StageName[] = ['out-of-sample'];
  const dies = run({
    stages,
    told: stage => {
      if (stage === 'out-of-sample') throw new Error('killed');
    },
  });
  await expect(dies).rejects.toThrow('killed');
  const counted = ledger.accesses({ first: 401, last: 403 }).length;
  const ended = await run({ stages });
  expect([counted, found(ended)[2], ended.sealedAccesses]).toEqual([1, found(whole)[2], 2]);
}, 400_000);

test('once the budget is used up the sealed data stay shut, whoever asks, and nothing passes on them', async () => {
  const { run } = validation('third', { seed: 2, budget: 1 }, 'first');
  const report = await run({ stages: ['out-of-sample'] });
  const sealed = report.stages.find(s => s.stage === 'out-of-sample')!;
  expect([
    sealed.gates.map(g => [g.id, g.verdict]),
    sealed.notes,
    first.ledger.accesses({ first: 401, last: 403 }).length,
  ]).toEqual([
    [
      ['out-of-sample.untouched', 'pass'],
      ['out-of-sample.budget', 'inconclusive'],
    ],
    ['the budget of 1 accesses is used up: the data were not opened'],
    1,
  ]);
});
