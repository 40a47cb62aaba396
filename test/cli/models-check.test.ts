import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onnxOf } from '../../src/training/onnx/write';
import { CARD, linear, model } from '../inference/models';
import { sluice } from './run-cli';

let folder: string;
let good: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  good = join(folder, 'good.onnx');
  writeFileSync(good, onnxOf(model('small', [linear(1)]), CARD));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Other tests run at the same time. */
const DEADLINE = ['--deadline', '1s'];

test('sluice models check says what it found, and that the model may be used', async () => {
  const { code, out } = await sluice('models', 'check', good, ...DEADLINE);
  const [head, hash, ...rows] = out;
  expect([code, head, hash!.length, rows.find(r => r.includes('parity')), rows.at(-1)]).toEqual([
    0,
    `${good}: small`,
    'sha256 '.length + 64,
    expect.stringMatching(/^ok {2,}parity {2,}10000 rows, at most [\d.]+e-\d+ from the evaluator$/),
    'passed: may run in process',
  ]);
});

test('a model that is refused: its reasons, as JSON, and exit code 1', async () => {
  const bad = join(folder, 'bad.onnx');
  writeFileSync(bad, onnxOf(model('no lineage', [linear(1)]), { window: 'a day' }));
  const { code, out } = await sluice('models', 'check', good, bad, '--json', ...DEADLINE);
  type Report = { file: string; ok: boolean; findings: { check: string; state: string; text: string }[] };
  const [first, second] = out.map(line => JSON.parse(line) as Report);
  expect([code, first!.ok, second!.file, second!.ok, second!.findings.filter(f => f.state === 'refused')]).toEqual([
    1,
    true,
    bad,
    false,
    [{ check: 'lineage', state: 'refused', text: "metadata 'dataHash' is missing (docs/model-contract.md)" }],
  ]);
});

test.each([
  ['a file that is not there', ['/no/such.onnx'], /^sluice: model file \/no\/such.onnx: ENOENT/],
  ['a time that is none', ['x.onnx', '--deadline', 'soon'], /^sluice: --deadline: 'soon' is not a length of time/],
])('a mistake of the user: %s', async (_, args, words) => {
  const { code, err } = await sluice('models', 'check', ...args);
  expect([code, err]).toEqual([2, [expect.stringMatching(words)]]);
});
