/** Trades of a market in columns that belong together by place, in order of time. `own`: one of our orders was on a side of it. */
export interface TradeColumns {
  readonly at: readonly number[];
  readonly px: readonly number[];
  readonly qty: readonly number[];
  readonly own: readonly boolean[];
}

/** What traded in a window [from, to]: volume, and volume-weighted average price (NaN where nothing traded). */
export interface Volume {
  readonly qty: number;
  readonly vwap: number;
  /** The same without trades of our own. */
  readonly othersQty: number;
  readonly othersVwap: number;
}

/** Sums up the trades from `from` to `to`, both included (us). */
export function volumeIn(trades: TradeColumns, from: number, to: number): Volume {
  let qty = 0;
  let value = 0;
  let ownQty = 0;
  let ownValue = 0;
  for (let i = firstFrom(trades.at, from); i < trades.at.length && trades.at[i]! <= to; i++) {
    const q = trades.qty[i]!;
    const v = q * trades.px[i]!;
    qty += q;
    value += v;
    if (!trades.own[i]) continue;
    ownQty += q;
    ownValue += v;
  }
  const othersQty = qty - ownQty;
  return { qty, vwap: value / qty, othersQty, othersVwap: (value - ownValue) / othersQty };
}

/** Place of the first time at or after `from` in rising times; the number of times where there is none. */
export function firstFrom(times: readonly number[], from: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How much worse an average price is than a benchmark, basis points of the benchmark; above 0 is worse. NaN where either is unknown. */
export const slippageBps = (buy: boolean, avgPx: number, benchmark: number): number =>
  (1e4 * (buy ? avgPx - benchmark : benchmark - avgPx)) / benchmark;

/** Best prices over time, in columns: NaN where a side was empty. */
export interface QuoteColumns {
  readonly at: readonly number[];
  readonly bid: readonly number[];
  readonly ask: readonly number[];
}

/** The last valid mid (two sides, not crossed) at or before `at`; NaN where there was none. */
export function midAt(quotes: QuoteColumns, at: number): number {
  for (let i = firstFrom(quotes.at, at + 1) - 1; i >= 0; i--) {
    const bid = quotes.bid[i]!;
    const ask = quotes.ask[i]!;
    if (ask > bid) return (bid + ask) / 2;
  }
  return Number.NaN;
}
