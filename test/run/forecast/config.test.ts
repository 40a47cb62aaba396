import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LearnedModel } from '../../../src/core/learned/model';
import { readConfig } from '../../../src/run/config';
import { loadModels, modelsLine, rolledBackLine } from '../../../src/run/forecast/load';
import { readRegimes } from '../../../src/run/forecast/regimes-file';
import { onnxOf } from '../../../src/training/onnx/write';
import { linear, use } from './served';

const dir = mkdtempSync(join(tmpdir(), 'models-'));
afterAll(() => rmSync(dir, { recursive: true }));

const path = join(dir, 'sluice.yaml');
const text = (models: string): string => `instruments: [{ symbol: ACME, tick: 0.01, lot: 1 }]\nmodels: ${models}\n`;
const read = (models: string) => readConfig(path, text(models)).models!;
const written = (name: string, model: LearnedModel): string => {
  writeFileSync(join(dir, name), onnxOf(model, {}));
  return name;
};
const drift = written('drift.onnx', linear('leans', { imbalance1: 2 }, 0));
const load = (models: string) => loadModels(read(models), { registry: join(dir, 'registry'), mode: 'acts', flat: true });

test.each([
  ['{ deadline: 2ms }', 'models: name a predictor or a policy'],
  ['{ predictor: default, deadline: 2 }', 'models.deadline: must be a length of time such as 500us, 20ms, 1.5s or 1m'],
  ['{ predictor: default, deadline: 10us }', 'models.deadline: must be from 100us to 1s'],
  ['{ predictor: default, where: gpu }', 'models.where: must be process or worker'],
  ['{ predictor: default, share: 2 }', 'models.share'],
  ['{ policy: a.onnx, challenger: b.onnx }', 'models: a challenger needs a predictor to be measured against'],
  ['{ predictor: default, predicter: x }', 'models.predicter: unknown key'],
])('a config with models %s is refused: %s', (models, told) => {
  expect(() => read(models)).toThrow(told);
});

test('a file is taken from beside the config, and opened; what goes into the journal is JSON', () => {
  const { inForce, served } = load(`{ predictor: ${drift}, deadline: 5ms }`);
  const { predictor } = inForce;
  expect([
    served[0]!.terms.hash === predictor!.hash,
    modelsLine(inForce),
    JSON.parse(JSON.stringify(predictor)).features,
    inForce.deadline,
  ]).toEqual([true, `models: predictor leans (${predictor!.hash.slice(0, 8)}); they act`, [use('imbalance1')], 5000]);
});

test('a start says where its predictor was rolled back before, and what orders go by', () => {
  const { inForce } = load(`{ predictor: ${drift} }`);
  const { predictor, ...without } = inForce;
  const older = { ...without, predictor: { ...predictor!, name: 'older', hash: '0123456789' } };
  const begins = `models: leans (${predictor!.hash.slice(0, 8)}) was rolled back, orders go by`;
  expect([inForce, without, older].map(stands => rolledBackLine(inForce, stands)?.split(';')[0])).toEqual([
    undefined,
    `${begins} their baselines`,
    `${begins} older (01234567)`,
  ]);
});

test('a range without an end is the widest that JSON has', () => {
  const open = linear('open', { imbalance1: 2 }, 0);
  const features = [use('imbalance1', { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY })];
  const { inForce } = load(`{ predictor: ${written('open.onnx', { ...open, features })} }`);
  expect(inForce.predictor!.features).toEqual([use('imbalance1', { low: -Number.MAX_VALUE, high: Number.MAX_VALUE })]);
});

writeFileSync(join(dir, 'cut.onnx'), onnxOf(linear('leans', { imbalance1: 2 }, 0), {}).subarray(0, 200));
mkdirSync(join(dir, 'registry'));
const stranger = linear('stranger', { moonPhase: 1 }, 0);
const refused: readonly (readonly [what: string, models: string, told: RegExp])[] = [
  ['a file that is not there', '{ predictor: nowhere.onnx }', /nowhere\.onnx: the model cannot be read/],
  ['one that was cut off', '{ predictor: cut.onnx }', /models\.predictor: .*cut\.onnx: /],
  ['a hash that nobody registered', '{ predictor: "abcdef123456" }', /abcdef123456/],
  ['a predictor as a policy', `{ policy: ${drift} }`, /models\.policy: .*a policy says `tilt`, and it has no such target/],
  [
    'a policy as a predictor',
    `{ predictor: ${written('tilt.onnx', linear('tilts', { imbalance1: 1 }, 0, { name: 'tilt', horizon: 10 }))} }`,
    /models\.predictor: .*a predictor says `drift`/,
  ],
  [
    'a feature that nobody knows',
    `{ predictor: ${written('moon.onnx', { ...stranger, features: [use('moonPhase', { fill: null })] })} }`,
    /its feature 'moonPhase' is none that we know/,
  ],
];
test.each(refused)('%s is refused, with the file and the reason', (_what, models, told) => {
  expect(() => load(models)).toThrow(told);
});

test.each([
  ['{', /is no JSON/],
  [
    '{"hmm":{"start":[1,0],"transition":[],"mean":[],"variance":[],"floor":0},"bar":5000000}',
    /hmm\.start: must be 3 probabilities/,
  ],
])('a regime file that is %s is refused', (json, told) => {
  const file = join(dir, 'regimes.json');
  writeFileSync(file, json);
  expect(() => readRegimes(file)).toThrow(told);
});
