import type { DenseLayer, LinearMember, Member, MlpMember, Trees } from '../../core/learned/model';
import { NAMES } from '../../core/learned/onnx-fields';
import type { GraphWriter } from './graph';

/** Writes a member's nodes and weights, named from `prefix`; its K outputs are called `output`. */
export function writeMember(graph: GraphWriter, member: Member, prefix: string, output: string): void {
  const squashed = member.kind === 'trees' ? member.outputs.map(trees => trees.logistic) : member.logistic;
  const plain = squashed.every(s => !s);
  const raw = writeSums(graph, member, prefix, plain ? output : `${prefix}.sums`);
  if (plain) return;
  if (squashed.every(s => s)) {
    graph.node('Sigmoid', [raw], output);
    return;
  }
  const chances = graph.node('Sigmoid', [raw], `${prefix}.chances`);
  graph.node('Where', [graph.flags(`${prefix}.logistic`, squashed), chances, raw], output);
}

function writeSums(graph: GraphWriter, member: Member, prefix: string, output: string): string {
  if (member.kind === 'linear') return writeLinear(graph, member, prefix, output);
  return member.kind === 'mlp' ? writeMlp(graph, member, prefix, output) : writeTrees(graph, member.outputs, prefix, output);
}

const writeLinear = (graph: GraphWriter, { weights, bias }: LinearMember, prefix: string, output: string): string =>
  writeDense(graph, { weights, bias }, `${prefix}.linear`, NAMES.features, output);

function writeMlp(graph: GraphWriter, { mean, scale, layers }: MlpMember, prefix: string, output: string): string {
  const width = [mean.length];
  const away = graph.node('Sub', [NAMES.features, graph.floats(`${prefix}.mean`, mean, width)], `${prefix}.away`);
  let from = graph.node('Div', [away, graph.floats(`${prefix}.scale`, scale, width)], `${prefix}.standard`);
  for (const [n, layer] of layers.entries()) {
    const name = `${prefix}.layer${n}`;
    if (n === layers.length - 1) return writeDense(graph, layer, name, from, output);
    from = graph.node('Tanh', [writeDense(graph, layer, name, from, `${name}.sums`)], name);
  }
  throw new Error(`${prefix}: a network without layers`);
}

/** from * weights^T + bias. */
function writeDense(graph: GraphWriter, { weights, bias }: DenseLayer, name: string, from: string, output: string): string {
  const w = graph.floats(`${name}.weights`, weights, [bias.length, weights.length / bias.length]);
  const b = graph.floats(`${name}.bias`, bias, [bias.length]);
  return graph.node('Gemm', [from, w, b], output, { transB: { int: 1 } });
}

function writeTrees(graph: GraphWriter, outputs: readonly Trees[], prefix: string, output: string): string {
  if (outputs.length === 1) return writeEnsemble(graph, outputs[0]!, output);
  const columns = outputs.map((trees, k) => writeEnsemble(graph, trees, `${prefix}.trees${k}`));
  return graph.node('Concat', columns, output, { axis: { int: 1 } });
}

/**
 * Trees as one TreeEnsembleRegressor of ai.onnx.ml 3 (onnx/docs/Operators-ml.md). The runtime takes the nodes of a tree only where they stand in one run with
 * the root first, so they are written so. The runtime ignores `nodes_hitrates`; they carry what attributions weigh by.
 */
function writeEnsemble(graph: GraphWriter, trees: Trees, output: string): string {
  const { order, tree, place } = laidOut(trees);
  const at = (column: ArrayLike<number>): number[] => order.map(n => column[n]!);
  const split = order.map(n => trees.feature[n]! >= 0);
  const child = (column: Int32Array): number[] => order.map((n, i) => (split[i] ? place[column[n]!]! : 0));
  const leaves = order.flatMap((n, i) => (split[i] ? [] : [{ tree: tree[i]!, place: place[n]!, value: trees.value[n]! }]));
  return graph.mlNode('TreeEnsembleRegressor', [NAMES.features], output, {
    aggregate_function: { text: 'SUM' },
    base_values: { floats: Float32Array.of(trees.base) },
    n_targets: { int: 1 },
    nodes_falsenodeids: { ints: child(trees.right) },
    nodes_featureids: { ints: at(trees.feature).map(f => Math.max(0, f)) },
    nodes_hitrates: { floats: Float32Array.from(at(trees.cover)) },
    nodes_modes: { texts: split.map(s => (s ? 'BRANCH_LEQ' : 'LEAF')) },
    nodes_nodeids: { ints: order.map(n => place[n]!) },
    nodes_treeids: { ints: tree },
    nodes_truenodeids: { ints: child(trees.left) },
    nodes_values: { floats: Float32Array.from(order, (n, i) => (split[i] ? trees.threshold[n]! : 0)) },
    post_transform: { text: 'NONE' },
    target_ids: { ints: leaves.map(() => 0) },
    target_nodeids: { ints: leaves.map(l => l.place) },
    target_treeids: { ints: leaves.map(l => l.tree) },
    target_weights: { floats: Float32Array.from(leaves, l => l.value) },
  });
}

/** Nodes in the order of the file; of each place there its tree, and of each node its number within its tree. */
interface Layout {
  readonly order: readonly number[];
  readonly tree: readonly number[];
  readonly place: Int32Array;
}

function laidOut({ roots, feature, left, right }: Trees): Layout {
  const order: number[] = [];
  const tree: number[] = [];
  const place = new Int32Array(feature.length);
  for (const [t, root] of roots.entries()) {
    const nodes = [root];
    for (let i = 0; i < nodes.length; i++) if (feature[nodes[i]!]! >= 0) nodes.push(left[nodes[i]!]!, right[nodes[i]!]!);
    // children come after their node, so that the root stays in front
    nodes.sort((a, b) => a - b);
    for (const [i, node] of nodes.entries()) {
      place[node] = i;
      order.push(node);
      tree.push(t);
    }
  }
  return { order, tree, place };
}
