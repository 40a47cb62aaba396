import { z } from 'zod';
import { ModelError } from '../model-error';
import { json } from '../terms';
import type { Described } from './graph';

const TABLE = z.array(z.array(z.number()));
const GOLDEN = z.object({ rows: TABLE, y: TABLE });

/** Rows that a file brings, and what its maker says that it answers to them (with its own gate). */
export interface Golden {
  readonly rows: readonly Float32Array[];
  readonly y: readonly (readonly number[])[];
}

/** Throws a ModelError where the metadata has none, or rows of another width than the model's. */
export function goldenOf(file: Described['file'], { features, targets }: Described['terms']): Golden {
  const { rows, y } = json(file.metadata, 'golden', GOLDEN);
  if (rows.length !== y.length) throw new ModelError(`metadata 'golden' has ${rows.length} rows and ${y.length} answers`);
  held(rows, features.length, 'rows');
  held(y, targets.length, 'y');
  return { rows: rows.map(r => Float32Array.from(r)), y };
}

function held(table: readonly (readonly number[])[], width: number, name: string): void {
  const wrong = table.findIndex(row => row.length !== width);
  if (wrong >= 0) throw new ModelError(`metadata 'golden', ${name}.${wrong}: ${table[wrong]!.length} numbers, not ${width}`);
}
