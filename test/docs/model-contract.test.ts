import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_FEATURES } from '../../src/core/features/names';
import { checkModel } from '../../src/inference/check/check-model';
import { metadataOf } from '../../src/inference/read';
import { onnxOf } from '../../src/training/onnx/write';
import { CARD, linear, model } from '../inference/models';

const page = readFileSync(join(__dirname, '../../docs/model-contract.md'), 'utf8');
const section = (title: string): string => page.split(/^## /m).find(s => s.startsWith(`${title}\n`)) ?? '';
const rows = (title: string): string[] =>
  section(title)
    .split('\n')
    .filter(line => line.startsWith('| `'));
const firstCells = (title: string): string[] =>
  rows(title).flatMap(row => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(m => m[1]!));

test('docs/model-contract.md lists every feature that a model may name, with its units, in the order of the code', () => {
  expect(rows('Features')).toEqual(MODEL_FEATURES.map(f => `| \`${f.name}\` | ${f.units} |`));
});

test('docs/model-contract.md lists the checks that a model of our own goes through', async () => {
  const { findings } = await checkModel(onnxOf(model('small', [linear(1)]), CARD), { deadline: 1_000_000 });
  const run = findings.filter(f => f.state !== 'note').map(f => f.check);
  // of a model that loads there is nothing to tell
  expect([...run, 'runtime'].sort()).toEqual(firstCells('What is checked').sort());
});

test('docs/model-contract.md names the keys that a file of our own writer has, but for one that only that writer reads', () => {
  const written = Object.keys(metadataOf(onnxOf(model('small', [linear(1)]), CARD)));
  expect(firstCells('Metadata').sort()).toEqual([...written.filter(k => k !== 'means'), 'reference'].sort());
});
