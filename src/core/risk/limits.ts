import { type Exact, exactFromText, parseDecimal, type Qty } from '../numbers';

/** Limits as the config writes them: decimal text. A limit that is absent is off. */
export interface LimitSpec {
  /** Shares (or contracts) of one order. */
  readonly maxOrderQty?: string | undefined;
  /** Quantity x price of one order, in the price's currency. */
  readonly maxNotional?: string | undefined;
  /** How far a limit price may stand from the reference: per cent and ticks, the tighter wins. */
  readonly priceCollar?: { readonly percent?: string | undefined; readonly ticks?: number | undefined } | undefined;
  /** Parent orders open at once. */
  readonly maxOpenOrders?: number | undefined;
}

/** Limits by level. The firm's hold for every order. */
export interface LimitSpecs {
  readonly firm: LimitSpec;
}

/** Limits ready to compare with. */
export interface Limits {
  readonly maxOrderQty: Exact | undefined;
  readonly maxNotional: Exact | undefined;
  /** Hundredths of a per cent (bps). */
  readonly collarBps: number | undefined;
  readonly collarTicks: number | undefined;
  readonly maxOpenOrders: number | undefined;
}

const exact = (key: string, text: string | undefined): Exact | undefined => {
  if (text === undefined) return undefined;
  const value = exactFromText(text);
  if (!value || value.n < 0n) throw new Error(`limits.firm.${key}: '${text}' is not a number at or above zero`);
  return value;
};

const bps = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = parseDecimal(text, 2);
  if (typeof value === 'string' || value < 0)
    throw new Error(`limits.firm.priceCollar.percent: '${text}' is not a per cent with at most two decimals`);
  return value;
};

/** Reads the limits' text; throws an Error that names the key. */
export const limitsOf = (specs: LimitSpecs): Limits => ({
  maxOrderQty: exact('maxOrderQty', specs.firm.maxOrderQty),
  maxNotional: exact('maxNotional', specs.firm.maxNotional),
  collarBps: bps(specs.firm.priceCollar?.percent),
  collarTicks: specs.firm.priceCollar?.ticks,
  maxOpenOrders: specs.firm.maxOpenOrders,
});

/** quantity x price in units, exactly. */
export const asQty = (qty: Qty, scale: number): Exact => ({ n: BigInt(qty), scale });

/** a > b */
export const exceeds = (a: Exact, b: Exact): boolean =>
  a.scale >= b.scale ? a.n > b.n * 10n ** BigInt(a.scale - b.scale) : a.n * 10n ** BigInt(b.scale - a.scale) > b.n;
