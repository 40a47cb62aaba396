import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { modelFile } from '../inference/registry/models';
import { sluice } from './run-cli';

const dir = mkdtempSync(join(tmpdir(), 'sluice-models-'));
afterAll(() => rmSync(dir, { recursive: true }));
const at = (name: string): string => join(dir, name);
const data = ['--data', at('data')];

/** What differs from run to run. */
const plain = (lines: readonly string[]): string[] =>
  lines.map(line =>
    line
      .replaceAll(/[0-9a-f]{64}/g, 'HASH')
      .replaceAll(/\b[0-9a-f]{12}\b/g, 'HASH12')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME'),
  );

test('models are added, listed and shown with what they were made from; what fails its check is refused and kept as failed', async () => {
  writeFileSync(at('first.onnx'), modelFile(1));
  writeFileSync(
    at('first.json'),
    JSON.stringify({
      window: 'a week',
      made: { by: 'sluice 0.1.0', configHash: 'c1', dataHash: 'd1', seed: 7 },
      governance: { tier: 2, purpose: 'a test', monitoring: ['PSI', 'coverage'] },
    }),
  );
  const wrong = Buffer.from(modelFile(2));
  wrong.writeFloatLE(2.5, wrong.indexOf(Buffer.from(Float32Array.of(2).buffer)));
  writeFileSync(at('second.onnx'), wrong);
  const first = await sluice('models', 'add', at('first.onnx'), '--by', 'ana', ...data);
  const hash = first.out[0]!.slice(0, 12);
  const second = await sluice('models', 'add', at('second.onnx'), '--by', 'bo', '--parent', hash, ...data);
  const promoted = await sluice(
    'models',
    'promote',
    second.out[0]!.slice(0, 12),
    '--role',
    'predictor',
    '--by',
    'bo',
    '--reason',
    'x',
    ...data,
  );
  const listed = await sluice('models', 'list', ...data);
  const shown = await sluice('models', 'show', second.out[0]!.slice(0, 12), ...data);
  const card = await sluice('models', 'show', hash, ...data);
  const said = plain(shown.out);
  const lineage = said.slice(
    said.indexOf('lineage:'),
    said.findIndex(l => l.startsWith('check')),
  );
  expect([
    [
      first.code,
      second.code,
      promoted.code,
      /^sluice: small-2 HASH12 is not promoted: its check failed: golden/.test(plain(promoted.err)[0]!),
    ],
    plain(listed.out)
      .slice(1)
      .map(line => line.split(/ {2,}/).slice(0, 7).join(' | ')),
    lineage,
    said.slice(said.indexOf('change log:')),
    plain(card.out).filter(line => /^(tier|purpose|monitoring|its card| {2}made from)/.test(line)),
  ]).toEqual([
    [0, 0, 2, true],
    [
      'HASH12 | small-1 | candidate | - | drift 30s | no | d1',
      'HASH12 | small-2 | candidate | - | drift 30s | failed | d0',
      'promoted: predictor none promoted, policy none promoted, challenger none promoted',
    ],
    [
      'lineage:',
      '  HASH12 small-2: data d0, config not said, code not said, window made up',
      '    HASH12 small-1: data d1, config c1, code sluice 0.1.0, seed 7, window a week',
    ],
    ['change log:', '  TIME added by bo'],
    [
      'purpose: a test',
      'tier: 2',
      'monitoring: PSI',
      'monitoring: coverage',
      'its card does not say: owner, assumptions, limits, benchmark, challenge, overrides, retirement',
      '  made from it: HASH12 small-2',
    ],
  ]);
}, 120_000);

test.each<[string, string[], string]>([
  [
    'a hash that is none',
    ['show', 'default'],
    "sluice: 'default' is no hash: take six or more of its hex digits, as `sluice models list` shows them",
  ],
  [
    'nothing to roll back',
    ['rollback', '--role', 'policy', '--reason', 'x'],
    'sluice: policy: nothing was promoted that could be rolled back',
  ],
  [
    'a reason on two lines',
    ['rollback', '--role', 'policy', '--reason', 'a\nb'],
    'sluice: --reason: has a control character: write it as plain text on one line',
  ],
])('%s: exit code 2 and why', async (_what, args, message) => {
  const { code, err } = await sluice('models', ...args, ...data);
  expect([code, err[0]]).toEqual([2, message]);
});

test('a journal without a bandit has nothing to value', async () => {
  const journal = new SqliteJournal(at('journal.db'), { durability: 'process' });
  journal.close();
  const { code, err } = await sluice('models', 'bandit', at('journal.db'));
  expect([code, err[0]!.includes('no draw of a bandit was scored there')]).toEqual([2, true]);
});
