import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Forecast, Forecaster, NoForecast } from '../src/core/learned/forecaster';
import type { LearnedModel } from '../src/core/learned/model';
import { rowsWithin } from '../src/core/learned/rows';
import { type OpenOptions, openModel, readModelFile } from '../src/inference/open';
import { PACKAGE_ROOT } from '../src/run/version';
import { trainGbdt } from '../src/training/gbdt/train';
import { onnxOf } from '../src/training/onnx/write';
import { friedman } from './friedman';
import { print, quantileOf, type Row } from './rows';

/** Rows that are asked about again and again. */
const ROWS = 1000;
const WARM = 500;
/** How long (ms) a worker may be silent: what else the machine does shall not end a run. */
const PATIENCE = 10_000;

/** 100 trees of 31 leaves over 30 columns, trained on made-up rows. */
function boosted(): Uint8Array {
  const { trees } = trainGbdt(friedman(1, 5000), {
    loss: 'l2',
    trees: 100,
    leaves: 31,
    learningRate: 0.1,
    minLeaf: 20,
    l2: 0,
    bins: 255,
    seed: 1,
  });
  const model: LearnedModel = {
    name: 'boosted',
    features: Array.from({ length: 30 }, (_, i) => ({ name: `x${i}`, units: '1', fill: null, low: 0, high: 1 })),
    targets: [{ name: 'drift', horizon: 30 }],
    members: [{ kind: 'trees', outputs: [trees] }],
    gate: [1],
  };
  return onnxOf(model, {});
}

const ask = (model: Forecaster, x: Float32Array): Promise<Forecast | NoForecast> =>
  new Promise(done => model.ask(x, undefined, done));

/** Times (us) of so many questions, one at a time. Each is timed from outside: hand-over, checks and back. */
async function times(bytes: Uint8Array, where: OpenOptions['where'], questions: number): Promise<number[]> {
  const model = openModel(bytes, { where, patience: PATIENCE });
  const rows = rowsWithin(model.terms.features, ROWS, 1);
  const took: number[] = [];
  for (let i = 0; i < WARM + questions; i++) {
    const start = process.hrtime.bigint();
    const said = await ask(model, rows[i % ROWS]!);
    const micros = Number(process.hrtime.bigint() - start) / 1000;
    if ('failed' in said) throw new Error(said.failed);
    if (i >= WARM) took.push(micros);
  }
  model.close();
  return took;
}

/** The same by the runtime's own promises. */
async function promised(bytes: Uint8Array, questions: number): Promise<number[]> {
  const { terms } = openModel(bytes, { where: 'flat' });
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const rows = rowsWithin(terms.features, ROWS, 1);
  const took: number[] = [];
  for (let i = 0; i < WARM + questions; i++) {
    const start = process.hrtime.bigint();
    const feeds: Record<string, Tensor> = { features: new Tensor('float32', rows[i % ROWS]!, [1, terms.features.length]) };
    if (terms.gate.length > 1) feeds['gate'] = new Tensor('float32', Float32Array.from(terms.gate), [terms.gate.length]);
    await session.run(feeds);
    if (i >= WARM) took.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  await session.release();
  return took;
}

const WAYS = [
  ['in process', 'process'],
  ['by a worker', 'worker'],
  ['by the evaluator in TypeScript', 'flat'],
] as const;

/** How long one question takes, batch of one, by where the model runs; beside it the promises of the runtime's own interface. */
export async function run(questions = 20_000): Promise<Row[]> {
  const models = [
    ['100 trees of 31 leaves', boosted()],
    ['the default model', readModelFile(join(PACKAGE_ROOT, 'models', 'default.onnx'))],
  ] as const;
  const rows: Row[] = [];
  for (const [name, bytes] of models) {
    const peer = await promised(bytes, questions);
    for (const [way, where] of WAYS) {
      const took = await times(bytes, where, questions);
      for (const [label, q] of [
        ['', 0.5],
        [', p99', 0.99],
      ] as const) {
        const [value, other] = [quantileOf(took, q), quantileOf(peer, q)];
        rows.push({ name: `${name}, ${way}${label}`, value, unit: 'us', peerName: 'run()', peer: other, ratio: other / value });
      }
    }
  }
  return rows;
}

if (require.main === module) void run().then(print);
