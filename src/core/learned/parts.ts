/** A member of a model made ready to run. Nothing it does allocates. */
export interface Part {
  /** Writes the member's K outputs for the row `x` (F float32) into `out` from place `at` on. */
  run(x: Float32Array, out: Float64Array, at: number): void;
}

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { exp, fround } = Math;

/** 1 / (1 + exp(-s)) as a float32; finite for every finite s. */
export const logistic = (s: number): number => fround(1 / (1 + exp(-s)));
