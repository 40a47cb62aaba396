import { DAY_MICROS, dayOf } from '../../core/civil';
import type { Micros } from '../../core/numbers';

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
/** Characters that may stand between the parts of a stamp: blank, slash, minus, colon, T and point. */
const SEPARATORS = new Set([32, 47, 45, 58, 84, 46]);
const WIDTHS = [4, 2, 2, 2, 2, 2] as const;

/**
 * Reads what a clock shows, from year to fraction, with or without separators: `2018-01-02 04:04:13.125`, `20110103 090100`,
 * `20200101 170000065`, `2011/07/31 22:38:45.108`, `20140605`. Parts that are not there are zero; decimals beyond six are cut.
 * Returns microseconds of a clock set to UTC, or undefined where the text is no such stamp.
 */
export function wallFromText(text: string): Micros | undefined {
  const part = [0, 1, 1, 0, 0, 0];
  const end = text.length;
  let i = 0;
  let n = 0;
  for (; n < 6 && i < end; n++) {
    if (n > 0 && SEPARATORS.has(text.charCodeAt(i))) i++;
    let value = 0;
    for (let d = 0; d < WIDTHS[n]!; d++, i++) {
      const c = text.charCodeAt(i);
      if (!isDigit(c)) return undefined;
      value = value * 10 + c - 48;
    }
    part[n] = value;
  }
  if (n < 3) return undefined;
  let fraction = 0;
  let decimals = 0;
  if (i < end && (text.charCodeAt(i) === 46 || n === 6)) {
    if (text.charCodeAt(i) === 46) i++;
    for (; i < end && isDigit(text.charCodeAt(i)); i++)
      if (decimals < 6) {
        fraction = fraction * 10 + text.charCodeAt(i) - 48;
        decimals++;
      }
  }
  for (; decimals < 6; decimals++) fraction *= 10;
  if (i < end && text.slice(i) !== 'Z' && text.slice(i) !== '+00:00') return undefined;
  const [year, month, date, hour, minute, second] = part as [number, number, number, number, number, number];
  const day = dayOf(year, month, date);
  if (day === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  return day * DAY_MICROS + (hour * 3600 + minute * 60 + second) * 1_000_000 + fraction;
}

/** Reads a whole number of units since the epoch as microseconds; `digits` is how many decimals of a second a unit has (9: nanoseconds). */
export function epochFromText(text: string, digits: 0 | 3 | 6 | 9): Micros | undefined {
  if (!/^\d{1,19}$/.test(text)) return undefined;
  const micros = digits === 9 ? Number(text.slice(0, -3)) : Number(text) * 10 ** (6 - digits);
  return Number.isSafeInteger(micros) ? micros : undefined;
}
