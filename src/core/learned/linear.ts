import type { LinearMember } from './model';
import { logistic, type Part } from './parts';

const { fround } = Math;

/** A linear member made ready. Sums are taken in double precision and rounded once: the runtime's own order of float32 sums is not known. */
export class LinearPart implements Part {
  constructor(private readonly member: LinearMember) {}

  run(x: Float32Array, out: Float64Array, at: number): void {
    const { weights, bias, logistic: squashed } = this.member;
    const width = x.length;
    for (let k = 0; k < bias.length; k++) {
      const row = k * width;
      let sum = bias[k]!;
      for (let f = 0; f < width; f++) sum += weights[row + f]! * x[f]!;
      out[at + k] = squashed[k] ? logistic(sum) : fround(sum);
    }
  }
}
