import type { LearnedModel } from '../../core/learned/model';
import { CONTRACT, ENTRY, GRAPH, ML, MODEL, NAMES, OPSET, PRODUCER } from '../../core/learned/onnx-fields';
import { goldenOf } from './golden';
import { GraphWriter } from './graph';
import { writeMember } from './members';
import { ProtoWriter } from './proto';

/** Versions that the operators used here have had unchanged semantics since; onnxruntime-node 1.30.0 takes them. */
const IR_VERSION = 8;
const OPSETS = [
  ['', 17],
  [ML, 3],
] as const;

/**
 * A model as an ONNX file that the contract holds for (docs/model-contract.md). Inputs: `features` float32 [N,F] and, of a model with several members, `gate`
 * float32 [M]. Outputs: `y` float32 [N,K] and, of several members, `members` float32 [N,M*K]. `metadata`: what else the file says of itself, such as
 * `window` and `dataHash`; the keys that this function writes itself may not be among it. The same arguments give the same bytes.
 * Throws an Error for such a key, and where the model's arrays do not fit one another.
 */
export function onnxOf(model: LearnedModel, metadata: Readonly<Record<string, string>>): Uint8Array {
  const own = metadataOf(model);
  for (const key of Object.keys(metadata))
    if (Object.hasOwn(own, key)) throw new Error(`the metadata key '${key}' is written from the model itself`);
  const entries = Object.entries({ ...metadata, ...own }).sort(([a], [b]) => (a < b ? -1 : 1));
  const file = new ProtoWriter();
  file.int(MODEL.irVersion, IR_VERSION);
  file.text(MODEL.producer, PRODUCER);
  for (const [domain, version] of OPSETS)
    file.message(MODEL.opset, o => {
      o.text(OPSET.domain, domain);
      o.int(OPSET.version, version);
    });
  for (const [key, value] of entries)
    file.message(MODEL.metadata, e => {
      e.text(ENTRY.key, key);
      e.text(ENTRY.value, value);
    });
  // last, so that a file that was cut off, wherever, has no whole graph
  file.chunk(MODEL.graph, graphOf(model));
  return file.bytes();
}

/** `means`: what the graph of linear members has no place for, by member. */
const metadataOf = (model: LearnedModel): Record<string, string> => ({
  contract: CONTRACT,
  name: model.name,
  features: JSON.stringify(model.features.map(({ name, units, fill, low, high }) => ({ name, units, fill, low, high }))),
  targets: JSON.stringify(model.targets.map(({ name, horizon }) => ({ name, horizon }))),
  gate: JSON.stringify(model.gate),
  means: JSON.stringify(model.members.map(m => (m.kind === 'linear' ? [...m.mean] : null))),
  golden: JSON.stringify(goldenOf(model)),
});

function graphOf({ name, features, targets, members }: LearnedModel): Uint8Array {
  const graph = new GraphWriter();
  const [f, k, m] = [features.length, targets.length, members.length];
  graph.end(GRAPH.input, NAMES.features, ['N', f]);
  if (m === 1) writeMember(graph, members[0]!, 'm0', NAMES.y);
  else {
    graph.end(GRAPH.input, NAMES.gate, [m]);
    for (const [i, member] of members.entries()) writeMember(graph, member, `m${i}`, `m${i}`);
    const all = graph.node(
      'Concat',
      [...members.keys()].map(i => `m${i}`),
      NAMES.members,
      { axis: { int: 1 } },
    );
    const each = graph.node('Reshape', [all, graph.integers('each.shape', [-1, m, k])], 'each');
    const weights = graph.node('Reshape', [NAMES.gate, graph.integers('weights.shape', [m, 1])], 'weights');
    const weighted = graph.node('Mul', [each, weights], 'weighted');
    graph.node('ReduceSum', [weighted, graph.integers('y.axes', [1])], NAMES.y, { keepdims: { int: 0 } });
  }
  graph.end(GRAPH.output, NAMES.y, ['N', k]);
  if (m > 1) graph.end(GRAPH.output, NAMES.members, ['N', m * k]);
  return graph.bytes(name);
}
