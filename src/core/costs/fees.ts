import type { SessionId } from '../ports';

/** A fee as the config says it: an amount a share in the price's currency, or basis points of the value. Decimal text; below zero: a rebate. */
export interface FeeRate {
  readonly per: 'share' | 'bps';
  readonly rate: string;
}
/** What a venue charges whoever adds liquidity, and whoever takes it. */
export interface VenueFees {
  readonly maker: FeeRate;
  readonly taker: FeeRate;
}
/** Fees by venue session; '*' is every venue that is not named. */
export type FeesByVenue = Readonly<Record<SessionId, VenueFees>>;

export type Liquidity = 'maker' | 'taker';

/** A rate as a number: for estimates and comparisons only, no order is made of it. */
interface Rate {
  readonly perShare: number;
  readonly bps: number;
}
type Rates = Readonly<Record<Liquidity, Rate>>;

const FREE: Rates = { maker: { perShare: 0, bps: 0 }, taker: { perShare: 0, bps: 0 } };

const rateOf = ({ per, rate }: FeeRate): Rate =>
  per === 'share' ? { perShare: Number(rate), bps: 0 } : { perShare: 0, bps: Number(rate) };

/** What venues charge, for decisions that weigh costs. A venue of which nothing was said is free. Estimates: what is charged stands on the venue's bill. */
export class Fees {
  private readonly rates = new Map<SessionId, Rates>();
  private readonly others: Rates;

  constructor(told: FeesByVenue = {}) {
    for (const [venue, { maker, taker }] of Object.entries(told))
      this.rates.set(venue, { maker: rateOf(maker), taker: rateOf(taker) });
    this.others = this.rates.get('*') ?? FREE;
  }

  /** Fee in bps of the value, at a price in the instrument's currency (not in units); below zero: a rebate. */
  bps(venue: SessionId | undefined, liquidity: Liquidity, price: number): number {
    const rate = this.of(venue)[liquidity];
    return rate.bps + (rate.perShare * 10_000) / price;
  }

  /** Fee a share at a price, both in the instrument's currency (not in units); below zero: a rebate. */
  perShare(venue: SessionId | undefined, liquidity: Liquidity, price: number): number {
    const rate = this.of(venue)[liquidity];
    return rate.perShare + (rate.bps * price) / 10_000;
  }

  private of(venue: SessionId | undefined): Rates {
    return (venue === undefined ? undefined : this.rates.get(venue)) ?? this.others;
  }
}
