import type { Micros } from '../numbers';
import { zoneOf } from '../zone';

/** When the day of limits ends, by the clocks of a zone: counters and the loss of the day begin anew then. */
export interface DaySpec {
  /** IANA name: America/New_York. */
  readonly timeZone: string;
  /** HH:MM or HH:MM:SS. */
  readonly ends: string;
}

const SECOND: Micros = 1_000_000;
const DAY = 86_400;

/** Seconds after midnight of HH:MM or HH:MM:SS; undefined where it is neither. */
export function clockSeconds(text: string): number | undefined {
  const [hours, minutes, seconds = 0, more] = text.split(':').map(part => (/^\d\d$/.test(part) ? Number(part) : Number.NaN));
  if (hours === undefined || minutes === undefined || more !== undefined) return undefined;
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : undefined;
}

/** The day that daily limits are of: that of UTC, unless told otherwise. */
export class TradingDay {
  /** Throws an Error that names the key where it cannot be read. */
  constructor(private readonly spec?: DaySpec | undefined) {
    if (!spec) return;
    if (clockSeconds(spec.ends) === undefined) throw new Error(`limits.day.ends: '${spec.ends}' is no time of day, HH:MM`);
    try {
      zoneOf(spec.timeZone);
    } catch {
      throw new Error(`limits.day.timeZone: '${spec.timeZone}' is no time zone, such as America/New_York`);
    }
  }

  /** The end of the day that `at` lies in. A time that clocks skip is the moment they jump, one that comes twice the first of the two. */
  endAfter(at: Micros): Micros {
    if (!this.spec) return (Math.floor(at / (DAY * SECOND)) + 1) * DAY * SECOND;
    const zone = zoneOf(this.spec.timeZone);
    const clock = clockSeconds(this.spec.ends)!;
    for (let day = Math.floor(zone.wallAt(Math.floor(at / SECOND)) / DAY) - 1; ; day++) {
      const end = zone.firstAt(day * DAY + clock) * SECOND;
      if (end > at) return end;
    }
  }
}
