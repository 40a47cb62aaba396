import type { DecimalError } from '../../core/numbers';

declare global {
  /** Node's own encoders behind toString and write, without the look-up of the encoding's name; the type package leaves them out. */
  interface Buffer<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> {
    latin1Slice(start: number, end: number): string;
    latin1Write(text: string, offset: number): number;
  }
}

/**
 * Readers of FIX values straight from bytes: no string is made on the way. All take the value's first byte and the byte behind its last.
 */

/** Days from 1970-01-01 to a Gregorian date; the arithmetic of Hinnant's `days_from_civil`. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** `digits` decimal digits at `at` as a number, or -1 where one of them is not a digit. */
export function digitsAt(buf: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const c = buf[i]! - 48;
    if (c < 0 || c > 9) return -1;
    value = value * 10 + c;
  }
  return value;
}

const DAYS_IN_MONTH = Uint8Array.of(0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Whether eight bytes at `at` are a day that exists (YYYYMMDD). */
export function isDate(buf: Uint8Array, at: number): boolean {
  const year = digitsAt(buf, at, 4);
  const month = digitsAt(buf, at + 4, 2);
  const day = digitsAt(buf, at + 6, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > DAYS_IN_MONTH[month]!) return false;
  return day < 29 || month !== 2 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** Two digits at `at` as a number, or -1 where they are not two digits. */
function pairAt(buf: Uint8Array, at: number): number {
  const tens = buf[at]! - 48;
  const ones = buf[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Seconds since midnight of `HH:MM:SS` at `at` (a leap second's 60 is allowed), or -1. */
export function secondsOfDay(buf: Uint8Array, at: number): number {
  const hour = pairAt(buf, at);
  const minute = pairAt(buf, at + 3);
  const second = pairAt(buf, at + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  return buf[at + 2] === 58 && buf[at + 5] === 58 ? hour * 3600 + minute * 60 + second : -1;
}

/** Microseconds in a fraction of a second written as `.` and 1 to 12 digits (finer than a microsecond is cut off), or -1. Nothing at all is 0. */
export function fractionMicros(buf: Uint8Array, start: number, end: number): number {
  if (start === end) return 0;
  const digits = end - start - 1;
  if (buf[start] !== 46 || digits < 1 || digits > 12) return -1;
  if (digits === 3) {
    const millis = digitsAt(buf, start + 1, 3);
    return millis < 0 ? -1 : millis * 1000;
  }
  if (digitsAt(buf, start + 1, digits) < 0) return -1;
  let micros = digitsAt(buf, start + 1, Math.min(digits, 6));
  for (let d = digits; d < 6; d++) micros *= 10;
  return micros;
}

/** The date read last, as its eight bytes in two integers, and its midnight: the timestamps of a day share it. */
let knownYear = -1;
let knownMonthDay = -1;
let knownMidnight = 0;

/** Whether a day that exists stands at `at`; its midnight is then in `knownMidnight`. */
function knowDate(buf: Uint8Array, at: number): boolean {
  const year = (buf[at]! << 24) | (buf[at + 1]! << 16) | (buf[at + 2]! << 8) | buf[at + 3]!;
  const monthDay = (buf[at + 4]! << 24) | (buf[at + 5]! << 16) | (buf[at + 6]! << 8) | buf[at + 7]!;
  if (year === knownYear && monthDay === knownMonthDay) return true;
  if (!isDate(buf, at)) return false;
  knownYear = year;
  knownMonthDay = monthDay;
  knownMidnight = daysFromCivil(digitsAt(buf, at, 4), digitsAt(buf, at + 4, 2), digitsAt(buf, at + 6, 2)) * 86_400_000_000;
  return true;
}

/** Whether the bytes are a UTCTimestamp: YYYYMMDD-HH:MM:SS and, if any, a fraction of 1 to 12 digits. */
export function isUtcTimestamp(buf: Uint8Array, start: number, end: number): boolean {
  if (end - start < 17 || buf[start + 8] !== 45 || !knowDate(buf, start)) return false;
  return secondsOfDay(buf, start + 9) >= 0 && fractionMicros(buf, start + 17, end) >= 0;
}

/** A UTCTimestamp as microseconds since 1970, or undefined where it is not one. */
export function readUtcMicros(buf: Uint8Array, start: number, end: number): number | undefined {
  if (end - start < 17 || buf[start + 8] !== 45 || !knowDate(buf, start)) return undefined;
  const seconds = secondsOfDay(buf, start + 9);
  const micros = fractionMicros(buf, start + 17, end);
  return seconds < 0 || micros < 0 ? undefined : knownMidnight + seconds * 1_000_000 + micros;
}

/** Sum of the bytes modulo 256: the number CheckSum gives. */
export function byteSum(buf: Uint8Array, start: number, end: number): number {
  let sum = 0;
  let i = start;
  for (const last = end - 8; i <= last; i += 8) {
    sum += buf[i]! + buf[i + 1]! + buf[i + 2]! + buf[i + 3]! + buf[i + 4]! + buf[i + 5]! + buf[i + 6]! + buf[i + 7]!;
  }
  for (; i < end; i++) sum += buf[i]!;
  return sum & 255;
}

/** Where a whole message that begins at `at` ends, by its BodyLength (9). Only for bytes that are known to be a message. */
export function messageEnd(buf: Buffer, at: number): number {
  const length = buf.indexOf(1, at) + 3;
  const body = buf.indexOf(1, length) + 1;
  return body + Number(buf.latin1Slice(length, body - 1)) + 7;
}

/** A FIX int (an optional minus and digits) as a number; undefined where it is not one or beyond 2^53 - 1. */
export function readInt(buf: Uint8Array, start: number, end: number): number | undefined {
  const negative = buf[start] === 45;
  let value = 0;
  let i = negative ? start + 1 : start;
  if (i >= end) return undefined;
  for (; i < end; i++) {
    const c = buf[i]! - 48;
    if (c < 0 || c > 9) return undefined;
    value = value * 10 + c;
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return negative && value !== 0 ? -value : value;
}

/** Whether the bytes are decimal text: an optional minus, digits, at most one point, at least one digit. */
export function isDecimal(buf: Uint8Array, start: number, end: number): boolean {
  let digits = 0;
  let points = 0;
  for (let i = buf[start] === 45 ? start + 1 : start; i < end; i++) {
    const c = buf[i]!;
    if (c === 46) points++;
    else if (c >= 48 && c <= 57) digits++;
    else return false;
  }
  return digits > 0 && points < 2;
}

/** Decimal text as an integer count of 10^-scale units: byte for byte what `parseDecimal` of core/numbers says of the same text. */
export function readDecimal(buf: Uint8Array, start: number, end: number, scale: number): number | DecimalError {
  const negative = buf[start] === 45;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = negative ? start + 1 : start; i < end; i++) {
    const c = buf[i]! - 48;
    if (c >= 0 && c <= 9) {
      digits++;
      if (decimals === scale) {
        if (c !== 0) return tooMuch(buf, start, end, 'TooFine');
        continue;
      }
      if (decimals >= 0) decimals++;
      value = value * 10 + c;
      if (value > Number.MAX_SAFE_INTEGER) return tooMuch(buf, start, end, 'TooLarge');
    } else if (c === -2 && decimals < 0) {
      decimals = 0;
    } else {
      return 'NotANumber';
    }
  }
  if (digits === 0) return 'NotANumber';
  for (let d = decimals < 0 ? 0 : decimals; d < scale; d++) value *= 10;
  if (value > Number.MAX_SAFE_INTEGER) return 'TooLarge';
  return negative && value !== 0 ? -value : value;
}

/** The error, provided it is a number at all. */
function tooMuch(buf: Uint8Array, start: number, end: number, error: DecimalError): DecimalError {
  return isDecimal(buf, start, end) ? error : 'NotANumber';
}
