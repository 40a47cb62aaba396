import { type AlmgrenParameters, averageImpact, type ImpactModel } from './model';

/** What Almgren et al. (2005) ask about an order. */
export interface AlmgrenQuery {
  /** X/V: the order over the average daily volume. */
  readonly size: number;
  /** Of one day, as a fraction. */
  readonly volatility: number;
  /** T: how long it is worked, in days of trading. */
  readonly days: number;
  /** Theta/V: shares outstanding over the average daily volume. */
  readonly outstanding: number;
}

/** I (permanent impact), K (temporary) and J = I/2 + K (what the order pays), in bps. */
export interface AlmgrenCost {
  readonly permanent: number;
  readonly temporary: number;
  readonly cost: number;
}

/**
 * I = gamma * sigma * (X/V) * (Theta/V)^(1/4), K = eta * sigma * |X/(V T)|^beta, J = I/2 + K (Almgren, Thum, Hauptmann and Li, Risk 18,
 * 2005, section 4). Fitted there for parts of a day; NaN where `days` is not above 0, for K has no value then.
 */
export function almgrenCost({ gamma, eta, beta }: AlmgrenParameters, query: AlmgrenQuery): AlmgrenCost {
  const { size, volatility, days, outstanding } = query;
  const permanent = gamma * volatility * size * outstanding ** 0.25 * 10_000;
  const temporary = days > 0 ? eta * volatility * (size / days) ** beta * 10_000 : Number.NaN;
  return { permanent, temporary, cost: permanent / 2 + temporary };
}

/** An order for Almgren and Chriss's schedule: prices and quantities in whatever units the answer should be in. */
export interface AlmgrenChrissQuery {
  /** Mid at arrival, in price. */
  readonly price: number;
  /** X, in quantity; above 0. */
  readonly qty: number;
  /** Average daily volume, in quantity; above 0. */
  readonly adv: number;
  /** Of one day, as a fraction of the price. */
  readonly volatility: number;
  /** T: length of the schedule, in trading seconds; above 0. */
  readonly duration: number;
  readonly depth?: number | undefined;
  readonly regime?: string | undefined;
}

/** Parameters of Almgren and Chriss (Journal of Risk 3, 2001), in price units: its sigma is not the model's, which is a fraction. */
export interface AlmgrenChriss {
  /** Temporary impact: price per (quantity a second). */
  readonly eta: number;
  /** Permanent impact: price per quantity. */
  readonly gamma: number;
  /** Price per root second. */
  readonly sigma: number;
}

/**
 * The linear impact that costs what the model says for this order worked evenly: gamma * X/2 is the permanent part of the average cost,
 * eta * X/T the transient one. The law is concave and the schedule's is a line, so the two agree at this size and speed and nowhere else.
 */
export function almgrenChrissOf(model: ImpactModel, query: AlmgrenChrissQuery): AlmgrenChriss {
  const { price, qty, adv, volatility, duration, depth, regime } = query;
  const cost = (averageImpact(model, { size: qty / adv, volatility, spread: 0, duration, depth, regime }) / 10_000) * price;
  return {
    eta: ((1 - model.permanent) * cost * duration) / qty,
    gamma: (2 * model.permanent * cost) / qty,
    sigma: (volatility * price) / Math.sqrt(model.daySeconds),
  };
}
