import { checkShape } from './check-shape';
import { LinearPart } from './linear';
import { MlpPart } from './mlp';
import type { LearnedModel, Member } from './model';
import type { Part } from './parts';
import { TreesPart } from './trees';

const { fround } = Math;

/**
 * A model made ready to be asked, a row at a time. It says what the model's ONNX graph says: trees take the same branches (inputs and
 * thresholds are float32), sums differ by float32 rounding at most. Pure; a call allocates nothing.
 */
export class Evaluator {
  /** K outputs of the last row. */
  readonly y: Float64Array;
  /** What each member said of it: M rows of K. */
  readonly members: Float64Array;
  private readonly parts: readonly Part[];

  constructor(readonly model: LearnedModel) {
    this.parts = model.members.map(partOf);
    this.y = new Float64Array(model.targets.length);
    this.members = new Float64Array(model.members.length * model.targets.length);
  }

  /**
   * Fills `y` and `members` for a row of F float32, missing values filled already; a NaN goes right in trees and makes NaN elsewhere. `gate`:
   * M weights, taken as they are; left out, the model's own. A model of one member has no gate. Throws a RangeError for a row or a gate of
   * another length.
   */
  run(x: Float32Array, gate: readonly number[] = this.model.gate): void {
    const { parts, y, members, model } = this;
    if (x.length !== model.features.length) throw new RangeError(`a row of ${x.length} for ${model.features.length} features`);
    if (gate.length !== parts.length) throw new RangeError(`a gate of ${gate.length} for ${parts.length} members`);
    for (let m = 0; m < parts.length; m++) parts[m]!.run(x, members, m * y.length);
    for (let k = 0; k < y.length; k++) {
      if (parts.length === 1) y[k] = members[k]!;
      else {
        let sum = 0;
        for (let m = 0; m < parts.length; m++) sum += fround(gate[m]!) * members[m * y.length + k]!;
        y[k] = fround(sum);
      }
    }
  }
}

/** Makes a model ready to be asked. Throws an Error that names the part where the model's arrays do not fit one another. */
export function compile(model: LearnedModel): Evaluator {
  checkShape(model);
  return new Evaluator(model);
}

function partOf(member: Member): Part {
  if (member.kind === 'linear') return new LinearPart(member);
  return member.kind === 'trees' ? new TreesPart(member) : new MlpPart(member);
}
