import { dayOf } from './civil';

/** Seconds within which the offset at a wall time lies on either side: zones are from 12 h behind UTC to 14 h ahead. */
const SPREAD = 15 * 3600;

/** Offsets of one IANA time zone. Not for the hot line: each look asks the platform's zone tables. */
export class Zone {
  private readonly format: Intl.DateTimeFormat;

  /** Throws RangeError where the platform knows no such zone. */
  constructor(name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  /** Seconds that clocks in the zone are ahead of UTC at `second` (seconds since the epoch). */
  offsetAt(second: number): number {
    return this.wallAt(second) - second;
  }

  /** What clocks in the zone read at `second`, as seconds since the epoch of a clock set to UTC. */
  wallAt(second: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(second * 1000)) parts[type] = Number(value);
    const { year, month, day, hour, minute, second: s } = parts as Record<Intl.DateTimeFormatPartTypes, number>;
    return dayOf(year, month, day)! * 86_400 + hour * 3600 + minute * 60 + s;
  }

  /**
   * The first second at which clocks in the zone read `wall` or later. So a time that a clock skips in spring is the moment it jumps, and
   * one that it reads twice in autumn is the first of the two.
   */
  firstAt(wall: number): number {
    const before = this.offsetAt(wall - SPREAD);
    const after = this.offsetAt(wall + SPREAD);
    if (before === after) return wall - before;
    const turn = this.changeBetween(wall - SPREAD, wall + SPREAD);
    return wall - before < turn ? wall - before : Math.max(turn, wall - after);
  }

  /** The offset of every wall time in from..to (as in `firstAt`), where clocks do not change near them; undefined where they do. */
  steadyOffset(from: number, to: number): number | undefined {
    const before = this.offsetAt(from - SPREAD);
    return before === this.offsetAt(to + SPREAD) ? before : undefined;
  }

  /** First second with the offset of `to`; the offset changes once in from..to. */
  changeBetween(from: number, to: number): number {
    const old = this.offsetAt(from);
    let low = from;
    let high = to;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === old) low = middle;
      else high = middle;
    }
    return high;
  }
}

const zones = new Map<string, Zone>();

/** The zone of this IANA name, made once. Throws RangeError where the platform knows no such zone. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) zones.set(name, (zone = new Zone(name)));
  return zone;
}
