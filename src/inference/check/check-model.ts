import { MODEL_FEATURES } from '../../core/features/names';
import { PRODUCER } from '../../core/learned/onnx-fields';
import type { Micros } from '../../core/numbers';
import { hashOf } from '../model-hash';
import { decodeOnnx } from '../onnx/decode';
import type { OnnxFile } from '../onnx/file';
import { DEADLINE, openModel } from '../open';
import { houseModel } from '../read';
import { type FileTerms, termsOf } from '../terms';
import { columnChecks } from './columns';
import { type Finding, lookAt } from './finding';
import { goldenOf } from './golden';
import { type Described, GRAPH_CHECKS } from './graph';
import { ask, extremesRun, goldenRun, parityRun, rangeRun, speedRun } from './runs';

/** What is known of a model file. */
export interface CheckReport {
  /** Nothing keeps it out. */
  readonly ok: boolean;
  readonly hash: string;
  readonly name?: string | undefined;
  /** Our own writer made it: it may run in process. */
  readonly house: boolean;
  readonly findings: readonly Finding[];
}

export interface CheckOptions {
  /** Features that a model may name; left out: MODEL_FEATURES. */
  readonly known?: readonly string[] | undefined;
  /** What 99 of 100 answers must come within (us). */
  readonly deadline?: Micros | undefined;
}

/**
 * Holds a model file to the contract (docs/model-contract.md): first what it says, then, if nothing is wrong with that, what it does, run as the gateway
 * would run it. Takes about a second; a house model runs in this thread meanwhile.
 */
export async function checkModel(bytes: Uint8Array, options: CheckOptions = {}): Promise<CheckReport> {
  const { known = MODEL_FEATURES.map(f => f.name), deadline = DEADLINE } = options;
  const { findings, described } = look(bytes, new Set(known));
  if (described !== undefined && passed(findings)) findings.push(...(await run(bytes, described, deadline)));
  const house = described?.file.producer === PRODUCER;
  return { ok: passed(findings), hash: hashOf(bytes), name: described?.terms.name, house, findings };
}

const passed = (findings: readonly Finding[]): boolean => findings.every(f => f.state !== 'refused');

/** What the file says: each step needs the one before. */
function look(bytes: Uint8Array, known: ReadonlySet<string>): { findings: Finding[]; described?: Described } {
  let file: OnnxFile | undefined;
  const findings = lookAt(bytes, [['file', b => `${(file = decodeOnnx(b)).graph.nodes.length} nodes, ${b.length} bytes`]]);
  if (file === undefined) return { findings };
  let terms: FileTerms | undefined;
  findings.push(...lookAt(file, [['contract', f => (terms = termsOf(f)).name]]));
  if (terms === undefined) return { findings };
  const described = { file, terms };
  findings.push(...lookAt(described, [...GRAPH_CHECKS, ...columnChecks(known)]));
  if (file.producer === PRODUCER) findings.push(...lookAt(file, [['written by', f => `Sluice: ${kinds(f)}`]]));
  return { findings, described };
}

const kinds = (file: OnnxFile): string =>
  houseModel(file)
    .members.map(m => m.kind)
    .join(', ');

/** A check waits longer (ms) than the line does, so that a slow model's time can be told. */
const PATIENCE = 5000;

/** What the model does. */
async function run(bytes: Uint8Array, { file, terms }: Described, deadline: Micros): Promise<Finding[]> {
  const where = file.producer === PRODUCER ? 'process' : 'worker';
  const model = openModel(bytes, { where, patience: PATIENCE });
  try {
    const golden = goldenOf(file, terms);
    const first = await ask(model, golden.rows[0]!);
    if ('failed' in first) return [{ check: 'runtime', state: 'refused', text: first.failed }];
    if (model.instead !== undefined)
      return [{ check: 'runtime', state: 'refused', text: `ONNX Runtime does not run it: ${model.instead}` }];
    const { finding, hopeless } = await speedRun(model, deadline);
    // a model that takes seconds is not asked ten thousand times more
    if (hopeless) return [finding];
    const findings = [await goldenRun(model, golden), await rangeRun(model), finding];
    if (model.house) findings.push(await parityRun(model));
    return [...findings, ...(await extremesRun(model))];
  } finally {
    model.close();
  }
}
