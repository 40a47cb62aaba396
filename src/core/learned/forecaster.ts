import type { ModelReference } from '../learning/terms';
import type { Micros } from '../numbers';
import type { FeatureUse, Target } from './model';
import type { Permit } from './permit';

/** Who made a forecast: ONNX Runtime in this process, or in one of its own (a worker), or the evaluator of core/learned. */
export type ForecastBy = 'onnx' | 'worker' | 'flat';

/** What a model said of one row; every number is finite. */
export interface Forecast {
  /** K numbers, in the order of the model's targets. */
  readonly y: readonly number[];
  /** M * K numbers, those of member m from m * K; empty of a model with one member. */
  readonly members: readonly number[];
  /** From the question to the answer (us). */
  readonly took: Micros;
  readonly by: ForecastBy;
}

/** Why a model said nothing, in words. */
export interface NoForecast {
  readonly failed: string;
}

/** What an opened model is, as its file says. */
export interface ModelTerms {
  /** sha256 of the file's bytes, in hex. */
  readonly hash: string;
  readonly name: string;
  /** The columns of `x`, in order: F of them. */
  readonly features: readonly FeatureUse[];
  readonly targets: readonly Target[];
  /** A weight for each member, where the asker has none of its own; its length is M. */
  readonly gate: readonly number[];
  /** How its features were distributed in training (metadata `reference`); absent: their drift is not watched. */
  readonly reference?: ModelReference | undefined;
  /** What it may do where models need a certificate; there a model without one is in shadow. */
  readonly permit?: Permit | undefined;
  /** Number of the line of the registry's history that put it in force; absent where the config names it. */
  readonly promotion?: number | undefined;
}

/** A model that can be asked. */
export interface Forecaster {
  readonly terms: ModelTerms;
  /**
   * Asks about one row: F finite numbers, what was missing filled in; `gate`: M weights, else the model's own. `done` is called exactly once, for some
   * models before `ask` returns; `ask` itself never throws, and nothing that `done` throws comes back out of it as an answer. `x` may be used again
   * as soon as `ask` has returned.
   */
  ask(x: Float32Array, gate: readonly number[] | undefined, done: (answer: Forecast | NoForecast) => void): void;
  /** Lets go of the runtime and its process; who still waits is told that the model was closed. */
  close(): void;
}
