import type { LearnedModel, LinearMember, Member, MlpMember, Trees, TreesMember } from './model';

/** F columns in, K out. */
interface Shape {
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * Holds a model's arrays against one another, so that whoever runs it need not: lengths, features that exist, children that come after their
 * node (so that no walk goes on for ever), finite numbers. Throws an Error that names the member and what is wrong.
 */
export function checkShape({ features, targets, members, gate }: LearnedModel): void {
  must(features.length > 0, 'model: has no features');
  must(targets.length > 0, 'model: has no targets');
  must(members.length > 0, 'model: has no members');
  must(gate.length === members.length, `model: a gate of ${gate.length} weights for ${members.length} members`);
  must(gate.every(Number.isFinite), 'model: a weight of the gate is not a finite number');
  const shape = { inputs: features.length, outputs: targets.length };
  members.forEach((member, m) => {
    checkMember(member, shape, `member ${m} (${member.kind})`);
  });
}

function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

function checkMember(member: Member, shape: Shape, where: string): void {
  if (member.kind === 'linear') checkLinear(member, shape, where);
  else if (member.kind === 'trees') checkTreesMember(member, shape, where);
  else checkMlp(member, shape, where);
}

function checkLinear({ weights, bias, mean, logistic }: LinearMember, { inputs, outputs }: Shape, where: string): void {
  const lengths = (name: string, array: ArrayLike<number>, length: number): void =>
    checkArray(array, length, `${where}: ${name}`);
  lengths('weights', weights, inputs * outputs);
  lengths('bias', bias, outputs);
  lengths('mean', mean, inputs);
  must(logistic.length === outputs, `${where}: logistic has ${logistic.length} values, not ${outputs}`);
}

function checkMlp({ mean, scale, layers, logistic }: MlpMember, { inputs, outputs }: Shape, where: string): void {
  checkArray(mean, inputs, `${where}: mean`);
  checkArray(scale, inputs, `${where}: scale`);
  must(
    scale.every(s => s > 0),
    `${where}: a scale is not above 0`,
  );
  must(layers.length > 0, `${where}: has no layers`);
  let width = inputs;
  layers.forEach(({ weights, bias }, n) => {
    checkArray(bias, bias.length, `${where}: bias of layer ${n}`);
    checkArray(weights, width * bias.length, `${where}: weights of layer ${n}`);
    width = bias.length;
  });
  must(width === outputs, `${where}: the last layer gives ${width} outputs, not ${outputs}`);
  must(logistic.length === outputs, `${where}: logistic has ${logistic.length} values, not ${outputs}`);
}

function checkTreesMember({ outputs }: TreesMember, shape: Shape, where: string): void {
  must(outputs.length === shape.outputs, `${where}: ${outputs.length} ensembles for ${shape.outputs} outputs`);
  outputs.forEach((trees, k) => {
    checkTrees(trees, shape.inputs, `${where}, output ${k}`);
  });
}

/** The same of one ensemble of trees over so many columns. */
export function checkTrees(trees: Trees, inputs: number, where = 'trees'): void {
  const { base, roots, feature, threshold, left, right, value, cover } = trees;
  const nodes = feature.length;
  for (const [name, array] of Object.entries({ threshold, left, right, value, cover }))
    checkArray(array, nodes, `${where}: ${name}`);
  must(Number.isFinite(base), `${where}: base is not a finite number`);
  must(
    roots.every(r => r >= 0 && r < nodes),
    `${where}: a root is none of the ${nodes} nodes`,
  );
  for (let n = 0; n < nodes; n++) {
    const f = feature[n]!;
    if (!(cover[n]! > 0)) throw new Error(`${where}: the cover of node ${n} is not above 0`);
    if (f === -1) continue;
    if (f < 0 || f >= inputs) throw new Error(`${where}: node ${n} splits by column ${f} of ${inputs}`);
    const [first, second] = [left[n]!, right[n]!];
    if (first <= n || first >= nodes || second <= n || second >= nodes)
      throw new Error(`${where}: node ${n} has the children ${first} and ${second}, which do not both come after it`);
  }
}

function checkArray(array: ArrayLike<number>, length: number, name: string): void {
  must(array.length === length, `${name} has ${array.length} values, not ${length}`);
  for (let i = 0; i < length; i++) if (!Number.isFinite(array[i])) throw new Error(`${name}: value ${i} is not a finite number`);
}
