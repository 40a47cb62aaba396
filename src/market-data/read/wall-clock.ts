import type { Micros } from '../../core/numbers';
import { type Zone, zoneOf } from '../../core/zone';

/** Clocks change on a quarter of an hour. */
const QUARTER = 900_000_000;
/** Clocks that show the same offset at both ends of a week have it all week: no zone changes and changes back within one. */
const WEEK = 7 * 86_400_000_000;

/** What clocks of a zone show, as moments; asks the zone tables twice a week of data, and once a quarter of an hour where clocks change. */
export class WallClock {
  private readonly zone: Zone | undefined;
  private readonly weeks = new Map<number, number | undefined>();
  private quarter = Number.NaN;
  private offset = 0;

  /** Throws RangeError where the platform knows no such IANA zone. */
  constructor(name: string) {
    this.zone = name === 'UTC' ? undefined : zoneOf(name);
  }

  /** The moment at which the clocks show `wall` (microseconds of a clock set to UTC); of two such moments in autumn the first. */
  momentOf(wall: Micros): Micros {
    if (this.zone === undefined) return wall;
    const quarter = Math.floor(wall / QUARTER);
    if (quarter !== this.quarter) {
      this.offset = this.offsetOfWeek(wall) ?? this.offsetAt(quarter * QUARTER);
      this.quarter = quarter;
    }
    return wall - this.offset;
  }

  private offsetOfWeek(wall: Micros): Micros | undefined {
    const week = Math.floor(wall / WEEK);
    if (!this.weeks.has(week)) {
      const first = this.offsetAt(week * WEEK);
      this.weeks.set(week, first === this.offsetAt((week + 1) * WEEK) ? first : undefined);
    }
    return this.weeks.get(week);
  }

  private offsetAt(wall: Micros): Micros {
    const second = wall / 1_000_000;
    return (second - this.zone!.firstAt(second)) * 1_000_000;
  }
}
