import { shortfallOf } from '../../core/measures/shortfall';
import { firstFrom, type QuoteColumns, slippageBps } from '../../core/measures/volume-weighted';
import type { Micros } from '../../core/numbers';
import type { Done } from './done';
import type { Prices } from './prices';

/** The same figures of either side; costs in basis points without fees, above 0 is worse; null where one is not known. */
export interface Figures {
  /** Part of the order that was done, 0 to 1. */
  readonly completion: number;
  readonly cumQty: number;
  readonly avgPx: number | null;
  /** From when it came until its last fill where it was done, else until it was over. */
  readonly seconds: number | null;
  /** Null where a log does not tell of them. */
  readonly children: number | null;
  readonly fills: number;
  /** The last valid mid when it came. */
  readonly arrival: number | null;
  /** Average price against that mid. */
  readonly slippageBps: number | null;
  /** Average price against its own first fill: all that a log without a market allows. */
  readonly firstFillBps: number | null;
  /** Implementation shortfall of the ordered quantity; what was not done is marked at the other side's best price when the order was over. */
  readonly isBps: number | null;
}

/** Figures of one side against the prices of its market; without them those that need none. */
export function figuresOf(done: Done, prices: Prices | undefined): Figures {
  const { buy, orderQty, received, ended, fills, children } = done;
  const cumQty = fills.reduce((sum, f) => sum + f.qty, 0);
  const avgPx = fills.reduce((sum, f) => sum + f.qty * f.px, 0) / cumQty;
  const arrival = prices?.mid(received) ?? Number.NaN;
  const last = fills.at(-1)?.at;
  const over = cumQty >= orderQty ? last : (ended ?? last);
  const rest = { px: over === undefined ? Number.NaN : (prices?.far(buy, over) ?? Number.NaN), fee: 0 };
  const free = fills.map(f => ({ ...f, fee: 0 }));
  return {
    completion: cumQty / orderQty,
    cumQty,
    avgPx: known(avgPx),
    seconds: over === undefined ? null : (over - received) / 1e6,
    children: children ?? null,
    fills: fills.length,
    arrival: known(arrival),
    slippageBps: known(slippageBps(buy, avgPx, arrival)),
    firstFillBps: known(slippageBps(buy, avgPx, fills[0]?.px ?? Number.NaN)),
    isBps: known(shortfallOf({ buy, qty: orderQty, arrival, fills: free, rest }).bps),
  };
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A fill of a log may lie so long behind the quote that it met (us): reports are told later than they happen. */
const LATE: Micros = 1_000_000;
/** Part of a price that sums of floats may be off by. */
const ROUNDING = 1e-9;

/** Whether a fill's price lies in the market: within the best prices of the second before it, a `tick` more on each side. */
export function isWithin(
  { at: times, bid, ask }: QuoteColumns,
  fill: { readonly at: Micros; readonly px: number },
  tick: number,
): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = firstFrom(times, fill.at + 1) - 1; i >= 0; i--) {
    if (bid[i]! < low) low = bid[i]!;
    if (ask[i]! > high) high = ask[i]!;
    if (times[i]! < fill.at - LATE) break;
  }
  // prices are floats: a little more for what rounding leaves
  const beyond = tick + ROUNDING * fill.px;
  return fill.px >= low - beyond && fill.px <= high + beyond;
}
