import type { Micros } from '../../core/numbers';
import { arrowOf, directionOf } from './direction';
import type { Direction } from './message';
import { BLANK, NEWLINE } from './separators';
import { Stamp } from './stamp';

/** A bracket that opens a message, blanks and zero bytes: a line that has nothing else before its message belongs to the line before it. */
const isPadding = (c: number): boolean => c === BLANK || c === 40 || c === 9 || c === 0;
const OPEN = 60;
/** No more of what stands before a message is looked at. */
export const LONGEST_PREFIX = 4096;

/** What a log says before its messages: when and which way. Most lines of a log differ in their time only, so the rest is remembered. */
export class Prefix {
  at: Micros | undefined;
  direction: Direction | undefined;
  /** What stood before the message that was read last. */
  length = -1;
  private rest: Buffer = Buffer.alloc(0);
  private readonly stamp: Stamp;
  /** Where the stamp stood in it; `stampEnd` is 0 where there was none. */
  private stampStart = 0;
  private stampEnd = 0;
  /** Which arrows stood before messages. */
  readonly arrows = new Set<Direction>();

  /** `arrowsMean`: an arrow is a direction. It is in a log that has both; others draw the same one before every message. */
  constructor(
    zone: string | undefined,
    private readonly arrowsMean: boolean,
  ) {
    this.stamp = new Stamp(zone);
  }

  /** Whether buf[from..to) is what stood before the last message but for the digits of its time; `at` and `direction` are then those of this one. */
  same(buf: Buffer, from: number, to: number): boolean {
    const { rest, stampStart, stampEnd } = this;
    const length = to - from;
    if (length !== this.length) return false;
    for (let i = 0; i < stampStart; i++) if (buf[from + i] !== rest[i]) return false;
    for (let i = stampEnd; i < length; i++) if (buf[from + i] !== rest[i]) return false;
    if (stampEnd === 0) return true;
    if (!this.stamp.read(buf, from + stampStart, to) || this.stamp.end !== from + stampEnd) return false;
    this.at = this.stamp.at;
    return true;
  }

  /** Reads what stands before a message: buf[from..to). */
  read(buf: Buffer, from: number, to: number): void {
    const start = Math.max(from, to - LONGEST_PREFIX);
    if (this.same(buf, start, to)) return;
    this.length = to - start;
    this.rest = Buffer.from(buf.subarray(start, to));
    const found = this.stamp.find(buf, start, to);
    this.at = found ? this.stamp.at : undefined;
    this.stampStart = found ? this.stamp.start - start : 0;
    this.stampEnd = found ? this.stamp.end - start : 0;
    const text = buf.latin1Slice(start + this.stampEnd, to);
    this.direction = directionOf(text) ?? this.arrow(text);
  }

  /** What stood before the last message, without its time: for telling kinds of logs apart. */
  text(): string {
    return this.rest.latin1Slice(this.stampEnd, this.rest.length);
  }

  get stamped(): boolean {
    return this.stampEnd > 0;
  }

  private arrow(text: string): Direction | undefined {
    const arrow = arrowOf(text);
    if (arrow !== undefined) this.arrows.add(arrow);
    return this.arrowsMean ? arrow : undefined;
  }
}

/**
 * Where what is told of the message at `to` begins: at `line`, the start of its line, or, where there is only padding before it, at `before`, the start of the line
 * before that, if that is `<...>` as screen logs have it.
 */
export function prefixStart(buf: Buffer, { line, before, to }: { line: number; before: number; to: number }): number {
  let at = line;
  while (at < to && isPadding(buf[at]!)) at++;
  return at === to && before < line && buf[before] === OPEN && buf[line - 1] === NEWLINE ? before : line;
}
