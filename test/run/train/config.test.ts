import { parseTraining } from '../../../src/run/train/config';
import { UsageError } from '../../../src/run/usage-error';

const GOOD = `name: one
kind: gbdt
out: one.onnx
data:
  agents: { regimes: [calm], seeds: 3, length: 10m }
targets: { drift: 60s }
features: [spreadBps, imbalance1]
`;

test('a training as its file says it: files beside it, targets in the order of the model, defaults where it says nothing', () => {
  const read = parseTraining('/desk/one.yaml', GOOD.replace('{ drift: 60s }', '{ volume: 2m, drift: 30s }'));
  expect({
    out: read.out,
    targets: read.targets,
    features: read.features.map(f => f.name),
    seed: read.seed,
    every: read.data.every,
    split: read.split,
  }).toEqual({
    out: '/desk/one.onnx',
    targets: [
      { name: 'drift', horizon: 30 },
      { name: 'volume', horizon: 120 },
    ],
    features: ['spreadBps', 'imbalance1'],
    seed: 1,
    every: 10_000_000,
    split: { valid: 0.2, test: 0.2 },
  });
});

test.each<[string, readonly [from: string, to: string], RegExp]>([
  ['an unknown key', ['kind: gbdt', 'kind: gbdt\ntrees: 5'], /^t\.yaml:3: trees: unknown key$/],
  ['an unknown kind', ['gbdt', 'forest'], /^t\.yaml:2: kind: must be linear, gbdt, mlp or ensemble$/],
  ['another ending', ['one.onnx', 'one.bin'], /^t\.yaml:3: out: must end in \.onnx$/],
  [
    'no data',
    ['  agents: { regimes: [calm], seeds: 3, length: 10m }', '  every: 5s'],
    /^t\.yaml:4: data: name `agents`, `files` or `samples`/,
  ],
  [
    'an unknown feature',
    ['imbalance1', 'imbalance9'],
    /^t\.yaml:7: features\.1: 'imbalance9' is no feature of a symbol: spreadBps, /,
  ],
  ['a feature twice', ['imbalance1', 'spreadBps'], /^t\.yaml:7: features: 'spreadBps' is named twice$/],
  ['half a pair', ['imbalance1', 'queueBid'], /^t\.yaml:7: features: 'queueBid' needs the same of the other side/],
  ['fill without a side', ['drift: 60s', 'fill: 60s'], /^t\.yaml:7: features: `targets\.fill` needs the feature `side`$/],
  ['a horizon of half a second', ['60s', '500ms'], /^t\.yaml:6: targets\.drift: must be whole seconds, from 1s to 10m$/],
  ['no target', ['{ drift: 60s }', '{}'], /^t\.yaml:6: targets: name at least one of drift, volume, volatility, fill$/],
  ['too short a market', ['10m', '9m'], /^t\.yaml:5: data\.agents\.length: must be 10m or more$/],
  [
    'nothing to train on',
    ['kind: gbdt', 'kind: gbdt\nsplit: { valid: 0.5, test: 0.5 }'],
    /^t\.yaml:3: split: `valid` and `test` leave less than a tenth/,
  ],
  [
    'a number that is none',
    ['kind: gbdt', 'kind: gbdt\ngbdt: { learningRate: fast }'],
    /^t\.yaml:3: gbdt\.learningRate: must be a number$/,
  ],
])('a mistake is told with file, line and key: %s', (_what, [from, to], said) => {
  expect(mistakeOf(GOOD.replace(from, to))).toMatch(said);
});

/** What is said of a file that cannot be used. */
function mistakeOf(text: string): string {
  try {
    parseTraining('t.yaml', text);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'nothing';
}
