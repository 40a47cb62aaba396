/**
 * What working an order costs, as a function of its size, its market and how it is worked:
 *
 *   y = a * spread/2 + Y * sigma * (Q/V)^delta * 1e4 * g  + D + residual        (bps of the arrival mid, average over the order)
 *
 * Y and delta: the square-root law of impact (Toth et al., Physical Review X 1, 021006, 2011). g: participation, duration, depth, regime.
 * D: what earlier orders of ours left behind and has not faded yet. Floats throughout: an estimate, never part of an order.
 */
export interface ImpactModel {
  readonly schema: 1;
  readonly name: string;
  /** Where the parameters come from, and what they were found on. */
  readonly source: string;
  readonly window: string;
  /** True where no real order is behind them: a prior, or fitted to a simulator. */
  readonly synthetic: boolean;
  /** Trading seconds of a day: V and sigma are of one. */
  readonly daySeconds: number;
  /** a: the part of half the spread that is paid. */
  readonly spread: number;
  readonly y: number;
  readonly delta: number;
  readonly shape: ImpactShape;
  /** The part of the impact that stays; the rest fades after the order's end. 0 to 1. */
  readonly permanent: number;
  /** rho: how fast the rest fades, per second. */
  readonly decay: number;
  readonly residual: ImpactResidual;
  /** q90 lies this many noise scales (`noiseOf`) above q50. */
  readonly q90: number;
  readonly almgren: AlmgrenParameters;
  /** How it was fitted; absent for a prior. */
  readonly fit?: ImpactFit | undefined;
}

/** Exponents of g, each at 0 where it does not matter: (participation / 10 %)^p * (duration / 1 h)^t * (touch / 1e-4 of V)^-d * regime. */
export interface ImpactShape {
  readonly participation: number;
  readonly duration: number;
  readonly depth: number;
  /** A factor a regime, by its name; one that is not here counts as 1. */
  readonly regimes: Readonly<Record<string, number>>;
}

/** A relative correction, clipped to +-50 %: level + size * ln(Q/V / 1 %) + volatility * ln(sigma / 2 %) + spread * ln(spread / 5 bps). */
export interface ImpactResidual {
  readonly level: number;
  /** At or above 0, as are the next two: the estimate never falls as the order, the volatility or the spread grows. */
  readonly size: number;
  readonly volatility: number;
  readonly spread: number;
}

/** Parameters of Almgren, Thum, Hauptmann and Li ("Direct estimation of equity market impact", Risk 18, 2005), with standard errors. */
export interface AlmgrenParameters {
  readonly gamma: number;
  readonly eta: number;
  readonly beta: number;
  readonly gammaError: number;
  readonly etaError: number;
  readonly betaError: number;
}

/** A fitted parameter: its standard error, and the 95 % interval of a bootstrap by cluster (absent with fewer than two clusters, or where it was not told). */
export interface FittedParameter {
  readonly name: string;
  readonly value: number;
  readonly error: number;
  /** False where the orders say less of it than was believed before, or push it to the end of its range. */
  readonly told: boolean;
  readonly interval?: readonly [number, number] | undefined;
}

export interface ImpactFit {
  readonly orders: number;
  readonly clusters: number;
  readonly parameters: readonly FittedParameter[];
  /** Weighted by 1 / noise^2: the part of the variance that the model explains. */
  readonly inSample: FitFigures;
  readonly outOfSample?: FitFigures | undefined;
}

export interface FitFigures {
  readonly orders: number;
  readonly r2: number;
  /** Parts of the orders that cost no more than q50, and no more than q90. */
  readonly below50: number;
  readonly below90: number;
}

/** What the model is asked about. */
export interface ImpactQuery {
  /** Q/V: the order over the average daily volume. */
  readonly size: number;
  /** Of one day, as a fraction (0.02 is 2 %). */
  readonly volatility: number;
  /** Whole spread, bps of the mid. */
  readonly spread: number;
  /** How long it is worked, in trading seconds; 0: at once. */
  readonly duration: number;
  /** Quantity at the touch over V; absent: not known, and counts for nothing. */
  readonly depth?: number | undefined;
  readonly regime?: string | undefined;
  /** What earlier orders left at arrival, in bps: above 0 where it makes this one dearer. */
  readonly earlier?: number | undefined;
}

/** The parts of a cost, all in bps of the arrival mid; q50 is their sum. */
export interface ImpactParts {
  readonly spread: number;
  readonly permanent: number;
  readonly transient: number;
  readonly earlier: number;
  readonly residual: number;
  readonly q50: number;
  readonly q90: number;
}

const REFERENCE = { participation: 0.1, duration: 3600, depth: 1e-4, size: 0.01, volatility: 0.02, spread: 5 };
/** An order that takes less than this (seconds) counts as one that takes so long, where duration matters. */
const SHORTEST = 1;
/** The residual is no larger than this part of what it corrects. */
export const MOST_RESIDUAL = 0.5;
const BPS = 10_000;
const LEAST_NOISE = 0.1;
/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { expm1, max, sqrt } = Math;

/** The cost of an order by the model. Every input at or above 0; a volatility, size or spread of 0 is one that costs nothing. */
export function impactOf(model: ImpactModel, query: ImpactQuery): ImpactParts {
  const spread = (model.spread * query.spread) / 2;
  const impact = averageImpact(model, query);
  const residual = (spread + impact) * residualOf(model.residual, query);
  const earlier = (query.earlier ?? 0) * meanFade(model.decay, query.duration);
  const permanent = model.permanent * impact;
  const q50 = spread + impact + residual + earlier;
  const q90 = q50 + model.q90 * noiseOf(model, query);
  return { spread, permanent, transient: impact - permanent, earlier, residual, q50, q90 };
}

/** Y * sigma * (Q/V)^delta * 1e4 * g: average impact over the order, bps. */
export function averageImpact(model: ImpactModel, query: ImpactQuery): number {
  const { size, volatility } = query;
  if (size <= 0 || volatility <= 0) return 0;
  return model.y * volatility * size ** model.delta * BPS * shapeOf(model, query);
}

/** Impact at the order's end, bps: where the average is (Q/V)^delta times something, the last share paid 1 + delta times it. */
export const peakImpact = (model: ImpactModel, query: ImpactQuery): number => (1 + model.delta) * averageImpact(model, query);

function shapeOf({ shape, daySeconds }: ImpactModel, { size, duration, depth, regime }: ImpactQuery): number {
  let g = 1;
  if (shape.participation !== 0)
    g *= (participationOf(size, duration, daySeconds) / REFERENCE.participation) ** shape.participation;
  if (shape.duration !== 0) g *= (Math.max(duration, SHORTEST) / REFERENCE.duration) ** shape.duration;
  if (shape.depth !== 0 && depth !== undefined && depth > 0) g *= (depth / REFERENCE.depth) ** -shape.depth;
  const known = regime === undefined ? undefined : shape.regimes[regime];
  return known === undefined ? g : g * known;
}

/** Part of the volume that the order would be, were the day's volume even; at most 1. */
export const participationOf = (size: number, duration: number, daySeconds: number): number =>
  duration > 0 ? Math.min(1, (size * daySeconds) / duration) : 1;

/** The relative correction: -0.5 to 0.5. */
export function residualOf(residual: ImpactResidual, { size, volatility, spread }: ImpactQuery): number {
  const raw =
    residual.level +
    term(residual.size, size / REFERENCE.size) +
    term(residual.volatility, volatility / REFERENCE.volatility) +
    term(residual.spread, spread / REFERENCE.spread);
  return Math.min(MOST_RESIDUAL, Math.max(-MOST_RESIDUAL, raw));
}

/** A coefficient of 0 makes nothing of any ratio, of 0 too. */
const term = (coefficient: number, ratio: number): number => (coefficient === 0 ? 0 : coefficient * Math.log(ratio));

/**
 * Scale of what the model cannot know, bps: the price wanders while the order is worked. Against arrival an even schedule of T days has a
 * standard deviation of sigma * sqrt(T/3); half a spread is added, for what is worked at once has noise too.
 */
export const noiseOf = ({ daySeconds }: ImpactModel, { volatility, duration, spread }: ImpactQuery): number =>
  max(LEAST_NOISE, volatility * sqrt(duration / daySeconds / 3) * BPS + spread / 2);

/** Mean of exp(-rho t) over the order's duration: an order that is worked for long sees less of what was left before it. */
export function meanFade(decay: number, duration: number): number {
  const x = decay * duration;
  return x < 1e-6 ? 1 - x / 2 : -expm1(-x) / x;
}
