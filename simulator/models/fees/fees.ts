import { addExact, divideToText, type Exact, exactFromText, mulExact, ZERO } from '../../../src/core/numbers';

/** What a unit of trading costs: an amount a share, or basis points of the value. Negative: a rebate. */
export interface FeeRate {
  readonly per: 'share' | 'bps';
  readonly rate: Exact;
}

/** Rates of whoever has traded at least `from` shares before. */
export interface FeeTier {
  readonly from: Exact;
  readonly maker: FeeRate;
  readonly taker: FeeRate;
  /** Of a trade in an auction; absent: the taker's. */
  readonly auction?: FeeRate | undefined;
}

/** An amount a share whoever provided the liquidity, with a least amount an order and a most in percent of its value. */
export interface PerShareFee {
  readonly rate: Exact;
  readonly minPerOrder?: Exact | undefined;
  readonly maxPercent?: Exact | undefined;
}

/** What trading costs. All amounts are of the instrument's price currency. */
export interface FeeSchedule {
  /** Decimals that fees are rounded to, half away from zero. */
  readonly decimals: number;
  /** By volume, the first from 0, ascending; empty: no maker or taker fee. */
  readonly tiers: readonly FeeTier[];
  readonly perShare?: PerShareFee | undefined;
}

/** A fill to be charged. */
export interface ChargedFill {
  /** Whose volume counts. */
  readonly owner: string;
  /** Which order's least and most amounts it falls under. */
  readonly order: string;
  readonly qty: Exact;
  readonly px: Exact;
  readonly liquidity: 'added' | 'removed' | 'auction';
}

interface OrderTotal {
  qty: Exact;
  value: Exact;
  /** What of the per-share fee was charged so far. */
  charged: Exact;
}

const HUNDREDTH: Exact = { n: 1n, scale: 2 };
const TEN_THOUSANDTH: Exact = { n: 1n, scale: 4 };

/**
 * Charges fills by a schedule, in exact decimals. A maker or taker fee is rounded fill by fill; the per-share fee is rounded on the order's total, and
 * a fill is charged by what that went up, so that an order pays its least amount once.
 * Limits: volume counts from the start of the run (no month before it); a fill that reaches the next tier is charged by the tier it began in; a
 * bust gives nothing back; no fees for cancels, messages or market data.
 */
export class FeeLedger {
  private readonly volumes = new Map<string, Exact>();
  private readonly orders = new Map<string, OrderTotal>();

  constructor(private readonly schedule: FeeSchedule) {}

  /** What a fill costs; negative where it earns a rebate. At most the schedule's decimals. */
  charge(fill: ChargedFill): Exact {
    const before = this.volumes.get(fill.owner) ?? ZERO;
    const byLiquidity = this.makerTaker(fill, before);
    this.volumes.set(fill.owner, addExact(before, fill.qty));
    return addExact(byLiquidity, this.byShare(fill));
  }

  private makerTaker({ qty, px, liquidity }: ChargedFill, volume: Exact): Exact {
    const tier = this.schedule.tiers.findLast(t => compare(t.from, volume) <= 0);
    if (tier === undefined) return ZERO;
    const { per, rate } = liquidity === 'added' ? tier.maker : (liquidity === 'auction' && tier.auction) || tier.taker;
    const amount = per === 'share' ? mulExact(qty, rate) : mulExact(mulExact(mulExact(qty, px), rate), TEN_THOUSANDTH);
    return this.rounded(amount);
  }

  private byShare({ order, qty, px }: ChargedFill): Exact {
    const { perShare } = this.schedule;
    if (perShare === undefined) return ZERO;
    let total = this.orders.get(order);
    if (total === undefined) this.orders.set(order, (total = { qty: ZERO, value: ZERO, charged: ZERO }));
    total.qty = addExact(total.qty, qty);
    total.value = addExact(total.value, mulExact(qty, px));
    let due = mulExact(total.qty, perShare.rate);
    if (perShare.minPerOrder !== undefined && compare(due, perShare.minPerOrder) < 0) due = perShare.minPerOrder;
    if (perShare.maxPercent !== undefined) {
      const most = mulExact(mulExact(total.value, perShare.maxPercent), HUNDREDTH);
      if (compare(due, most) > 0) due = most;
    }
    due = this.rounded(due);
    const fee = addExact(due, negative(total.charged));
    total.charged = due;
    return fee;
  }

  private rounded(amount: Exact): Exact {
    return exactFromText(divideToText(amount, ONE, this.schedule.decimals))!;
  }
}

const ONE: Exact = { n: 1n, scale: 0 };
const negative = (a: Exact): Exact => ({ n: -a.n, scale: a.scale });

/** Below 0 where a < b, 0 where they are equal, above 0 where a > b. */
function compare(a: Exact, b: Exact): number {
  const { n } = addExact(a, negative(b));
  return n < 0n ? -1 : n > 0n ? 1 : 0;
}
