/** The weather of a market: what its agents go by. A regime is a climate with a name; `sluice calibrate` fits one. */
export interface Climate {
  /** Noise of the value, basis points per square root of a second. */
  readonly volatility: number;
  /** How the value drifts, basis points a minute. */
  readonly drift: number;
  /** Mean seconds between two pieces of news, and how far a usual one moves the value (basis points). */
  readonly newsEvery: number;
  readonly newsSize: number;
  /** Ticks between the quotes of the tightest maker. */
  readonly spread: number;
  /** Size of a maker's quote, in usual orders. */
  readonly size: number;
  /** Mean seconds between two decisions of a noise trader. */
  readonly noiseEvery: number;
  /** Mean seconds between two slices of somebody's metaorder. */
  readonly sliceEvery: number;
  /** Chance (0 to 1) that another piece follows a piece of an order that takes. */
  readonly splitting: number;
  /** Share (0 to 1) of its chances that a momentum trader takes. */
  readonly herding: number;
  /** How far a usual order that takes moves the price at once, basis points; one k times as large moves it by the root of k times that. */
  readonly impact: number;
  /** Share (0 to 1) of takers who buy. Makers know nothing of it. */
  readonly buyers: number;
}
