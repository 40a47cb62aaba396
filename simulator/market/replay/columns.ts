export type Column = Float64Array | Int32Array | Uint8Array;

/** `column` with room for `needed` cells: itself, or a copy of at least twice its length. */
export function room<T extends Column>(column: T, needed: number): T {
  if (needed <= column.length) return column;
  const bigger = new (column.constructor as new (n: number) => T)(Math.max(needed, column.length * 2));
  bigger.set(column);
  return bigger;
}
