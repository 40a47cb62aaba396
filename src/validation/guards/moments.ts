import { DAY_MICROS, dayText, utcDayOf } from '../../core/civil';
import type { Micros } from '../../core/numbers';

/** Moments of values, one in each equal part of the middle of them: the first tenth has too little before it, the last too little after. */
export function cutsOf(columns: readonly { readonly asOf: ArrayLike<number> }[], cuts: number, seed: number): Micros[] {
  const all = new Set<Micros>();
  for (const { asOf } of columns) for (let i = 0; i < asOf.length; i++) all.add(asOf[i]!);
  const moments = [...all].sort((a, b) => a - b);
  const [from, length] = [0.1 * moments.length, 0.8 * moments.length];
  const places = Array.from({ length: cuts }, (_, n) => Math.floor(from + (length * (n + part(seed, n))) / cuts));
  return [...new Set(places.flatMap(place => moments[place] ?? []))];
}

/** A number from 0 to below 1 out of two whole ones: the golden ratio's multiples are spread evenly (Weyl). */
const part = (seed: number, n: number): number => ((seed + 1) * (n + 1) * 0.618_033_988_749_895) % 1;

/** To the microsecond: cuts lie at moments of values. */
export const timeText = (at: Micros): string =>
  Number.isFinite(at) ? `${dayText(utcDayOf(at))} ${clockText(at - utcDayOf(at) * DAY_MICROS)}` : String(at);

function clockText(micros: Micros): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const seconds = micros / 1e6;
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${(seconds % 60).toFixed(6).padStart(9, '0')}`;
}
