import { compile } from '../../core/learned/evaluate';
import type { LearnedModel } from '../../core/learned/model';
import { GOLDEN_ROWS } from '../../core/learned/onnx-fields';
import { rowsWithin } from '../../core/learned/rows';

/** Rows and what the model says of them by its own gate; numbers in as many digits as tell one float32 from the next. */
export interface Golden {
  readonly rows: readonly (readonly number[])[];
  readonly y: readonly (readonly number[])[];
}

const SEED = 7;
const short = (value: number): number => Number(value.toPrecision(9));

/** Seeded rows within the ranges of the features, the same for the same model, and the evaluator's answers. */
export function goldenOf(model: LearnedModel): Golden {
  const evaluator = compile(model);
  const rows = rowsWithin(model.features, GOLDEN_ROWS, SEED);
  const y = rows.map(row => {
    evaluator.run(row);
    return Array.from(evaluator.y, short);
  });
  return { rows: rows.map(row => Array.from(row, short)), y };
}
