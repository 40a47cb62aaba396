import { dataTagOf } from '../../fix/codec/fields';
import { EQUALS, isDigit, isFieldAt, NEWLINE, RETURN, SOH, standsAt } from './separators';

/** Said of bytes that are not `tag=value SOH` throughout. */
export const NOT_FIELDS = -1;

/** The sum of buf[start..end) modulo 256, as CheckSum (10) has it, where those bytes are fields, the last one ended by SOH; else NOT_FIELDS. */
export function sumOfFields(buf: Buffer, start: number, end: number): number {
  let sum = 0;
  let data = 0;
  for (let at = start; at < end; at++) {
    let c = buf[at]!;
    if (c < 48 || c > 57) return NOT_FIELDS;
    let tag = 0;
    do {
      tag = tag * 10 + c - 48;
      sum += c;
      c = buf[++at]!;
    } while (c >= 48 && c <= 57);
    if (c !== 61) return NOT_FIELDS;
    sum += c;
    const value = at + 1;
    if (data !== 0 && tag === data) {
      const length = dataLength(buf, start, value, end);
      for (const last = value + length; at + 1 < last; ) sum += buf[++at]!;
    }
    while ((c = buf[++at]!) !== SOH) sum += c;
    sum += SOH;
    data = dataTagOf(tag);
  }
  return sum & 255;
}

/** Bytes of the data field whose value begins at `value`, as the length field right before it says; 0 where that does not lead to an SOH. */
function dataLength(buf: Buffer, start: number, value: number, end: number): number {
  let lengthEnd = value;
  while (lengthEnd > start && buf[lengthEnd - 1] !== SOH) lengthEnd--;
  let digits = --lengthEnd;
  while (digits > start && isDigit(buf[digits - 1]!)) digits--;
  const length = numberAt(buf, digits, lengthEnd);
  return length > 0 && value + length < end && buf[value + length] === SOH ? length : 0;
}

/** Digits in buf[start..end) as a number; -1 where there are none, more than nine, or something else. */
export function numberAt(buf: Buffer, start: number, end: number): number {
  if (start >= end || end - start > 9) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    if (!isDigit(buf[i]!)) return -1;
    value = value * 10 + buf[i]! - 48;
  }
  return value;
}

/** What a message is taken over from: buf[start..end), `separator` between its fields and, maybe, at its end; with `joined` its line breaks are left out. */
export interface Raw {
  buf: Buffer;
  start: number;
  end: number;
  separator: Buffer;
  joined: boolean;
}

/** A message with SOH between its fields, whatever the log has; the bytes are good until the next one. */
export class Converted {
  buf = Buffer.allocUnsafe(4096);
  length = 0;
  /** Separators that stayed what they were, because no field follows them. */
  kept = 0;

  /** A separator that no `tag=` follows is part of a value; the bytes of a data field are taken by the length field right before it. */
  take(raw: Raw): void {
    const { start, end } = raw;
    const width = raw.separator.length;
    if (this.buf.length <= end - start) this.buf = Buffer.allocUnsafe(2 * (end - start));
    this.length = 0;
    this.kept = 0;
    let data = 0;
    let field = start;
    for (let at = start; at < end; ) {
      const tag = tagAt(raw.buf, at, end);
      const byLength = data !== 0 && tag === data ? dataEnd(raw, field, at) : -1;
      const valueEnd = byLength < 0 ? this.valueEnd(raw, at) : byLength;
      this.copy(raw, at, valueEnd);
      this.buf[this.length++] = SOH;
      data = dataTagOf(tag);
      field = at;
      at = valueEnd + width;
    }
  }

  /** Where the field that begins at `from` ends: at the next separator with a field behind it, or at the end. */
  private valueEnd(raw: Raw, from: number): number {
    const { buf, end, separator } = raw;
    const first = separator[0]!;
    const width = separator.length;
    for (let at = from; at < end; at++) {
      if (buf[at] !== first || (width > 1 && !standsAt(buf, at, end, separator))) continue;
      const next = at + width;
      if (next >= end || first === SOH || isFieldAt(buf, raw.joined ? behindBreaks(buf, next, end) : next, end)) return at;
      this.kept++;
      at += width - 1;
    }
    return end;
  }

  private copy(raw: Raw, from: number, to: number): void {
    const { buf, end, joined } = raw;
    const into = this.buf;
    let length = this.length;
    for (let i = from; i < to; i++) if (!joined || !isBreak(buf, i, end)) into[length++] = buf[i]!;
    this.length = length;
  }
}

/** The tag of the field that begins at `at`; -1 where none does. */
function tagAt(buf: Buffer, at: number, end: number): number {
  let tag = 0;
  let i = at;
  for (; i < end && isDigit(buf[i]!); i++) tag = tag * 10 + buf[i]! - 48;
  return i > at && buf[i] === EQUALS ? tag : -1;
}

/** Where the data field at `at` ends, by the length field right before it; -1 where the length leads nowhere. */
function dataEnd({ buf, end, separator }: Raw, lengthField: number, at: number): number {
  const length = numberAt(buf, buf.indexOf(EQUALS, lengthField) + 1, at - separator.length);
  const last = buf.indexOf(EQUALS, at) + 1 + length;
  return length > 0 && standsAt(buf, last, end, separator) ? last : -1;
}

function behindBreaks(buf: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && isBreak(buf, at, end)) at++;
  return at;
}

/** A newline, or the return right before one. */
const isBreak = (buf: Buffer, at: number, end: number): boolean =>
  buf[at] === NEWLINE || (buf[at] === RETURN && at + 1 < end && buf[at + 1] === NEWLINE);
