import type { MarketRows } from './rows';

/** Span of the averages that volumes and squared returns are read back from (s): `trades`, `signedTrades` and `volatility60`. */
const SPAN = 60;

/**
 * What happened between each row and the next one: columns as long as there are rows, of which place k is (at[k], at[k + 1]]. NaN where a row is
 * missing, the market was halted or something was not known.
 */
export interface Steps {
  /** Quantity that buyers and sellers who came in traded. */
  readonly bought: Float64Array;
  readonly sold: Float64Array;
  /** Sum of squared returns of mid, bps^2. */
  readonly squares: Float64Array;
}

/**
 * Reads steps back from averages: an EWMA over 60 s, times 60 s, is the sum of what entered, each faded since; so what entered within a step is what it
 * is at the end less what the beginning has become. On a grid of a second the fading within a step is at most 1.7 %, of which its middle is
 * taken. Early averages are scaled up for what they have not seen: rows of the first five minutes are no good for this (see `WARM_UP`).
 */
export function stepsOf(rows: MarketRows, every: number): Steps {
  const trades = rows.column('trades');
  const signed = rows.column('signedTrades');
  const volatility = rows.column('volatility60');
  const fade = Math.exp(-every / 1e6 / SPAN);
  const half = Math.sqrt(fade);
  const entered = (before: number, after: number): number => Math.max(0, (SPAN * (after - before * fade)) / half);
  const n = rows.at.length;
  const steps: Steps = { bought: unknown(n), sold: unknown(n), squares: unknown(n) };
  for (let k = 0; k + 1 < n; k++) {
    if (rows.at[k + 1]! - rows.at[k]! !== every || Number.isNaN(rows.mid[k]! + rows.mid[k + 1]!)) continue;
    steps.bought[k] = entered((trades[k]! + signed[k]!) / 2, (trades[k + 1]! + signed[k + 1]!) / 2);
    steps.sold[k] = entered((trades[k]! - signed[k]!) / 2, (trades[k + 1]! - signed[k + 1]!) / 2);
    steps.squares[k] = entered(volatility[k]! ** 2, volatility[k + 1]! ** 2);
  }
  return steps;
}

const unknown = (n: number): Float64Array => new Float64Array(n).fill(Number.NaN);
