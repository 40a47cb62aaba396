import type { ForecastBy } from '../core/learned/forecaster';

/** What comes out of a model for one row: valid until the runner is asked again. */
export interface Outputs {
  readonly y: ArrayLike<number>;
  readonly members: ArrayLike<number>;
}

/** Something that runs a model's graph, a row at a time. */
export interface Runner {
  readonly by: ForecastBy;
  /** `done` gets the outputs, or why there are none; exactly once, for some runners before `run` returns. Never throws by itself. */
  run(x: Float32Array, gate: readonly number[], done: (outputs: Outputs | string) => void): void;
  close(): void;
}

/** How wide a model is: F inputs, K outputs, M members. */
export interface Width {
  readonly features: number;
  readonly targets: number;
  readonly members: number;
}

/** What was thrown, in one line; an Error may be one of another realm. */
export const wordsOf = (error: unknown): string =>
  String((error as Partial<Error> | null)?.message ?? error)
    .replace(/\s+/g, ' ')
    .trim();
