/**
 * A market whose best execution is known. A buy order of 1 is worked in N slices. The mid before slice n is m_n (bps over arrival), and a quantity u in it
 * (a part of the order) is bought at m_n + D_n + (kappa / 2 + eta) u. Its pieces:
 *
 * - temporary impact eta u, where eta hangs on a regime that is a Markov chain;
 * - transient impact of Obizhaeva and Wang (Journal of Financial Markets 16, 2013): D <- a (D + kappa u), the mean price within a block being half its push up;
 * - drift of the mid, an Ornstein-Uhlenbeck process on the slices: m_{n+1} = m_n + alpha_n + noise, alpha <- phi alpha + xi;
 * - noise that nobody can foresee, a martingale.
 *
 * Who works the order sees neither alpha nor the regime but a noisy sight of each, before each slice. Costs are in bps of the order.
 */
export interface KnownMarket {
  /** N. */
  readonly slices: number;
  /** Standard deviation of the martingale, bps a slice. */
  readonly noise: number;
  /** Stationary standard deviation of alpha (bps a slice), and phi. */
  readonly drift: { readonly sd: number; readonly persistence: number };
  /** Standard deviation of what is added to alpha in its sight (bps a slice); Infinity: it shows nothing. */
  readonly signalNoise: number;
  readonly regimes: Regimes;
  /** kappa (bps of price for the whole order at once) and a (what of it is left a slice later, 0 to 1). */
  readonly transient: { readonly push: number; readonly kept: number };
  /** lambda sigma^2: what holding a part x through a slice is feared by, x^2 times this (bps); 0: only expected cost counts. */
  readonly risk: number;
}

/** Regimes of liquidity, calm first. */
export interface Regimes {
  /** Temporary impact, bps of price for the whole order in one slice. */
  readonly eta: readonly number[];
  /** Rows: from; columns: to, within a slice. */
  readonly transition: readonly (readonly number[])[];
  /** What is seen of a regime: a number around its own, with this standard deviation. */
  readonly shown: readonly number[];
  readonly sightNoise: number;
}

export const SIGNALS = ['weak', 'strong', 'none'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Standard deviation of the mid's move in a slice, drift included (bps). */
const MOVE = 6;
/** Part of that variance that is drift, and that who works the order can foresee at best. */
const SHARES: Readonly<Record<Signal, { readonly drift: number; readonly signal: number }>> = {
  weak: { drift: 0.002, signal: 0.001 },
  strong: { drift: 0.02, signal: 0.01 },
  none: { drift: 0.002, signal: 0 },
};
const PERSISTENCE = 0.9;

/** The market of the benchmark: 20 slices, two regimes, push with a half-life of five slices. `signal`: how much of the drift can be seen. */
export function knownMarket(signal: Signal): KnownMarket {
  const shares = SHARES[signal];
  const drift = { sd: MOVE * Math.sqrt(shares.drift), persistence: PERSISTENCE };
  return {
    slices: 20,
    noise: MOVE * Math.sqrt(1 - shares.drift),
    drift,
    signalNoise: noiseFor(drift, shares.signal / shares.drift),
    regimes: {
      eta: [40, 160],
      transition: [
        [0.95, 0.05],
        [0.1, 0.9],
      ],
      shown: [0, 1],
      sightNoise: 1,
    },
    transient: { push: 20, kept: 0.5 ** (1 / 5) },
    risk: 0,
  };
}

/**
 * The noise of a sight with which a filter that has long seen it knows this part (0 to 1) of alpha's variance: what is left in doubt is P = (1 - part) var,
 * before the sight it was M = phi^2 P + (1 - phi^2) var, and 1 / P = 1 / M + 1 / r.
 */
function noiseFor({ sd, persistence }: KnownMarket['drift'], part: number): number {
  const variance = sd * sd;
  const after = (1 - part) * variance;
  const before = persistence ** 2 * after + (1 - persistence ** 2) * variance;
  return before === after ? Number.POSITIVE_INFINITY : Math.sqrt((before * after) / (before - after));
}

/** Temporary impact on average over all time, bps of price for the whole order in one slice. */
export const meanEta = ({ regimes }: KnownMarket): number =>
  stationary(regimes).reduce((sum, p, z) => sum + p * regimes.eta[z]!, 0);

/** How likely each regime is where nothing has been seen: the chain's stationary law, by repeated steps. */
export function stationary({ transition }: Regimes): number[] {
  let law = transition.map(() => 1 / transition.length);
  for (let step = 0; step < 2_000; step++)
    law = law.map((_, to) => law.reduce((sum, p, from) => sum + p * transition[from]![to]!, 0));
  return law;
}
