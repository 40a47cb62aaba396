/**
 * Exact numbers. A price or a quantity is an integer count of 10^-scale units, read from decimal text and written back as text.
 * No float is ever made of one. `scale` is the number of decimals (0 to 15).
 */
declare const unit: unique symbol;
/** Price in units of 10^-priceScale of its instrument. */
export type Px = number & { readonly [unit]?: 'Px' };
/** Quantity in units of 10^-qtyScale of its instrument. */
export type Qty = number & { readonly [unit]?: 'Qty' };
/** Microseconds since 1970-01-01T00:00:00Z. */
export type Micros = number & { readonly [unit]?: 'Micros' };

/** Why a text is not a number we take. `TooFine`: more non-zero decimals than the scale; `TooLarge`: beyond 2^53 - 1 units. */
export type DecimalError = 'NotANumber' | 'TooFine' | 'TooLarge';

/**
 * Reads FIX decimal text ("-12.50", ".5", "5.") as an integer count of 10^-scale units.
 * Returns the error's name for anything else: exponents, spaces, "+", infinities, no digits at all.
 */
export function parseDecimal(text: string, scale: number): number | DecimalError {
  const end = text.length;
  let i = text.charCodeAt(0) === 45 ? 1 : 0;
  const negative = i === 1;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 46) {
      if (decimals >= 0) return 'NotANumber';
      decimals = 0;
      continue;
    }
    if (c < 48 || c > 57) return 'NotANumber';
    digits++;
    if (decimals >= 0) {
      if (decimals === scale) {
        if (c !== 48) return onlyDigits(text, i, 0) ? 'TooFine' : 'NotANumber';
        continue;
      }
      decimals++;
    }
    value = value * 10 + (c - 48);
    if (value > Number.MAX_SAFE_INTEGER) return onlyDigits(text, i, decimals < 0 ? 1 : 0) ? 'TooLarge' : 'NotANumber';
  }
  if (digits === 0) return 'NotANumber';
  for (let d = Math.max(decimals, 0); d < scale; d++) value *= 10;
  if (value > Number.MAX_SAFE_INTEGER) return 'TooLarge';
  return negative && value !== 0 ? -value : value;
}

function onlyDigits(text: string, from: number, points: number): boolean {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if ((c < 48 || c > 57) && (c !== 46 || points-- === 0)) return false;
  }
  return true;
}

/** Writes an integer count of 10^-scale units as plain decimal text without trailing zeros ("100", "99.5"). */
export function formatDecimal(value: number | bigint, scale: number): string {
  if (scale === 0) return value.toString();
  const negative = value < 0;
  const text = (negative ? -value : value).toString().padStart(scale + 1, '0');
  let end = text.length;
  const point = end - scale;
  while (end > point && text.charCodeAt(end - 1) === 48) end--;
  const plain = end === point ? text.slice(0, point) : `${text.slice(0, point)}.${text.slice(point, end)}`;
  return negative ? `-${plain}` : plain;
}

/** Number of decimals in a plain decimal text, trailing zeros not counted ("0.010" -> 2). */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  if (point < 0) return 0;
  let end = text.length;
  while (end > point + 1 && text.charCodeAt(end - 1) === 48) end--;
  return end - point - 1;
}

/** An exact decimal of any size: n * 10^-scale. Sums of quantity times price are kept so. */
export interface Exact {
  readonly n: bigint;
  readonly scale: number;
}

export const ZERO: Exact = { n: 0n, scale: 0 };

/** a + b, at the finer of the two scales. */
export function addExact(a: Exact, b: Exact): Exact {
  if (a.scale === b.scale) return { n: a.n + b.n, scale: a.scale };
  return a.scale < b.scale
    ? { n: a.n * 10n ** BigInt(b.scale - a.scale) + b.n, scale: b.scale }
    : { n: a.n + b.n * 10n ** BigInt(a.scale - b.scale), scale: a.scale };
}

/** a * b, exactly. */
export const mulExact = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, scale: a.scale + b.scale });

/** Reads decimal text of any length exactly; undefined where it is not a number. */
export function exactFromText(text: string): Exact | undefined {
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  const scale = decimalsOf(text);
  const point = text.indexOf('.');
  const digits = point < 0 ? text : text.slice(0, point) + text.slice(point + 1, point + 1 + scale);
  return { n: BigInt(digits === '' || digits === '-' ? `${digits}0` : digits), scale };
}

/** a / b as decimal text with at most `decimals` decimals, rounded half away from zero. b must not be zero. */
export function divideToText(a: Exact, b: Exact, decimals: number): string {
  const shift = decimals + b.scale - a.scale;
  const num = shift >= 0 ? a.n * 10n ** BigInt(shift) : a.n;
  const den = shift >= 0 ? b.n : b.n * 10n ** BigInt(-shift);
  const negative = num < 0n !== den < 0n;
  const n = num < 0n ? -num : num;
  const d = den < 0n ? -den : den;
  const rounded = (2n * n + d) / (2n * d);
  return formatDecimal(negative ? -rounded : rounded, decimals);
}

/** Units of 10^-from as units of 10^-to, which are as fine or finer. */
export const atScale = (units: number, from: number, to: number): number => (from === to ? units : units * 10 ** (to - from));

/** Decimal text in units, or undefined where it is absent or not a number of that scale. */
export function unitsOf(text: string | undefined, scale: number): number | undefined {
  if (text === undefined) return undefined;
  const value = parseDecimal(text, scale);
  return typeof value === 'number' ? value : undefined;
}
