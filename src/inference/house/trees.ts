import type { Trees } from '../../core/learned/model';
import { splitMeans } from '../../core/learned/split-means';
import type { OnnxAttribute } from '../onnx/file';
import type { GraphWalk } from './walk';

/** Attributes of a TreeEnsembleRegressor that our writer writes; a file with others means something else. */
const WRITTEN = 16;

/** The trees of a node, without their link. `walk` throws where they are not as our writer writes them. */
export function treesOf(attributes: ReadonlyMap<string, OnnxAttribute>, walk: GraphWalk): Trees {
  const read = new Attributes(attributes, walk);
  read.text('aggregate_function', 'SUM');
  read.text('post_transform', 'NONE');
  const modes = attributes.get('nodes_modes')?.texts ?? [];
  const nodes = modes.length;
  const tree = read.ints('nodes_treeids', nodes);
  const starts = startsOf(tree, read.ints('nodes_nodeids', nodes), walk);
  const split = modes.map(mode => {
    if (mode !== 'BRANCH_LEQ' && mode !== 'LEAF') throw walk.foreign(`a tree's node of mode '${mode}'`);
    return mode === 'BRANCH_LEQ';
  });
  const child = (name: string): Int32Array =>
    Int32Array.from(read.ints(name, nodes), (id, i) => (split[i] ? place(id, tree[i]!, starts, walk) : 0));
  const leaves = split.flatMap((s, i) => (s ? [] : [i]));
  const weights = leafWeights(read, { leaves, tree, starts }, walk);
  const trees = {
    base: read.floats('base_values', 1)[0]!,
    logistic: false,
    roots: Int32Array.from(starts.slice(0, -1)),
    feature: Int16Array.from(read.ints('nodes_featureids', nodes), (f, i) => (split[i] ? f : -1)),
    threshold: Float32Array.from(read.floats('nodes_values', nodes), (t, i) => (split[i] ? t : 0)),
    left: child('nodes_truenodeids'),
    right: child('nodes_falsenodeids'),
    value: weights,
    cover: Float32Array.from(read.floats('nodes_hitrates', nodes)),
  };
  if (attributes.size !== WRITTEN || attributes.get('n_targets')?.int !== 1)
    throw walk.foreign('attributes of TreeEnsembleRegressor');
  return { ...trees, value: splitMeans(trees) };
}

class Attributes {
  constructor(
    private readonly attributes: ReadonlyMap<string, OnnxAttribute>,
    private readonly walk: GraphWalk,
  ) {}

  ints = (name: string, length: number): readonly number[] => this.sized(name, this.attributes.get(name)?.ints ?? [], length);
  floats = (name: string, length: number): readonly number[] => this.sized(name, this.attributes.get(name)?.floats ?? [], length);

  text(name: string, value: string): void {
    if (this.attributes.get(name)?.text !== value) throw this.walk.foreign(`attribute '${name}'`);
  }

  private sized(name: string, list: readonly number[], length: number): readonly number[] {
    if (list.length !== length) throw this.walk.foreign(`'${name}' has ${list.length} numbers for ${length}`);
    return list;
  }
}

/** Where each tree begins, and the end: each is one run of nodes, numbered from 0. */
function startsOf(tree: readonly number[], id: readonly number[], walk: GraphWalk): number[] {
  const starts: number[] = [];
  for (let i = 0; i < tree.length; i++) {
    if (tree[i] === starts.length) starts.push(i);
    const start = starts[starts.length - 1];
    if (start === undefined || tree[i] !== starts.length - 1 || id[i] !== i - start)
      throw walk.foreign(`the order of a tree's nodes, at ${i}`);
  }
  return [...starts, tree.length];
}

function place(id: number, tree: number, starts: readonly number[], walk: GraphWalk): number {
  const at = starts[tree]! + id;
  if (at >= starts[tree + 1]!) throw walk.foreign(`tree ${tree} has no node ${id}`);
  return at;
}

interface Leaves {
  readonly leaves: readonly number[];
  readonly tree: readonly number[];
  readonly starts: readonly number[];
}

/** What the leaves add, at their places among all nodes; every leaf stands once, in the order of the nodes. */
function leafWeights(read: Attributes, { leaves, tree, starts }: Leaves, walk: GraphWalk): Float32Array {
  const [ofTree, id, target] = ['target_treeids', 'target_nodeids', 'target_ids'].map(name => read.ints(name, leaves.length));
  const weights = read.floats('target_weights', leaves.length);
  const value = new Float32Array(tree.length);
  for (const [i, leaf] of leaves.entries()) {
    const t = tree[leaf]!;
    if (ofTree![i] !== t || id![i] !== leaf - starts[t]! || target![i] !== 0) throw walk.foreign(`leaf ${i} of the trees`);
    value[leaf] = weights[i]!;
  }
  return value;
}
