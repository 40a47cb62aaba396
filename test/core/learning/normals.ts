import { draw, drawKey } from '../../../src/core/schedule/curves/draws';

/** Taken once: a test runner looks each use of a global up. */
const { cos, log, sqrt, PI } = Math;

/** Seeded standard normals (Box and Muller). */
export function normals(seed: number): () => number {
  const key = drawKey('normals', seed);
  let n = 0;
  return () => {
    const radius = sqrt(-2 * log(1 - draw(key, n++)));
    return radius * cos(2 * PI * draw(key, n++));
  };
}

/** Seeded draws, even over [0, 1). */
export function evens(seed: number): () => number {
  const key = drawKey('evens', seed);
  let n = 0;
  return () => draw(key, n++);
}
