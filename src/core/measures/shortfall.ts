/** Figures about trading, as floats: they are read by people and by models, and never become an order. */

/** A fill to be measured. `px` in the price's currency, `qty` in shares (or contracts). */
export interface MeasuredFill {
  readonly px: number;
  readonly qty: number;
  /** What it cost beside, in the price's currency; below 0 a rebate. */
  readonly fee: number;
}

/** An order to be measured. */
export interface MeasuredOrder {
  readonly buy: boolean;
  /** What was ordered, above zero. */
  readonly qty: number;
  /** The last valid mid when the order came in, above zero. */
  readonly arrival: number;
  readonly fills: readonly MeasuredFill[];
  /** What is left is marked at this price, with this fee in all; only looked at where something is left. */
  readonly rest?: { readonly px: number; readonly fee: number } | undefined;
}

/** Implementation shortfall in basis points of the ordered value; above 0 is worse. `bps` has fees in it. */
export interface Shortfall {
  readonly bps: number;
  readonly feeBps: number;
  /** The part of `bps` that comes from what was not done. */
  readonly restBps: number;
}

/**
 * Perold's implementation shortfall against arrival, of the *ordered* quantity Q with side s (1 buys, -1 sells):
 * 1e4 * s * [sum(q*p) + (Q - sum q)*p_end - Q*p_0] / (Q*p_0) + fees, where p_end is the price of completing (`walkBook`). Source: Perold, The
 * implementation shortfall, Journal of Portfolio Management 14 (1988). NaN where something is left and no price to mark it at, and where
 * the arrival price is unknown.
 */
export function shortfallOf({ buy, qty, arrival, fills, rest }: MeasuredOrder): Shortfall {
  const base = qty * arrival;
  const sign = buy ? 1 : -1;
  let done = 0;
  let paid = 0;
  let fees = 0;
  for (const fill of fills) {
    done += fill.qty;
    paid += fill.qty * (fill.px - arrival);
    fees += fill.fee;
  }
  const left = qty - done;
  const restFee = left > 0 ? (rest?.fee ?? Number.NaN) : 0;
  const restCost = left > 0 ? left * ((rest?.px ?? Number.NaN) - arrival) * sign + restFee : 0;
  const feeBps = (1e4 * (fees + restFee)) / base;
  const restBps = (1e4 * restCost) / base;
  return { bps: (1e4 * (sign * paid + fees)) / base + restBps, feeBps, restBps };
}

/** A level of a book: a price and what is shown there. */
export interface ShownLevel {
  readonly px: number;
  readonly qty: number;
}

/** What completing would cost at once. */
export interface Walked {
  /** Average price; NaN where nothing is shown. */
  readonly px: number;
  /** Part of the quantity that the book shows, 0 to 1: below 1 the price is flattering. */
  readonly shown: number;
}

/**
 * The average price of taking `qty` (above zero) out of levels, best first. What the book does not show is taken at its last level, which is
 * too kind: `shown` says how much of it that is.
 */
export function walkBook(levels: readonly ShownLevel[], qty: number): Walked {
  let left = qty;
  let cost = 0;
  for (const level of levels) {
    const taken = Math.min(left, level.qty);
    cost += taken * level.px;
    left -= taken;
    if (left <= 0) break;
  }
  const last = levels[levels.length - 1];
  if (!last) return { px: Number.NaN, shown: 0 };
  if (left > 0) cost += left * last.px;
  return { px: cost / qty, shown: (qty - Math.max(0, left)) / qty };
}
