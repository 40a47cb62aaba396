import type { ForecastBy, ModelTerms } from '../learned/forecaster';
import type { Permit } from '../learned/permit';
import type { HmmModel } from '../learning/hmm-model';
import type { LearningTerms } from '../learning/terms';
import type { Micros, Qty } from '../numbers';

/** Learned models in force, and what they say to the adaptive strategy. Forecasts are floats: none of them is part of an order. */

/** The models that decisions may ask, and how. */
export interface ModelsInForce {
  /** Says what the market will do: drift, volume, volatility, fill. */
  readonly predictor?: ModelTerms | undefined;
  /** Says how much of the baseline to do (tilt); absent: the closed-form optimiser does, from what the predictor says. */
  readonly policy?: ModelTerms | undefined;
  /** A predictor that is measured beside the one in force. */
  readonly challenger?: ModelTerms | undefined;
  /** What models that were in force before may do now, where models need a certificate: orders and rollbacks still go by them. One that is not named may not act. */
  readonly earlier?: readonly EarlierModel[] | undefined;
  readonly hmm?: HmmModel | undefined;
  /** How is learned while the gateway runs; absent: as LEARNING says (core/learning/terms.ts). */
  readonly learning?: LearningTerms | undefined;
  /** `shadow`: what would be done is decided and journaled, and the baseline is done; `certified`: each model does what its permit says. */
  readonly mode: 'acts' | 'shadow' | 'certified';
  /** How long (us) a decision waits for an answer. */
  readonly deadline: Micros;
  /** What was seen of a market longer ago than this (us) is not asked about. */
  readonly maxAge: Micros;
}

/** A model that was in force once, and what it may do now. */
export interface EarlierModel {
  readonly hash: string;
  readonly permit: Permit;
}

/** Other models are in force from now on: for orders that come, and for those that are worked by the one that was withdrawn. */
export interface ModelChanged {
  readonly type: 'ModelChanged';
  /** Absent: none. */
  readonly models?: ModelsInForce | undefined;
  /** What a person changed; absent: every role. */
  readonly role?: 'predictor' | 'policy' | 'challenger' | undefined;
  /** Hash of a model that was rolled back; absent where none was: then orders keep the models that they began with. */
  readonly withdrawn?: string | undefined;
  readonly by: string;
  readonly why: string;
}

/** A model is to be asked about a slot of an order: read off this is the command AskForecast. */
export interface ForecastAsked {
  readonly type: 'ForecastAsked';
  readonly ask: string;
  /** OrderID of the parent. */
  readonly about: string;
  readonly slot: number;
  /** Hash. */
  readonly model: string;
  /** In the model's order, as known (before what stands in for missing ones); null where not known. */
  readonly features: readonly (number | null)[];
  readonly gate: readonly number[];
  /** The last moment for an answer. */
  readonly deadline: Micros;
}

/** What the model said: K targets, and M x K of its members, row by row (empty where it tells no members); null is no finite number. */
export interface ForecastReceived {
  readonly type: 'ForecastReceived';
  readonly ask: string;
  readonly model: string;
  readonly y: readonly (number | null)[];
  readonly members: readonly (number | null)[];
  /** From the asking to the answer (us). */
  readonly took: Micros;
  readonly by: ForecastBy;
  /** What each feature added to the target that decides, in its units, by the features' order; absent where the model's inside is not known. */
  readonly attributions?: readonly number[] | undefined;
}

/** The model could not be asked, or gave no answer. */
export interface ForecastFailed {
  readonly type: 'ForecastFailed';
  readonly ask: string;
  readonly model: string;
  readonly why: string;
}

/** The deadline passed without an answer. One that comes later may serve the next slot; it decides nothing here. */
export interface ForecastMissed {
  readonly type: 'ForecastMissed';
  readonly ask: string;
  readonly parentId: string;
  readonly slot: number;
}

/** What bound a tilt: the band around the baseline, the participation cap, whole lots and OrderQty, shadow mode, or nothing. */
export type TiltClip = 'band' | 'cap' | 'lots' | 'shadow' | 'none';

/** How much of a slot of its baseline an adaptive order does, and why. */
export interface TiltDecided {
  readonly type: 'TiltDecided';
  readonly parentId: string;
  readonly slot: number;
  readonly ask?: string | undefined;
  /** Hash of the model whose forecast was used; absent where none was. */
  readonly model?: string | undefined;
  /** `last`: the forecast of the slot before, for this one's did not come; `baseline`: no forecast, no tilt. */
  readonly source: 'forecast' | 'last' | 'baseline';
  /** Why it is not this slot's forecast. */
  readonly why?: string | undefined;
  /** The forecast by target, in the model's order; empty where there is none. */
  readonly y: readonly number[];
  /** Standard deviation of the members' tilts. */
  readonly sd: number;
  /** Natural log of the quantity of this slot over the baseline's: as decided, and after disagreement shrank it. */
  readonly raw: number;
  readonly tilt: number;
  /** What was done after every clip, as such a log; absent where the baseline does nothing in this slot. */
  readonly applied?: number | undefined;
  readonly clip: TiltClip;
  /** CumQty that the baseline wants by the end of the slot, and that is wanted. */
  readonly baseline: Qty;
  readonly target: Qty;
  /** Features that moved the forecast most, largest first: what each added, in the target's units. */
  readonly attributions: readonly (readonly [feature: string, added: number])[];
  /** State of the regime filter; absent where there is none. */
  readonly regime?: 'unknown' | 0 | 1 | 2 | undefined;
}
