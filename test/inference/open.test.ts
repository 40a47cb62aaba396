import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Forecast, NoForecast } from '../../src/core/learned/forecaster';
import { type OpenOptions, openModel } from '../../src/inference/open';
import type { OpenedModel } from '../../src/inference/opened';
import { onnxOf } from '../../src/training/onnx/write';
import { end, foreign, node, slowNodes, weights } from './foreign';
import { CARD, FEATURES, KINDS } from './models';

const F = FEATURES.length;
const ROW = Float32Array.from({ length: F }, (_, i) => i / 10);
const ENSEMBLE = onnxOf(KINDS[8]!, CARD);

const opened: OpenedModel[] = [];
function open(source: string | Uint8Array, options: OpenOptions): OpenedModel {
  const model = openModel(source, options);
  opened.push(model);
  return model;
}
afterEach(() => {
  for (const model of opened.splice(0)) model.close();
});

type Answer = Forecast | NoForecast;
const ask = (model: OpenedModel, x = ROW, gate?: readonly number[]): Promise<Answer> =>
  new Promise(done => model.ask(x, gate, done));
const rounded = (numbers: readonly number[]): number[] => numbers.map(n => Number(n.toFixed(4)));
const failure = (answer: Answer): string => ('failed' in answer ? answer.failed : `y = ${rounded(answer.y)}`);

test('in process, in a worker and by the evaluator an ensemble says the same', async () => {
  const said = await Promise.all((['process', 'worker', 'flat'] as const).map(where => ask(open(ENSEMBLE, { where }))));
  const [first] = said as Forecast[];
  expect(said).toEqual(
    ['onnx', 'worker', 'flat'].map(by => ({
      y: first!.y.map(n => expect.closeTo(n, 4)),
      members: first!.members.map(n => expect.closeTo(n, 4)),
      took: expect.any(Number),
      by,
    })),
  );
});

test('a model opened by its path has the hash of the file, and what it says of itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  const path = join(folder, 'model.onnx');
  writeFileSync(path, ENSEMBLE);
  const { terms, house } = open(path, { where: 'flat' });
  rmSync(folder, { recursive: true });
  expect([terms.hash.length, terms.name, terms.features, terms.gate, house]).toEqual([
    64,
    'ensemble',
    FEATURES,
    [0.5, 0.3, 0.2],
    true,
  ]);
});

test('the gate that is asked with counts, and x may be used again at once', async () => {
  const model = open(ENSEMBLE, { where: 'worker', patience: 10_000 });
  const x = Float32Array.from(ROW);
  const asked = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ].map(gate => ask(model, x, gate));
  x.fill(Number.NaN);
  const said = (await Promise.all(asked)) as Forecast[];
  expect(said.map(s => rounded(s.y))).toEqual(said.map((s, m) => rounded(s.members.slice(4 * m, 4 * m + 4))));
});

test.each(['process', 'worker', 'flat'] as const)(
  'a row or a gate that does not fit is no answer, and no exception: %s',
  async where => {
    const model = open(ENSEMBLE, { where, patience: 10_000 });
    const said = [await ask(model, ROW.subarray(1)), await ask(model, ROW, [1]), await ask(model, ROW, [1, 0, Number.NaN])];
    expect(said.map(failure)).toEqual([
      'a row of 6 for a model of 7 features',
      'a gate of 1 weights for 3 members',
      'a weight of the gate is no finite number',
    ]);
  },
);

test.each(['process', 'flat'] as const)('numbers that are not finite are no answer: %s', async where => {
  const model = open(onnxOf(KINDS[0]!, CARD), { where });
  expect(failure(await ask(model, new Float32Array(F).fill(Number.NaN)))).toBe('it says NaN for drift');
});

test.each(['process', 'flat'] as const)('a model of somebody else does not run in process: %s', where => {
  expect(() => openModel(foreign(), { where })).toThrow(
    "'mean of the row' was not written by Sluice: it runs in a worker, not in process (where: worker)",
  );
});

test('a model of somebody else runs in a worker', async () => {
  const model = open(foreign(), { where: 'worker', patience: 10_000 });
  const said = (await ask(model)) as Forecast;
  expect([rounded(said.y), said.members, said.by, model.house]).toEqual([[0.3], [], 'worker', false]);
});

test('what the runtime does not take is told with each answer', async () => {
  const model = open(foreign({ nodes: [node('NoSuchOperator', ['features'], 'y')] }), { where: 'worker', patience: 10_000 });
  const said = [await ask(model), await ask(model)];
  expect(said.map(failure)).toEqual(Array(2).fill(expect.stringMatching(/^the runtime does not take it: .*NoSuchOperator/)));
});

test.each([
  ['NaN', [node('Log', ['minus'], 'y')], 'it says NaN for drift'],
  [
    'a column too many',
    [node('Concat', ['minus', 'minus'], 'y', { axis: { i: 1, type: 2 } })],
    'y has the shape [1,2] for a row of 1',
  ],
])('an answer that is none: %s', async (_, last, words) => {
  const nodes = [node('MatMul', ['features', 'w'], 'minus'), ...last];
  // the file does not say how wide y is
  const outputs = [{ name: 'y', type: { tensorType: { elemType: 1 } } }];
  const bytes = foreign({ nodes, initializer: [weights('w', [F, 1], Array(F).fill(-1))], outputs });
  expect(failure(await ask(open(bytes, { where: 'worker', patience: 10_000 })))).toBe(words);
});

test('a model that hangs fails, its process is replaced, and the next one is asked again', async () => {
  const model = open(foreign(slowNodes(400)), { where: 'worker', patience: 100 });
  const said = [...(await Promise.all([ask(model), ask(model)])), await ask(model)];
  expect(said.map(failure)).toEqual(Array(3).fill('no answer within 100 ms: its process is replaced'));
});

test('a process that dies takes its questions along, and the next question starts another', async () => {
  const model = open(foreign(), { where: 'worker', patience: 10_000 });
  await ask(model);
  const asked = ask(model);
  process.kill(childOf(), 'SIGKILL');
  expect([failure(await asked), failure(await ask(model))]).toEqual(['its process ended (SIGKILL)', 'y = 0.3']);
});

/** The one process that this one has started and that lives. */
function childOf(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);
  return children[children.length - 1]!;
}

test('whoever waits when a model is closed is told, and so is whoever asks later', async () => {
  const model = open(foreign(), { where: 'worker', patience: 10_000 });
  const waiting = ask(model);
  model.close();
  expect([failure(await waiting), failure(await ask(model))]).toEqual(['the model was closed', 'the model was closed']);
});

test('too many questions at a time are refused', async () => {
  const model = open(foreign(), { where: 'worker', patience: 10_000 });
  const said = (await Promise.all(Array.from({ length: 66 }, () => ask(model)))).map(failure);
  expect(said.slice(62).sort()).toEqual([
    '64 questions wait for its answers already',
    '64 questions wait for its answers already',
    'y = 0.3',
    'y = 0.3',
  ]);
});

test.each([
  ['no such file', '/no/such/model.onnx', /^model file \/no\/such\/model.onnx: ENOENT/],
  [
    'an output of another name',
    foreign({ outputs: [end('variable', ['N', 1])] }),
    /^outputs: the outputs are 'variable'; missing: 'y'$/,
  ],
])('what cannot be used is refused at once: %s', (_, source, words) => {
  expect(() => openModel(source, { where: 'worker', patience: 10_000 })).toThrow(words);
});

describe('where the runtime cannot be loaded', () => {
  beforeEach(() => {
    jest.resetModules();
    jest.doMock('onnxruntime-node/dist/binding', () => {
      throw new Error('libonnxruntime.so.1: cannot open shared object file');
    });
  });
  afterEach(() => jest.dontMock('onnxruntime-node/dist/binding'));

  test('the evaluator stands in for a house model, and says so once', async () => {
    const fresh = require('../../src/inference/open') as typeof import('../../src/inference/open');
    const told: string[] = [];
    const model = fresh.openModel(ENSEMBLE, { where: 'process', told: text => told.push(text) });
    const said = [await ask(model), await ask(model)] as Forecast[];
    expect([said.map(s => s.by), told, model.instead]).toEqual([
      ['flat', 'flat'],
      [
        "ONNX Runtime does not run 'ensemble' (libonnxruntime.so.1: cannot open shared object file): the evaluator in TypeScript does instead",
      ],
      'libonnxruntime.so.1: cannot open shared object file',
    ]);
  });
});
