import { LEAST_TILT, MOST_TILT } from './clip';

/** An order as the optimiser sees it. Any unit of quantity does; bps are of one price, against the order: above 0 makes waiting dearer. */
export interface Position {
  /** Still to do; above 0. */
  readonly left: number;
  /** Trading seconds until the schedule ends, and until the slot does: 0 < slot <= seconds. */
  readonly seconds: number;
  readonly slot: number;
  /** Temporary impact: bps per (quantity a second); above 0. */
  readonly eta: number;
  /** kappa = sqrt(lambda sigma^2 / eta), a second: how much faster risk makes the order; 0: only the expected cost counts. */
  readonly kappa: number;
}

/** What is expected of the price beside noise: a sum of drifts, each of `now` bps a second that fades as exp(-fade t). */
export interface Drift {
  readonly now: number;
  readonly fade: number;
}

/** What is expected beside the drift, as natural logs of factors: of the volatility, and of the volume, which makes impact as much smaller. */
export interface Climate {
  readonly volatility: number;
  readonly volume: number;
}

/**
 * The natural log of the quantity to do in the slot over what the baseline (the same position without drifts, kappa as given) would do.
 *
 * Least cost of holding q(s), q(0) = left, q(seconds) = 0, where impact costs eta v^2 (v = -q'), risk eta kappa^2 q^2, and a price that drifts by
 * a(s) costs a(s) q: the integral of eta q'^2 + eta kappa^2 q^2 + a q. Its Euler-Lagrange equation is q'' = kappa^2 q + a(s) / (2 eta). This is
 * the problem of Cartea and Jaimungal, "Incorporating order-flow into optimal execution", Mathematics and Financial Economics 10, 2016,
 * with all of the order done at the end; without drift it is Almgren and Chriss (2001) in continuous time. With a(s) = a exp(-f s) the holdings are
 *   q(s) = left * S(T - s) + C (exp(-f s) - S(T - s) - exp(-f T) S(s)),  S(x) = sinh(kappa x) / sinh(kappa T),  C = a / (2 eta (f^2 - kappa^2)),
 * linear in the drifts, so that several add up. The slot's quantity is q(0) - q(slot), exactly; later forecasts make later slots anew.
 * Between LEAST_TILT and MOST_TILT; NaN where an input is no number.
 */
export function bestTilt(position: Position, drifts: readonly Drift[], climate: Climate = CALM): number {
  const { left, seconds, slot, kappa } = position;
  const calm = left * (1 - share(seconds - slot, seconds, kappa));
  const eta = position.eta * Math.exp(-climate.volume);
  const moved = kappa * Math.exp(climate.volatility + climate.volume / 2);
  let now = left * (1 - share(seconds - slot, seconds, moved));
  for (const drift of drifts) now += sooner(drift, { ...position, eta, kappa: moved });
  if (Number.isNaN(now) || !(calm > 0)) return Number.NaN;
  return now <= 0 ? LEAST_TILT : Math.min(MOST_TILT, Math.max(LEAST_TILT, Math.log(now / calm)));
}

const CALM: Climate = { volatility: 0, volume: 0 };

/**
 * What a forecast of a change over `horizon` seconds is as a drift: the change is half of all that the signal has to say where it fades with the
 * horizon as its half-life, a choice of ours: what a predictor says of other horizons is not asked.
 */
export function driftOf(change: number, horizon: number): Drift {
  const fade = Math.LN2 / horizon;
  return { now: change * fade * 2, fade };
}

/** What a drift makes the slot do more (quantity): the slot's end of the particular solution, with its sign turned. */
function sooner({ now, fade }: Drift, { seconds, slot, eta, kappa }: Position): number {
  // where both rates are the same the solution has another form, to which this one is near from beside it
  const rate = Math.abs(fade - kappa) < 1e-4 * fade ? fade * (1 + 1e-4) : fade;
  const scale = now / (2 * eta * (rate * rate - kappa * kappa));
  const end = Math.exp(-rate * seconds) * share(slot, seconds, kappa);
  return -scale * (Math.exp(-rate * slot) - share(seconds - slot, seconds, kappa) - end);
}

/** sinh(kappa x) / sinh(kappa T), in exponentials of what is below 0: it overflows nowhere; x / T without kappa. */
function share(x: number, whole: number, kappa: number): number {
  if (kappa * whole < 1e-6) return x / whole;
  return (Math.exp(-kappa * (whole - x)) * Math.expm1(-2 * kappa * x)) / Math.expm1(-2 * kappa * whole);
}
