import { readFileSync } from 'node:fs';
import type { ModelTerms } from '../core/learned/forecaster';
import type { LearnedModel } from '../core/learned/model';
import { PRODUCER } from '../core/learned/onnx-fields';
import type { Micros } from '../core/numbers';
import { lookAt } from './check/finding';
import { GRAPH_CHECKS } from './check/graph';
import { FlatRunner } from './flat';
import { ModelError } from './model-error';
import { hashOf } from './model-hash';
import { decodeOnnx } from './onnx/decode';
import { OpenedModel } from './opened';
import { houseModel } from './read';
import { type Runner, type Width, wordsOf } from './runner';
import { SessionRunner } from './session';
import { termsOf } from './terms';
import { WorkerRunner } from './worker';

/** How long (us) the line waits where nobody says otherwise. */
export const DEADLINE: Micros = 2000;
/** A worker that is silent for so long (ms), and for so many deadlines, is replaced. */
const PATIENCE = 1000;
const DEADLINES = 2;

export interface OpenOptions {
  /** `process`: ONNX Runtime in this process; `flat`: the evaluator in TypeScript; both for files of our own writer only. `worker`: in a process of its own. */
  readonly where: 'process' | 'worker' | 'flat';
  /** How long (us) the line waits for an answer. Later ones are given all the same: they may serve the next slice. */
  readonly deadline?: Micros | undefined;
  /** How long (ms) a worker may be silent before it is killed; left out: 1 s, at least two deadlines. */
  readonly patience?: number | undefined;
  /** Hears, once, that the evaluator stands in for a runtime that could not be loaded. */
  readonly told?: ((text: string) => void) | undefined;
}

/**
 * Opens a model file (its path, or its bytes). Throws a ModelError that says what is wrong and where: for a file that is none, was cut off or damaged, does not hold
 * to the contract (docs/model-contract.md), or is not one of ours and shall run in process. Whether it is any good `checkModel` finds out.
 */
export function openModel(source: string | Uint8Array, options: OpenOptions): OpenedModel {
  const bytes = typeof source === 'string' ? readModelFile(source) : source;
  const file = decodeOnnx(bytes);
  const terms = { hash: hashOf(bytes), ...termsOf(file) };
  const refused = lookAt({ file, terms }, GRAPH_CHECKS).find(f => f.state === 'refused');
  if (refused !== undefined) throw new ModelError(`${refused.check}: ${refused.text}`);
  const learned = file.producer === PRODUCER ? houseModel(file) : undefined;
  if (learned === undefined && options.where !== 'worker')
    throw new ModelError(`'${terms.name}' was not written by Sluice: it runs in a worker, not in process (where: worker)`);
  const { runner, instead } = runnerOf({ bytes, terms, learned }, options);
  return new OpenedModel({ terms, runner, learned, instead });
}

/** The bytes of a model file. Throws a ModelError where it cannot be read. */
export function readModelFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ModelError(`model file ${path}: ${wordsOf(error)}`);
  }
}

interface Opening {
  readonly bytes: Uint8Array;
  readonly terms: ModelTerms;
  readonly learned: LearnedModel | undefined;
}

function runnerOf({ bytes, terms, learned }: Opening, options: OpenOptions): { runner: Runner; instead?: string } {
  const { where, deadline = DEADLINE, told } = options;
  const width: Width = { features: terms.features.length, targets: terms.targets.length, members: terms.gate.length };
  const patience = options.patience ?? Math.max(PATIENCE, (deadline * DEADLINES) / 1000);
  if (where === 'worker') return { runner: new WorkerRunner(bytes, width, patience) };
  if (where === 'flat') return { runner: new FlatRunner(learned!) };
  try {
    return { runner: new SessionRunner(bytes, width) };
  } catch (error) {
    const instead = wordsOf(error);
    told?.(`ONNX Runtime does not run '${terms.name}' (${instead}): the evaluator in TypeScript does instead`);
    return { runner: new FlatRunner(learned!), instead };
  }
}
