import type { Instrument } from '../instruments';
import { type Exact, exactFromText, mulExact, type Px, type Qty } from '../numbers';
import { type Bound, exceeds } from './limits';

const ONE: Exact = { n: 1n, scale: 0 };

/**
 * What money is worth in the firm's currency. An instrument without a currency is priced in the firm's; a currency without a rate has no
 * value: whoever needs one denies.
 */
export class Rates {
  private readonly rates = new Map<string, Exact>();

  /** Throws an Error that names the rate that cannot be read. */
  constructor(
    readonly currency: string | undefined,
    rates: Readonly<Record<string, string>> | undefined,
  ) {
    if (currency !== undefined) this.rates.set(currency, ONE);
    for (const [code, text] of Object.entries(rates ?? {})) {
      const rate = exactFromText(text);
      if (!rate || rate.n <= 0n) throw new Error(`limits.rates.${code}: '${text}' is not a number above zero`);
      this.rates.set(code, rate);
    }
  }

  /** What one unit of price x quantity is worth: multiplier x rate; undefined where the currency has no rate. */
  factor(instrument: Instrument): Exact | undefined {
    if (instrument.currency === undefined) return instrument.multiplier;
    const rate = this.rates.get(instrument.currency);
    if (rate === undefined) return undefined;
    return rate === ONE ? instrument.multiplier : mulExact(rate, instrument.multiplier);
  }
}

/** qty x price x factor, exact, in the firm's currency; qty and price in units of the instrument. */
export const notionalOf = (instrument: Instrument, qty: Qty, price: Px, factor: Exact): Exact => ({
  n: BigInt(qty) * BigInt(price) * factor.n,
  scale: instrument.qtyScale + instrument.priceScale + factor.scale,
});

/** Tells whether qty x price x factor is above a limit, exactly: in plain numbers where they hold it, which is nearly always. */
export function notionalExceeds(instrument: Instrument, qty: Qty, price: Px, factor: Exact): (limit: Bound) => boolean {
  const product = qty * price;
  if (factor.n !== 1n || product > Number.MAX_SAFE_INTEGER) {
    const value = notionalOf(instrument, qty, price, factor);
    return limit => exceeds(value, limit);
  }
  const scale = instrument.qtyScale + instrument.priceScale + factor.scale;
  return limit => product > limit.units[scale]!;
}
