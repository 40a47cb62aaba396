import type { DenseLayer, MlpMember } from './model';
import { logistic, type Part } from './parts';

const { fround, tanh } = Math;

/** A network made ready: what each layer gives is kept, so that slopes can be taken of it afterwards. */
export class MlpPart implements Part {
  /** The standardised row, and what each layer gives; the last has no squashing yet. */
  readonly values: readonly Float64Array[];

  constructor(readonly member: MlpMember) {
    this.values = [new Float64Array(member.mean.length), ...member.layers.map(l => new Float64Array(l.bias.length))];
  }

  run(x: Float32Array, out: Float64Array, at: number): void {
    this.forward(x);
    const { logistic: squashed } = this.member;
    const last = this.values[this.values.length - 1]!;
    for (let k = 0; k < last.length; k++) out[at + k] = squashed[k] ? logistic(last[k]!) : last[k]!;
  }

  /** Fills `values` for a row. Sums are taken in double precision and rounded to float32 once, as each step of the graph is. */
  forward(x: ArrayLike<number>): void {
    const { mean, scale, layers } = this.member;
    const first = this.values[0]!;
    for (let f = 0; f < first.length; f++) first[f] = fround(fround(x[f]! - mean[f]!) / scale[f]!);
    for (let n = 0; n < layers.length; n++) dense(layers[n]!, this.values[n]!, this.values[n + 1]!, n < layers.length - 1);
  }
}

function dense({ weights, bias }: DenseLayer, from: Float64Array, to: Float64Array, hidden: boolean): void {
  const width = from.length;
  for (let k = 0; k < to.length; k++) {
    const row = k * width;
    let sum = bias[k]!;
    for (let i = 0; i < width; i++) sum += weights[row + i]! * from[i]!;
    to[k] = hidden ? fround(tanh(fround(sum))) : fround(sum);
  }
}
