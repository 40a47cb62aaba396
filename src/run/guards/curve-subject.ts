import { Draws } from '../../../simulator/market/draws';
import { DAY_MICROS } from '../../core/civil';
import type { Micros } from '../../core/numbers';
import { type Bins, curveFor, type DayVolume } from '../../core/schedule/curves/volume';
import type { Column, Subject } from '../../validation/guards/look-ahead';

/** Hours of a made-up market, in bins of half an hour. */
const HOURS: Bins = { open: 34_200, close: 57_600, binSeconds: 1800 };
const BINS = 13;

/** Volumes of days in a row, made up; a day's are known when it is over. */
export function madeUpDays(seed: number, first: number, count: number): DayVolume[] {
  const draws = new Draws(seed, 1);
  return Array.from({ length: count }, (_, n) => {
    draws.decide(first + n);
    return { ...HOURS, day: first + n, bins: Array.from({ length: BINS }, () => 100 + draws.below(10_000)) };
  });
}

/** Days up to a moment as they were, and others from then on. */
export const otherDaysAfter = (days: readonly DayVolume[], cut: Micros, seed: number): DayVolume[] => {
  const other = madeUpDays(seed ^ 0x5eed, days[0]!.day, days.length);
  return days.map((day, n) => ((day.day + 1) * DAY_MICROS <= cut ? day : other[n]!));
};

/** A curve for each day, as of its beginning, by `curve`. */
export function curveColumn(
  days: readonly DayVolume[],
  curve: (day: number, history: readonly DayVolume[]) => readonly number[],
): Column {
  const asOf: number[] = [];
  const values: number[] = [];
  for (const { day } of days.slice(1))
    for (const part of curve(day, days)) {
      asOf.push(day * DAY_MICROS);
      values.push(part);
    }
  return { name: 'volume curve', asOf, values };
}

/** The curve that a VWAP of each day goes by. */
export const curveSubject = (days: readonly DayVolume[]): Subject<readonly DayVolume[]> => ({
  market: days,
  noiseAfter: otherDaysAfter,
  compute: market => [curveColumn(market, (day, history) => curveFor(day, HOURS, history).cumulative)],
});
