import type { Day } from '../../civil';

import { type Bins, type DayVolume, likeDays } from './volume';

/** How much is expected to trade in a session (shares), and on what ground. */
export interface ExpectedVolume {
  readonly volume: number;
  /** `mean of 20 days`, `mean of 7 days` or `adv of the instrument`. */
  readonly label: string;
}

/**
 * The volume of a day's session: the mean of the last CURVE_DAYS days with the same hours that came before it; without any, `adv` of the
 * instrument (shares), which is for a day of usual hours. Undefined where neither is known.
 */
export function expectedVolume(
  day: Day,
  bins: Bins,
  history: readonly DayVolume[],
  adv: number | undefined,
): ExpectedVolume | undefined {
  const days = likeDays(day, bins, history);
  if (days.length > 0) {
    const sum = days.reduce((total, d) => total + d.bins.reduce((a, b) => a + b, 0), 0);
    return { volume: sum / days.length, label: `mean of ${days.length} day${days.length === 1 ? '' : 's'}` };
  }
  return adv !== undefined && adv > 0 ? { volume: adv, label: 'adv of the instrument' } : undefined;
}

/** What the closing auction of a day is expected to print (shares): the median of the like days that say; undefined where none does. */
export function expectedClosing(day: Day, bins: Bins, history: readonly DayVolume[]): number | undefined {
  const prints = likeDays(day, bins, history)
    .flatMap(d => (d.closing === undefined ? [] : [d.closing]))
    .sort((a, b) => a - b);
  const half = prints.length >> 1;
  return prints.length % 2 === 1 ? prints[half] : prints.length === 0 ? undefined : (prints[half - 1]! + prints[half]!) / 2;
}
