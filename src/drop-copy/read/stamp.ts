import type { Micros } from '../../core/numbers';
import { type Zone, zoneOf } from '../../core/zone';
import { daysFromCivil, digitsAt, secondsOfDay } from '../../fix/codec/bytes';
import { BLANK, isDigit } from './separators';

const SECOND = 1_000_000;
const DAY = 86_400;
/** Clocks of a zone change on a quarter of an hour. */
const QUARTER = 900;
const MINUS = 45;
const PLUS = 43;
const Z = 90;
/** Between year, month and day: `-`, `/`, `.`. */
const isDateMark = (c: number): boolean => c === MINUS || c === 47 || c === 46;
/** Between the day and the time: a blank, `-`, `T`, `_`, `:`. */
const isTimeMark = (c: number): boolean => c === BLANK || c === MINUS || c === 84 || c === 95 || c === 58;
/** Before and in the fraction of a second: `.`, `,`; and digits are grouped by `_`. */
const isPoint = (c: number): boolean => c === 46 || c === 44;
const GROUP = 95;

/**
 * Reads the times that logs put before their messages: year, month, day, joined or with `-`, `/` or `.` between them; then hours, minutes and seconds with `:`, a fraction
 * of any length (finer than a microsecond is cut off), and, maybe, `Z` or the hours ahead of UTC. Without those the time is in the zone of the reader. A time
 * without a date is none.
 */
export class Stamp {
  at: Micros = 0;
  /** The stamp that was read last was buf[start..end). */
  start = 0;
  end = 0;
  private readonly zone: Zone | undefined;
  private quarter = -1;
  private ahead = 0;
  private day = -1;
  private midnight = 0;

  /** `zone`: an IANA name; throws RangeError where the platform has no such zone. */
  constructor(zone = 'UTC') {
    this.zone = zone === 'UTC' ? undefined : zoneOf(zone);
  }

  /** Looks for the first stamp in buf[from..end). */
  find(buf: Buffer, from: number, end: number): boolean {
    for (let at = from; at + 17 <= end; at++) {
      // the year is 19.. or 20..
      if ((buf[at] !== 50 && buf[at] !== 49) || (at > from && isDigit(buf[at - 1]!))) continue;
      if (this.read(buf, at, end)) return true;
    }
    return false;
  }

  /** Reads the stamp that begins at `at` and lies before `end`; false where none does. */
  read(buf: Buffer, at: number, end: number): boolean {
    const marked = isDateMark(buf[at + 4]!) ? 1 : 0;
    const time = at + 9 + 2 * marked;
    if (time + 8 > end || !isTimeMark(buf[time - 1]!)) return false;
    if (marked === 1 && buf[at + 7] !== buf[at + 4]) return false;
    const seconds = secondsOfDay(buf, time);
    if (seconds < 0 || !this.knowDay(buf, at, marked)) return false;
    this.start = at;
    this.end = time + 8;
    const micros = this.fraction(buf, end);
    const wall = this.midnight + seconds;
    this.at = (wall - this.aheadOfUtc(buf, end, wall)) * SECOND + micros;
    return true;
  }

  /** Makes `midnight` that of the date at `at`, in seconds; false where it is no date. */
  private knowDay(buf: Buffer, at: number, marked: number): boolean {
    const year = digitsAt(buf, at, 4);
    const month = digitsAt(buf, at + 4 + marked, 2);
    const date = digitsAt(buf, at + 6 + 2 * marked, 2);
    const day = year * 10_000 + month * 100 + date;
    if (day === this.day) return month >= 0 && date >= 0 && year >= 0;
    if (year < 1970 || month < 1 || month > 12 || date < 1) return false;
    const midnight = daysFromCivil(year, month, date);
    const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
    if (midnight >= next) return false;
    this.day = day;
    this.midnight = midnight * DAY;
    return true;
  }

  /** Microseconds behind the seconds; moves `end` behind them. */
  private fraction(buf: Buffer, end: number): number {
    let at = this.end;
    if (at + 1 >= end || !isPoint(buf[at]!) || !isDigit(buf[at + 1]!)) return 0;
    let micros = 0;
    let unit = SECOND / 10;
    for (at++; at < end; at++) {
      const c = buf[at]!;
      if (c === GROUP && at + 1 < end && isDigit(buf[at + 1]!)) continue;
      if (!isDigit(c)) break;
      if (unit >= 1) micros += (c - 48) * unit;
      unit /= 10;
    }
    this.end = at;
    return micros;
  }

  /** Seconds that the stamp is ahead of UTC: as it says, else those of the reader's zone. */
  private aheadOfUtc(buf: Buffer, end: number, wall: number): number {
    const c = this.end < end ? buf[this.end]! : 0;
    if (c === Z) {
      this.end++;
      return 0;
    }
    const told = c === PLUS || c === MINUS ? this.offset(buf, end) : undefined;
    if (told !== undefined) return c === PLUS ? told : -told;
    if (this.zone === undefined) return 0;
    const quarter = Math.floor(wall / QUARTER);
    if (quarter !== this.quarter) {
      this.quarter = quarter;
      this.ahead = wall - this.zone.firstAt(wall);
    }
    return this.ahead;
  }

  /** Seconds in `+hh:mm`, `+hhmm` or `+hh` behind the time; moves `end` behind it. */
  private offset(buf: Buffer, end: number): number | undefined {
    const at = this.end + 1;
    if (at + 2 > end) return undefined;
    const hours = digitsAt(buf, at, 2);
    if (hours < 0 || hours > 14) return undefined;
    const colon = at + 2 < end && buf[at + 2] === 58 ? 1 : 0;
    const minutes = at + 4 + colon <= end ? digitsAt(buf, at + 2 + colon, 2) : -1;
    this.end = minutes < 0 ? at + 2 : at + 4 + colon;
    return hours * 3600 + Math.max(0, minutes) * 60;
  }
}
