import { type Cumulative, WHOLE } from './cumulative';

/**
 * The market and the trader of Almgren and Chriss, "Optimal execution of portfolio transactions" (2000), sections 1.2 and 2.2. Prices in
 * currency, quantities in shares, times in seconds; any other units do, if all agree.
 */
export interface AlmgrenChrissModel {
  /** N: slots of equal length. */
  readonly slots: number;
  /** tau: seconds of a slot. */
  readonly tau: number;
  /** Price moves by sigma * sqrt(seconds): currency, not a fraction of the price (that is the impact model's sigma). */
  readonly sigma: number;
  /** Temporary impact: a trade of n shares in a slot pays eta * n / tau a share. */
  readonly eta: number;
  /** Permanent impact: each share moves the price by gamma for good. */
  readonly gamma: number;
  /** lambda: what a unit of variance is worth in cost, per currency; 0: only the expected cost counts. */
  readonly riskAversion: number;
}

/** What a trajectory costs against the arrival price, without spread and fees. Expected cost in currency, variance in currency squared. */
export interface CostAndRisk {
  readonly expected: number;
  readonly variance: number;
}

export interface Refused {
  /** Why there is no such schedule, in words for the one who asked. */
  readonly refused: string;
}

/** eta~ = eta - gamma * tau / 2: what is left of the temporary impact when the permanent impact inside a slot is taken off. */
export const etaOfSlot = ({ eta, gamma, tau }: AlmgrenChrissModel): number => eta - (gamma * tau) / 2;

/** What is impossible in a model; undefined where an optimum exists. */
function refusalOf(model: AlmgrenChrissModel): string | undefined {
  const { slots, tau, sigma, eta, gamma, riskAversion } = model;
  if (!Number.isInteger(slots) || slots < 1) return `${slots} slots: there must be at least one`;
  if (!(tau > 0) || !Number.isFinite(tau)) return `a slot of ${tau} s: it must be longer than 0`;
  for (const [name, value] of Object.entries({ sigma, eta, gamma, riskAversion }))
    if (!(value >= 0) || !Number.isFinite(value)) return `${name} is ${value}: it must be a number at or above 0`;
  const left = etaOfSlot(model);
  if (!(left > 0))
    return `eta ${eta} less half of gamma ${gamma} over a slot of ${tau} s is ${left}: it must be above 0 (shorter slots, or more temporary impact)`;
  return Number.isFinite(urgencyOf(model)) ? undefined : 'risk aversion times variance is beyond any number';
}

/** kappa * tau, the urgency a slot: 2 asinh(tau/2 * sqrt(lambda sigma^2 / eta~)). */
const urgencyOf = (model: AlmgrenChrissModel): number =>
  2 * Math.asinh((model.tau * model.sigma * Math.sqrt(model.riskAversion / etaOfSlot(model))) / 2);

/**
 * The share of the order still to do at each slot's edge, from 1 down to 0 (slots + 1 numbers): sinh(kappa (T - t)) / sinh(kappa T). Written
 * in exponentials of what is below 0, it overflows for no kappa T and is exact to rounding for tiny ones; without urgency it is a TWAP.
 */
export function almgrenChrissHoldings(model: AlmgrenChrissModel): readonly number[] | Refused {
  const refused = refusalOf(model);
  if (refused !== undefined) return { refused };
  const { slots } = model;
  const k = urgencyOf(model);
  // so small that its exponentials may lose bits: the same curve as none to all digits
  if (k < 1e-100) return Array.from({ length: slots + 1 }, (_, j) => (slots - j) / slots);
  const whole = Math.expm1(-2 * k * slots);
  return Array.from({ length: slots + 1 }, (_, j) =>
    j === slots ? 0 : Math.exp(-k * j) * (Math.expm1(-2 * k * (slots - j)) / whole),
  );
}

/** The optimal schedule of an order of any size (the model is linear): what should be done by the end of each slot. */
export function almgrenChrissCurve(model: AlmgrenChrissModel): Cumulative | Refused {
  const holdings = almgrenChrissHoldings(model);
  return 'refused' in holdings ? holdings : holdings.slice(1).map(left => WHOLE - Math.round(left * WHOLE));
}

/**
 * Expected cost and variance of working `quantity` shares along holdings (as above; any trajectory from 1 to 0):
 * E = gamma X^2 / 2 + eta~ / tau * sum of n_j^2, V = sigma^2 tau * sum of x_j^2 (the paper's equations 4 and 5, without the spread).
 */
export function costAndRisk(model: AlmgrenChrissModel, holdings: readonly number[], quantity: number): CostAndRisk {
  let trades = 0;
  let held = 0;
  for (let j = 1; j < holdings.length; j++) {
    trades += (holdings[j - 1]! - holdings[j]!) ** 2;
    held += holdings[j]! ** 2;
  }
  const square = quantity * quantity;
  return {
    expected: square * (model.gamma / 2 + (etaOfSlot(model) / model.tau) * trades),
    variance: square * model.sigma ** 2 * model.tau * held,
  };
}
