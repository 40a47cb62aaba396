import { digitsAt, fractionMicros, isDate, isDecimal, isUtcTimestamp, secondsOfDay } from './bytes';

/** How the text of a data type is checked. A number, so that a table of them by tag is a Uint8Array. */
export const Format = {
  /** The tag is not in the dictionary. */
  Unknown: 0,
  Any: 1,
  Char: 2,
  Int: 3,
  Unsigned: 4,
  Decimal: 5,
  Flag: 6,
  UtcTimestamp: 7,
  Date: 8,
  UtcTime: 9,
  MonthYear: 10,
  LocalTime: 11,
  TzTime: 12,
  TzTimestamp: 13,
  /** Values parted by single spaces. */
  Multiple: 14,
  DayOfMonth: 15,
  /** Bytes whose number the field before gives. */
  Data: 16,
} as const;
export type Format = (typeof Format)[keyof typeof Format];

const BY_TYPE: Readonly<Record<string, Format>> = {
  CHAR: Format.Char,
  INT: Format.Int,
  LENGTH: Format.Unsigned,
  SEQNUM: Format.Unsigned,
  NUMINGROUP: Format.Unsigned,
  TAGNUM: Format.Unsigned,
  DAYOFMONTH: Format.DayOfMonth,
  FLOAT: Format.Decimal,
  QTY: Format.Decimal,
  PRICE: Format.Decimal,
  PRICEOFFSET: Format.Decimal,
  AMT: Format.Decimal,
  PERCENTAGE: Format.Decimal,
  BOOLEAN: Format.Flag,
  UTCTIMESTAMP: Format.UtcTimestamp,
  UTCDATE: Format.Date,
  UTCDATEONLY: Format.Date,
  LOCALMKTDATE: Format.Date,
  UTCTIMEONLY: Format.UtcTime,
  MONTHYEAR: Format.MonthYear,
  LOCALMKTTIME: Format.LocalTime,
  TZTIMEONLY: Format.TzTime,
  TZTIMESTAMP: Format.TzTimestamp,
  MULTIPLEVALUESTRING: Format.Multiple,
  MULTIPLESTRINGVALUE: Format.Multiple,
  MULTIPLECHARVALUE: Format.Multiple,
  DATA: Format.Data,
  XMLDATA: Format.Data,
};

/** The check for a data type of a dictionary; a type without one (STRING, CURRENCY ...) may be any text. */
export const formatOf = (type: string): Format => BY_TYPE[type] ?? Format.Any;

/** Whether buf[start..end), which is not empty, is text of that format. */
export function hasFormat(format: Format, buf: Uint8Array, start: number, end: number): boolean {
  switch (format) {
    case Format.Char:
      return end - start === 1;
    case Format.Int:
      return isUnsigned(buf, buf[start] === 45 ? start + 1 : start, end);
    case Format.Unsigned:
      return isUnsigned(buf, start, end);
    case Format.Decimal:
      return isDecimal(buf, start, end);
    case Format.Flag:
      return end - start === 1 && (buf[start] === 89 || buf[start] === 78);
    case Format.UtcTimestamp:
      return isUtcTimestamp(buf, start, end);
    case Format.Date:
      return end - start === 8 && isDate(buf, start);
    case Format.Multiple:
      return isMultiple(buf, start, end);
    default:
      return hasRareFormat(format, buf, start, end);
  }
}

function hasRareFormat(format: Format, buf: Uint8Array, start: number, end: number): boolean {
  switch (format) {
    case Format.UtcTime:
      return end - start >= 8 && secondsOfDay(buf, start) >= 0 && fractionMicros(buf, start + 8, end) >= 0;
    case Format.MonthYear:
      return isMonthYear(buf, start, end);
    case Format.LocalTime:
      return end - start === 8 && secondsOfDay(buf, start) >= 0;
    case Format.TzTime:
      return isTzTime(buf, start, end);
    case Format.TzTimestamp:
      return end - start > 9 && isDate(buf, start) && buf[start + 8] === 45 && isTzTime(buf, start + 9, end);
    case Format.DayOfMonth:
      return (
        end - start <= 2 &&
        isUnsigned(buf, start, end) &&
        digitsAt(buf, start, end - start) >= 1 &&
        digitsAt(buf, start, end - start) <= 31
      );
    default:
      return true;
  }
}

function isUnsigned(buf: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (buf[i]! < 48 || buf[i]! > 57) return false;
  return end > start;
}

/** No space at either end and no two together. */
function isMultiple(buf: Uint8Array, start: number, end: number): boolean {
  let afterSpace = true;
  for (let i = start; i < end; i++) {
    const space = buf[i] === 32;
    if (space && afterSpace) return false;
    afterSpace = space;
  }
  return !afterSpace;
}

/** YYYYMM, YYYYMMDD or YYYYMMwN (N from 1 to 5). */
function isMonthYear(buf: Uint8Array, start: number, end: number): boolean {
  const month = digitsAt(buf, start + 4, 2);
  if (end - start < 6 || digitsAt(buf, start, 4) < 0 || month < 1 || month > 12) return false;
  if (end - start === 6) return true;
  if (end - start !== 8) return false;
  return buf[start + 6] === 119 ? buf[start + 7]! >= 49 && buf[start + 7]! <= 53 : isDate(buf, start);
}

/** HH:MM[:SS[.fraction]] and Z, or +HH[:MM], or -HH[:MM]. */
function isTzTime(buf: Uint8Array, start: number, end: number): boolean {
  let zone = start;
  while (zone < end && buf[zone] !== 90 && buf[zone] !== 43 && buf[zone] !== 45) zone++;
  return isZone(buf, zone, end) && isZonedClock(buf, start, zone);
}

function isZonedClock(buf: Uint8Array, start: number, end: number): boolean {
  if (end - start >= 8) return secondsOfDay(buf, start) >= 0 && fractionMicros(buf, start + 8, end) >= 0;
  const minutes = digitsAt(buf, start + 3, 2);
  const hours = digitsAt(buf, start, 2);
  return end - start === 5 && buf[start + 2] === 58 && hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60;
}

function isZone(buf: Uint8Array, start: number, end: number): boolean {
  if (buf[start] === 90) return end - start === 1;
  const hours = digitsAt(buf, start + 1, 2);
  if (hours < 0 || hours > 14) return false;
  if (end - start === 3) return true;
  const minutes = digitsAt(buf, start + 4, 2);
  return end - start === 6 && buf[start + 3] === 58 && minutes >= 0 && minutes < 60;
}
