import type { Micros, Qty } from '../numbers';

// derived: estimates. Numbers here are estimates, not units: nothing of an order is made of them.
/** What an accepted order is expected to cost by the impact model in force, before anything of it trades. */
export interface CostEstimated {
  readonly type: 'CostEstimated';
  readonly parentId: string;
  /** Name of the model. */
  readonly model: string;
  /** Cost that half of such orders stay below, and nine of ten, in bps of the mid; above 0: worse than the mid. */
  readonly q50: number;
  readonly q90: number;
  /** What q50 is the sum of. */
  readonly parts: CostParts;
  readonly inputs: EstimateInputs;
}
/** Parts of an expected cost, bps. */
export interface CostParts {
  readonly spread: number;
  readonly permanent: number;
  readonly transient: number;
  /** What earlier orders of ours left behind. */
  readonly earlier: number;
  readonly residual: number;
}
/** What an estimate was made of. */
export interface EstimateInputs {
  /** Quantity in units of the instrument. */
  readonly qty: Qty;
  /** Volume of a day, in units of the instrument: expected of the session by past days, else the config's average. */
  readonly adv: Qty;
  /** Middle of the best prices, in price units (halves occur). */
  readonly mid: number;
  /** Whole spread, bps of the mid. */
  readonly spread: number;
  /** Of one day, as a fraction, and whether the market showed it or the config says it. */
  readonly volatility: number;
  readonly volatilityFrom: 'market' | 'config';
  /** How long it is to be worked, in seconds; 0: at once. */
  readonly duration: number;
  /** Mean quantity at the touch over `adv`; absent: not known. */
  readonly depth?: number | undefined;
  /** When the market was last heard of; absent: from a quote of the books. */
  readonly asOf?: Micros | undefined;
}
