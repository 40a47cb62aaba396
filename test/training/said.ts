import { compile } from '../../src/core/learned/evaluate';
import type { Member, Trees } from '../../src/core/learned/model';
import { modelOf } from '../core/learned/made';

/** What a member says of each row: its output `k` by the evaluator that decisions use. */
export function said(member: Member, columns: readonly Float32Array[], outputs = 1, k = 0): Float64Array {
  const evaluator = compile(modelOf(columns.length, outputs, [member]));
  const row = new Float32Array(columns.length);
  return Float64Array.from(columns[0]!, (_, i) => {
    for (let f = 0; f < row.length; f++) row[f] = columns[f]![i]!;
    evaluator.run(row);
    return evaluator.y[k]!;
  });
}

export const saidByTrees = (trees: Trees, columns: readonly Float32Array[]): Float64Array =>
  said({ kind: 'trees', outputs: [trees] }, columns);

/** The part of the values of which something holds. */
export const partOf = (values: ArrayLike<number>, holds: (v: number, i: number) => boolean): number =>
  Array.from(values).filter(holds).length / values.length;
