import type { Micros } from '../numbers';

/** What is learned while the gateway runs: regimes of the market, weights of ensembles, drift of models, a challenger beside a champion. */

/** State of a symbol's market by the regime filter, 0 the calmest; `unknown` where none of them explains what is seen. */
export type RegimeState = 0 | 1 | 2 | 'unknown';

/** Which of two models an order is worked by while they are compared. */
export type Arm = 'champion' | 'challenger';

/**
 * A bar of a symbol is over: what its market did from `start` up to `end` (us); bars of a symbol never overlap. Recorded because what is
 * learned from it decides; told only while a model is in force.
 */
export interface BarClosed {
  readonly type: 'BarClosed';
  readonly symbol: string;
  readonly start: Micros;
  readonly end: Micros;
  /** When the latest update of its market was received; absent in journals from before it was told. */
  readonly asOf?: Micros | undefined;
  /** Mid at its end, in the price's currency; null where the book said nothing of itself or trading was halted. */
  readonly mid: number | null;
  /** In the order of SYMBOL_FEATURES, as of its end; null where one is not known. */
  readonly features: readonly (number | null)[];
  /**
   * Natural logs of what the regime filter observes: realised volatility in it (bps per root second), its mean spread (bps of mid), and what
   * traded in it a second (null where nothing did). As measured: the time of day is taken out where they are folded.
   */
  readonly logs: readonly [volatility: number | null, spread: number | null, volume: number | null];
}

/** Where the market of a symbol stands as of the end of a bar, by the forward filter alone: nothing that came later is in it. */
export interface RegimeSeen {
  readonly type: 'RegimeSeen';
  readonly symbol: string;
  /** End of the bar. */
  readonly end: Micros;
  /** Probability of each state, calmest first. */
  readonly posteriors: readonly [number, number, number];
  readonly state: RegimeState;
  /** The state is another one than after the bar before. */
  readonly changed: boolean;
  /** Log-likelihood of the bar, by the density of each series that was known; null where none was. */
  readonly fit: number | null;
}

/** The weights of an ensemble's members moved with their recent losses out of sample. Each has a row a state of the regime filter, all in the first where there is none. */
export interface GateMoved {
  readonly type: 'GateMoved';
  /** Hash. */
  readonly model: string;
  /** A member each: squared error of the drift forecast over its variance, summed with forgetting over the forecasts whose horizon has passed. */
  readonly losses: readonly (readonly number[])[];
  readonly gates: readonly (readonly number[])[];
  /** How many labels have come in. */
  readonly n: number;
}

/** What a model relies on does not hold any more. */
export interface DriftDetected {
  readonly type: 'DriftDetected';
  /** Hash of the model; for `coverage` the name of the impact model. */
  readonly model: string;
  /**
   * `psi`: a feature is distributed otherwise than in training. `residual`: the forecast of drift is off to one side. `loss`: no forecast at all would have
   * been right far more often. `coverage`: the q90 of costs holds for too few orders, or too many.
   */
  readonly by: 'psi' | 'residual' | 'loss' | 'coverage';
  readonly feature?: string | undefined;
  /** Of the statistic, and what it was not to pass. */
  readonly value: number;
  readonly limit: number;
  readonly n: number;
}

/** Nothing is learned from a symbol for now (a halt, a crossed or stale market, caution), or from anything any more (drift). */
export interface LearnerFrozen {
  readonly type: 'LearnerFrozen';
  /** Hash of the model it learns beside. */
  readonly model: string;
  /** Absent: all of them, until other models are in force. */
  readonly symbol?: string | undefined;
  readonly why: string;
}
/** The market of a symbol is one to learn from again. */
export interface LearnerThawed {
  readonly type: 'LearnerThawed';
  readonly model: string;
  readonly symbol: string;
}

/** A version of what was learned: it is told and kept; no order is worked by it. */
export interface LearnerSnapshot {
  readonly type: 'LearnerSnapshot';
  /** Hash of the model whose features and label it learns. */
  readonly model: string;
  /** Counts from 1. */
  readonly version: number;
  /** Weights of the scaled features in the model's order, the constant last; what they say is drift over its usual size. */
  readonly parameters: readonly number[];
  /** Labels it learned from, and mean squared errors out of sample with forgetting: of it, of the model in force, of saying nothing. */
  readonly n: number;
  readonly errors: readonly [learner: number, model: number, nothing: number];
  readonly why: 'time' | 'stop';
}

/** A model in force is not asked any more: an older version is, or none. */
export interface ModelRolledBack {
  readonly type: 'ModelRolledBack';
  readonly role: 'predictor' | 'challenger';
  readonly from: string;
  /** Absent: none; orders are worked by their baseline. */
  readonly to?: string | undefined;
  readonly why: string;
}

/** A challenger is to be measured: how many orders that is likely to take, told before it starts. */
export interface ChallengePlanned {
  readonly type: 'ChallengePlanned';
  readonly champion: string;
  readonly challenger: string;
  /** Orders an arm. */
  readonly perArm: number;
  /** The difference that matters (bps), the spread of costs (bps), and how much orders of one day count for each other. */
  readonly delta: number;
  readonly sd: number;
  readonly designEffect: number;
}
/** By which model an order is worked was drawn before it started. */
export interface ArmDrawn {
  readonly type: 'ArmDrawn';
  readonly parentId: string;
  readonly arm: Arm;
  /** Mid when it came, in the price's currency; null where none was known: it is not scored. */
  readonly arrival: number | null;
}
/** What a drawn order has cost against its arrival mid: bps of the ordered value, above 0 is worse. What was left is marked at the far touch. */
export interface ParentScored {
  readonly type: 'ParentScored';
  readonly parentId: string;
  readonly arm: Arm;
  readonly isBps: number;
}
/** What the comparison says from now on; `open`: nothing yet. */
export interface ChallengerJudged {
  readonly type: 'ChallengerJudged';
  readonly champion: string;
  readonly challenger: string;
  readonly verdict: 'open' | 'better' | 'worse';
  /** Orders scored, by arm. */
  readonly n: readonly [champion: number, challenger: number];
  /** Evidence against no difference; at 20 it speaks at 5 per cent, whenever one looks. */
  readonly statistic: number;
  /** Cost of the challenger less the champion's (bps), and its 95 % interval that holds at all times at once. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Whoever learns says now what it has learned: the gateway stops. */
export interface SnapshotAsked {
  readonly type: 'SnapshotAsked';
}
