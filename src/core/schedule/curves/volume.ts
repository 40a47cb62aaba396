import type { Day } from '../../civil';
import { medianOf } from '../../measures/median';
import type { Micros } from '../../numbers';
import { type Cumulative, curveOf, WHOLE } from './cumulative';

/** Days that a curve is the median of, once there are so many. */
export const CURVE_DAYS = 20;

/** Hours of a day and how they are cut: seconds after midnight by the market's clocks; the last bin may be shorter than the others. */
export interface Bins {
  readonly open: number;
  readonly close: number;
  readonly binSeconds: number;
}

/** What traded on a day of the past, a quantity a bin (shares, not units). */
export interface DayVolume extends Bins {
  readonly day: Day;
  readonly bins: readonly number[];
  /** What the closing auction printed, where it is known. */
  readonly closing?: number | undefined;
}

/** How a day's volume is expected to come in: the parts done by the end of each bin. */
export interface VolumeCurve extends Bins {
  /** The day it is for: nothing of that day or a later one is in it. */
  readonly day: Day;
  readonly cumulative: Cumulative;
  /** Like days that it is the median of; below CURVE_DAYS the rest is the prior. */
  readonly days: number;
  /** `median of 20 days`, `prior 7/20` or `prior 0/20`: what a person is shown. */
  readonly label: string;
}

/** A session of an order's window: when it is, how its volume comes in, and how much (sessions count alike where it is absent). */
export interface SessionVolume {
  readonly start: Micros;
  readonly end: Micros;
  readonly curve: Cumulative;
  /** Seconds of a bin of `curve`; the last bin ends with the session. */
  readonly binSeconds: number;
  readonly volume?: number | undefined;
}

export const binsOf = ({ open, close, binSeconds }: Bins): number => Math.ceil((close - open) / binSeconds);

/**
 * The curve for a day, out of what traded before it: the median, at each bin's end, of the parts done by then on the last CURVE_DAYS days
 * with the same hours (a half day is like half days only). Medians of the parts *done*, not of each bin's own: those never fall, end at the
 * whole without being scaled, and do not make a bin in which a thin stock trades every third day an empty one. Fewer days are
 * filled up with the prior: (n * median + (20 - n) * prior) / 20. Days in any order; those without volume are passed over.
 */
export function curveFor(day: Day, bins: Bins, history: readonly DayVolume[]): VolumeCurve {
  const done = likeDays(day, bins, history).map(d => curveOf(d.bins)!);
  const days = done.length;
  const prior = priorCurve(bins);
  const cumulative = prior.map((part, n) =>
    days === 0 ? part : Math.round((days * medianOf(done.map(d => d[n]!)) + (CURVE_DAYS - days) * part) / CURVE_DAYS),
  );
  const label = days === CURVE_DAYS ? `median of ${CURVE_DAYS} days` : `prior ${days}/${CURVE_DAYS}`;
  return { day, open: bins.open, close: bins.close, binSeconds: bins.binSeconds, cumulative, days, label };
}

/** The last CURVE_DAYS days before `day` with the same hours and bins and some volume, the latest first. */
export const likeDays = (day: Day, bins: Bins, history: readonly DayVolume[]): DayVolume[] =>
  history
    .filter(
      d =>
        d.day < day &&
        d.open === bins.open &&
        d.close === bins.close &&
        d.binSeconds === bins.binSeconds &&
        d.bins.some(v => v > 0),
    )
    .sort((a, b) => b.day - a.day)
    .slice(0, CURVE_DAYS);

/**
 * A made-up U of no market (synthetic, for want of data): density 0.6 + 1.2 (2u - 1)^2 over the session u in 0..1, so that the ends are
 * three times as busy as the middle. The hours of a half day have the same U, pressed into them.
 */
export function priorCurve(bins: Bins): Cumulative {
  const length = bins.close - bins.open;
  return Array.from({ length: binsOf(bins) }, (_, n) => {
    const u = Math.min(1, ((n + 1) * bins.binSeconds) / length);
    return Math.round(WHOLE * (0.6 * u + 0.2 * ((2 * u - 1) ** 3 + 1)));
  });
}

/**
 * How the volume of a window is expected to fall into its slots: the curve of a VWAP. `edges` are the slots' (one more than there are
 * slots); inside a bin volume comes evenly; outside of `sessions` there is none. Undefined where no session has volume in the window.
 */
export const windowCurve = (edges: readonly Micros[], sessions: readonly SessionVolume[]): Cumulative | undefined =>
  curveOf(slotVolumes(edges, sessions));

/** What is expected to trade in each slot: quantities where the sessions have a `volume`, parts of a day where not. */
export function slotVolumes(edges: readonly Micros[], sessions: readonly SessionVolume[]): number[] {
  const by = edges.map(edge => sessions.reduce((sum, s) => sum + (s.volume ?? 1) * doneBy(s, edge), 0));
  return by.slice(1).map((done, n) => Math.max(0, done - by[n]!));
}

/** The part of a session's volume that is done by a moment, 0 to 1. */
export function doneBy({ start, end, curve, binSeconds }: SessionVolume, at: Micros): number {
  if (at <= start) return 0;
  if (at >= end) return 1;
  const length = binSeconds * 1_000_000;
  const bin = Math.min(Math.floor((at - start) / length), curve.length - 1);
  const from = start + bin * length;
  const to = bin === curve.length - 1 ? end : from + length;
  const before = bin === 0 ? 0 : curve[bin - 1]!;
  return (before + ((curve[bin]! - before) * (at - from)) / (to - from)) / WHOLE;
}
