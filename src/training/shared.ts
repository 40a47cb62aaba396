/**
 * The same columns in memory that threads share: posted to a worker they are not copied. Nobody may write to them then. One copy is made here, of
 * those that are not shared yet.
 */
export const sharedColumns = (columns: readonly Float32Array[]): Float32Array[] => columns.map(shared);

function shared(column: Float32Array): Float32Array {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const copy = new Float32Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
