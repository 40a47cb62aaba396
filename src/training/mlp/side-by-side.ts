import type { DenseLayer, MlpMember } from '../../core/learned/model';

/**
 * Networks of as many layers over the same columns as one that says what each of them says, in their order: their layers beside each other, with nothing between them. Columns
 * are put on the first one's scale, and what the others need otherwise goes into their first weights. Throws a RangeError where they have not as many layers.
 */
export function sideBySide(members: readonly MlpMember[]): MlpMember {
  const [first] = members;
  if (!first || members.some(m => m.layers.length !== first.layers.length))
    throw new RangeError('networks of as many layers are needed');
  const ready = members.map(m => ({ ...m, layers: [onScaleOf(first, m), ...m.layers.slice(1)] }));
  return {
    kind: 'mlp',
    mean: first.mean,
    scale: first.scale,
    layers: first.layers.map((_, n) =>
      joined(
        ready.map(m => m.layers[n]!),
        n === 0,
      ),
    ),
    logistic: members.flatMap(m => [...m.logistic]),
  };
}

/** The first layer of a network for columns on another one's scale: (x - m) / s = (x - m0) / s0 * (s0 / s) + (m0 - m) / s. */
function onScaleOf({ mean, scale }: MlpMember, member: MlpMember): DenseLayer {
  const { weights, bias } = member.layers[0]!;
  const width = mean.length;
  const ratio = Float64Array.from(scale, (s, i) => s / member.scale[i]!);
  const shift = Float64Array.from(mean, (m, i) => (m - member.mean[i]!) / member.scale[i]!);
  return {
    weights: weights.map((w, at) => w * ratio[at % width]!),
    bias: bias.map((b, k) => shift.reduce((sum, by, i) => sum + by * weights[k * width + i]!, b)),
  };
}

/** Layers beside each other: of the first all read the same, later ones read what is their own. */
function joined(layers: readonly DenseLayer[], sameInputs: boolean): DenseLayer {
  const inputsOf = ({ weights, bias }: DenseLayer): number => weights.length / bias.length;
  const outputs = layers.reduce((sum, l) => sum + l.bias.length, 0);
  const inputs = sameInputs ? inputsOf(layers[0]!) : layers.reduce((sum, l) => sum + inputsOf(l), 0);
  const weights = new Float32Array(outputs * inputs);
  const bias = new Float32Array(outputs);
  let [row, column] = [0, 0];
  for (const layer of layers) {
    const width = inputsOf(layer);
    for (let k = 0; k < layer.bias.length; k++) {
      weights.set(layer.weights.subarray(k * width, (k + 1) * width), (row + k) * inputs + column);
      bias[row + k] = layer.bias[k]!;
    }
    row += layer.bias.length;
    if (!sameInputs) column += width;
  }
  return { weights, bias };
}
