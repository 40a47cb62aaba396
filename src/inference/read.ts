import { z } from 'zod';
import { checkShape } from '../core/learned/check-shape';
import type { LearnedModel } from '../core/learned/model';
import { NAMES, PRODUCER } from '../core/learned/onnx-fields';
import { readMember } from './house/members';
import { GraphWalk } from './house/walk';
import { ModelError } from './model-error';
import { decodeOnnx } from './onnx/decode';
import type { OnnxFile } from './onnx/file';
import { json, termsOf } from './terms';

const MEANS = z.array(z.array(z.number()).nullable());

/** The metadata of any ONNX file, by key. Throws a ModelError for a file that is none. */
export const metadataOf = (bytes: Uint8Array): Readonly<Record<string, string>> => Object.fromEntries(decodeOnnx(bytes).metadata);

/**
 * The model that a file of our own writer holds: read off its graph, node by node, so that the file has one truth. Throws a ModelError for any other file,
 * and for one of ours that was changed.
 */
export const readModel = (bytes: Uint8Array): LearnedModel => houseModel(decodeOnnx(bytes));

/** The same of a file that was decoded. */
export function houseModel(file: OnnxFile): LearnedModel {
  if (file.producer !== PRODUCER) throw new ModelError(`not a file of our own writer: its producer is '${file.producer}'`);
  const { name, features, targets, gate } = termsOf(file);
  const walk = new GraphWalk(file.graph);
  const [inputs, outputs, count] = [features.length, targets.length, gate.length];
  const means = json(file.metadata, 'means', MEANS);
  const members = Array.from({ length: count }, (_, m) => {
    const prefix = `m${m}`;
    return readMember(walk, { prefix, output: count === 1 ? NAMES.y : prefix, inputs, outputs, mean: means[m] ?? null });
  });
  if (count > 1) readGate(walk, count, outputs);
  walk.end();
  const model = { name, features, targets, members, gate };
  try {
    checkShape(model);
  } catch (error) {
    throw new ModelError((error as Error).message);
  }
  return model;
}

function readGate(walk: GraphWalk, members: number, outputs: number): void {
  const all = walk.node(
    'Concat',
    [...Array(members).keys()].map(m => `m${m}`),
    { axis: 1 },
  );
  const each = walk.node('Reshape', [all, walk.integers('each.shape', [-1, members, outputs])]);
  const weights = walk.node('Reshape', [NAMES.gate, walk.integers('weights.shape', [members, 1])]);
  const y = walk.node('ReduceSum', [walk.node('Mul', [each, weights]), walk.integers('y.axes', [1])], { keepdims: 0 });
  if (all !== NAMES.members || y !== NAMES.y) throw walk.foreign('the names of its outputs');
}
