import { z } from 'zod';
import { exactFromText, parseDecimal } from '../core/numbers';

/** Decimal text: YAML numbers are taken as they are written. */
export const decimal = z
  .union([z.number(), z.string()], 'must be a decimal number')
  .transform(v => (typeof v === 'number' ? BigInt(v).toString() : v));
export const positive = decimal.refine(v => (exactFromText(v)?.n ?? 0n) > 0n, 'must be a decimal number above zero');
export const notNegative = decimal.refine(v => (exactFromText(v)?.n ?? -1n) >= 0n, 'must be a decimal number at or above zero');
export const percent = notNegative.refine(v => typeof parseDecimal(v, 2) === 'number', 'must have at most two decimals');
export const seconds = notNegative.refine(v => typeof parseDecimal(v, 6) === 'number', 'must have at most six decimals');
export const count = z.int('must be a whole number at or above zero').min(0, 'must be a whole number at or above zero');
