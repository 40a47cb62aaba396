import type { DenseLayer, Member } from '../../core/learned/model';
import { NAMES } from '../../core/learned/onnx-fields';
import { treesOf } from './trees';
import type { GraphWalk } from './walk';

/** Which member is read: the prefix of its names, the name of its outputs; F and K. */
export interface MemberPlace {
  readonly prefix: string;
  readonly output: string;
  readonly inputs: number;
  readonly outputs: number;
  /** Of a linear member: what attributions count from, for the graph has no place for it. */
  readonly mean: readonly number[] | null;
}

/** The member that the walk has come to, with its link. */
export function readMember(walk: GraphWalk, place: MemberPlace): Member {
  const first = walk.op;
  if (first === 'Gemm') return linear(walk, place);
  return first === 'Sub' ? network(walk, place) : trees(walk, place);
}

function linear(walk: GraphWalk, place: MemberPlace): Member {
  const { weights, bias, output } = dense(walk, `${place.prefix}.linear`, NAMES.features, place.inputs);
  const logistic = link(walk, place, output);
  if (place.mean === null) throw walk.foreign(`metadata 'means' of ${place.prefix}`);
  return { kind: 'linear', weights, bias, mean: Float32Array.from(place.mean), logistic };
}

function network(walk: GraphWalk, place: MemberPlace): Member {
  const { prefix, inputs } = place;
  const mean = walk.floats(`${prefix}.mean`, inputs);
  const scale = walk.floats(`${prefix}.scale`, inputs);
  const away = walk.node('Sub', [NAMES.features, `${prefix}.mean`]);
  let from = walk.node('Div', [away, `${prefix}.scale`]);
  const layers: DenseLayer[] = [];
  for (let width = inputs; ; width = layers[layers.length - 1]!.bias.length) {
    const { weights, bias, output } = dense(walk, `${prefix}.layer${layers.length}`, from, width);
    layers.push({ weights, bias });
    if (walk.op !== 'Tanh') return { kind: 'mlp', mean, scale, layers, logistic: link(walk, place, output) };
    from = walk.node('Tanh', [output]);
  }
}

function trees(walk: GraphWalk, place: MemberPlace): Member {
  const outputs = Array.from({ length: place.outputs }, () => {
    const { output, attributes } = walk.mlNode('TreeEnsembleRegressor', [NAMES.features]);
    return { output, trees: treesOf(attributes, walk) };
  });
  const columns = outputs.map(o => o.output);
  const sums = columns.length === 1 ? columns[0]! : walk.node('Concat', columns, { axis: 1 });
  const logistic = link(walk, place, sums);
  return { kind: 'trees', outputs: outputs.map((o, k) => ({ ...o.trees, logistic: logistic[k]! })) };
}

function dense(walk: GraphWalk, name: string, from: string, width: number): DenseLayer & { readonly output: string } {
  const [w, b] = [`${name}.weights`, `${name}.bias`];
  const rows = walk.rows(w);
  const [weights, bias] = [walk.floats(w, rows, width), walk.floats(b, rows)];
  return { weights, bias, output: walk.node('Gemm', [from, w, b], { transB: 1 }) };
}

/** Which of the outputs are squashed, by the nodes that follow the sums. */
function link(walk: GraphWalk, { prefix, output, outputs }: MemberPlace, sums: string): boolean[] {
  if (sums === output) return new Array<boolean>(outputs).fill(false);
  const squashed = walk.node('Sigmoid', [sums]);
  if (squashed === output) return new Array<boolean>(outputs).fill(true);
  const flags = walk.flags(`${prefix}.logistic`);
  const mixed = walk.node('Where', [`${prefix}.logistic`, squashed, sums]);
  if (mixed !== output || flags.length !== outputs) throw walk.foreign(`the outputs of ${prefix}`);
  return flags;
}
