import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../../../src/inference/read';
import type { ModelCard } from '../../../src/run/train/card';
import { configHash } from '../../../src/run/train/card';
import { readTraining } from '../../../src/run/train/config';

const FOLDER = join(__dirname, '../../../models');
const bytes = readFileSync(join(FOLDER, 'default.onnx'));
const card = JSON.parse(readFileSync(join(FOLDER, 'default.json'), 'utf8')) as ModelCard;

test('the model that ships is the one its card tells of, made of the config beside it, of synthetic data only', () => {
  const model = readModel(bytes);
  expect(card).toMatchObject({
    file: 'default.onnx',
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    made: { configHash: configHash(readTraining(join(FOLDER, 'default.yaml'))) },
    data: { source: 'synthetic' },
    features: model.features,
    targets: model.targets,
    members: model.members.map((m, i) => ({ kind: m.kind, gate: model.gate[i] })),
  });
});

test('it is small, and out of sample it knows more than nothing of each of its targets', () => {
  const figures = card.figures.filter(f => f.part === 'test' && f.group === 'all' && f.of === 'model');
  expect([bytes.length < 1_000_000, figures.map(f => [f.target, f.low! > 0, f.clusters >= 30])]).toEqual([
    true,
    ['drift', 'volume', 'volatility', 'fill'].map(target => [target, true, true]),
  ]);
});
