import { type Exact, formatDecimal } from '../../numbers';

/** Decimals of money in exposure: values finer than this are rounded, each on its own, so that what is added is what is taken away. */
export const MONEY_SCALE = 4;

/** Money of the firm's currency in units of 10^-MONEY_SCALE. Beyond 2^53 - 1 units (about 9e11) it is `unknown`: whoever compares it denies. */
export type Money = number;

/** How a value is made whole: `up` away from zero (what an order may take up), `near` to the nearest, half away from zero (what was traded). */
export type Rounding = 'up' | 'near';

const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);

/** qty x price x factor as money; `scale` is that of quantity and price together. */
export function moneyOf(qty: number, price: number, scale: number, factor: Exact, rounding: Rounding): Money {
  const product = qty * price;
  const shift = scale + factor.scale - MONEY_SCALE;
  if (factor.n === 1n && shift >= 0 && shift < POWERS.length && Math.abs(product) <= Number.MAX_SAFE_INTEGER)
    return divided(product, POWERS[shift]!, rounding);
  return exactMoney({ n: BigInt(qty) * BigInt(price) * factor.n, scale: scale + factor.scale }, rounding);
}

/** An exact amount as money. */
export function exactMoney({ n, scale }: Exact, rounding: Rounding): Money {
  const shift = scale - MONEY_SCALE;
  if (shift <= 0) return Number(n * 10n ** BigInt(-shift));
  if (shift < POWERS.length && n <= SAFE && n >= -SAFE) return divided(Number(n), POWERS[shift]!, rounding);
  const d = 10n ** BigInt(shift);
  const positive = n < 0n ? -n : n;
  const whole = (positive + (rounding === 'up' ? d - 1n : d / 2n)) / d;
  return Number(n < 0n ? -whole : whole);
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** n / d for safe integers, d a power of ten: exact, for the remainder is taken off first. */
function divided(n: number, d: number, rounding: Rounding): number {
  const rest = n % d;
  const whole = (n - rest) / d;
  if (rest === 0) return whole;
  const more = rounding === 'up' || 2 * Math.abs(rest) >= d;
  return more ? whole + Math.sign(n) : whole;
}

/** a x b / c to the nearest, half away from zero; c is above zero. */
export function share(a: Money, b: number, c: number): Money {
  if (b === c) return a;
  const n = BigInt(a) * BigInt(b);
  const d = BigInt(c);
  const positive = n < 0n ? -n : n;
  const whole = (2n * positive + d) / (2n * d);
  return Number(n < 0n ? -whole : whole);
}

export const moneyText = (money: Money): string =>
  Number.isSafeInteger(money) ? formatDecimal(money, MONEY_SCALE) : 'more than can be counted';

/** money > limit; money that cannot be counted exactly is above any limit. */
export const above = (money: Money, limit: { readonly units: readonly number[] }): boolean =>
  money > limit.units[MONEY_SCALE]! || !Number.isSafeInteger(money);
