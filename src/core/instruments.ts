import {
  type DecimalError,
  decimalsOf,
  type Exact,
  exactFromText,
  formatDecimal,
  type Px,
  parseDecimal,
  type Qty,
} from './numbers';

/** What the config says of an instrument; prices and quantities as decimal text. `symbol` '*' stands for every other symbol. */
export interface InstrumentSpec {
  readonly symbol: string;
  readonly tick: string;
  readonly lot: string;
  /** Prior close, the collar's last resort. */
  readonly priorClose?: string | undefined;
  /** What one unit of quantity is of what the price is for (contracts); 1 where it is absent. */
  readonly multiplier?: string | undefined;
  /** ISO 4217 code of the price; the firm's own where it is absent. */
  readonly currency?: string | undefined;
  /** Average daily volume, in quantity. */
  readonly adv?: string | undefined;
  /** Volatility of a day, per cent: for what orders are expected to cost where the market shows none. */
  readonly volatility?: string | undefined;
  /** Tier of the limit up-limit down plan. */
  readonly luldTier?: LuldTier | undefined;
  /** Short-sale list: `easy` needs no other locate, `no` may not be sold short at all. */
  readonly shortSale?: ShortSale | undefined;
}

export type LuldTier = '1' | '2';
export type ShortSale = 'easy' | 'no';

/** An instrument with its scales: four decimals finer than its tick, two finer than its lot (a fill may be finer than an order). */
export interface Instrument {
  readonly symbol: string;
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Smallest price step of an order, in price units. */
  readonly tick: Px;
  /** Smallest quantity step of an order, in quantity units. */
  readonly lot: Qty;
  readonly priorClose: Px | undefined;
  readonly multiplier: Exact;
  readonly currency: string | undefined;
  readonly adv: Qty | undefined;
  /** Of a day, as a fraction; an estimate, never part of an order. */
  readonly volatility: number | undefined;
  readonly luldTier: LuldTier | undefined;
  readonly shortSale: ShortSale | undefined;
}

const must = (what: string, text: string, value: number | DecimalError): number => {
  if (typeof value === 'string') throw new Error(`${what} '${text}' is not a number we take (${value})`);
  return value;
};

/** Builds an instrument; throws an Error naming the field where its text is not a positive decimal. */
export function instrumentOf(spec: InstrumentSpec, symbol = spec.symbol): Instrument {
  const priceScale = Math.min(decimalsOf(spec.tick) + 4, 10);
  const qtyScale = Math.min(decimalsOf(spec.lot) + 2, 10);
  const tick = must('tick', spec.tick, parseDecimal(spec.tick, priceScale));
  const lot = must('lot', spec.lot, parseDecimal(spec.lot, qtyScale));
  if (tick <= 0) throw new Error(`tick '${spec.tick}' must be above zero`);
  if (lot <= 0) throw new Error(`lot '${spec.lot}' must be above zero`);
  const priorClose =
    spec.priorClose === undefined ? undefined : must('priorClose', spec.priorClose, parseDecimal(spec.priorClose, priceScale));
  if (priorClose !== undefined && priorClose <= 0) throw new Error(`priorClose '${spec.priorClose}' must be above zero`);
  const multiplier = exactFromText(spec.multiplier ?? '1');
  if (!multiplier || multiplier.n <= 0n) throw new Error(`multiplier '${spec.multiplier}' must be a number above zero`);
  const adv = spec.adv === undefined ? undefined : must('adv', spec.adv, parseDecimal(spec.adv, qtyScale));
  const volatility = spec.volatility === undefined ? undefined : Number(spec.volatility) / 100;
  if (volatility !== undefined && !(volatility > 0))
    throw new Error(`volatility '${spec.volatility}' must be a number above zero`);
  const { currency, luldTier, shortSale } = spec;
  return { symbol, priceScale, qtyScale, tick, lot, priorClose, multiplier, currency, adv, volatility, luldTier, shortSale };
}

/**
 * Accounts, and symbols that '*' stands for, that are kept at once: each costs memory for good, so a flood of made-up names must end
 * somewhere. Those that the config names are beside them.
 */
export const MOST_NAMES = 10_000;

/** The instruments the gateway trades. */
export class Instruments {
  private readonly known = new Map<string, Instrument>();
  private readonly fallback: InstrumentSpec | undefined;
  private readonly made = new Map<string, Instrument>();

  /** Throws an Error where one cannot be read. */
  constructor(readonly specs: readonly InstrumentSpec[]) {
    for (const spec of specs) if (spec.symbol !== '*') this.known.set(spec.symbol, instrumentOf(spec));
    this.fallback = specs.find(s => s.symbol === '*');
    if (this.fallback) instrumentOf(this.fallback);
  }

  /** The symbols that are named: '*' is none. */
  get symbols(): string[] {
    return this.specs.map(s => s.symbol).filter(s => s !== '*');
  }

  /** The instrument, or undefined where the symbol is not configured and there is no '*'. */
  get(symbol: string): Instrument | undefined {
    const found = this.known.get(symbol) ?? this.made.get(symbol);
    if (found || !this.fallback) return found;
    const made = instrumentOf(this.fallback, symbol);
    if (this.made.size < MOST_NAMES) this.made.set(symbol, made);
    return made;
  }

  /** Whether the config names a symbol, and not only by '*'. */
  isNamed(symbol: string): boolean {
    return this.known.has(symbol);
  }
}

/** Whether prices or quantities of the one are in other units than those of the other. */
export const isRescaled = (a: Instrument, b: Instrument): boolean => a.priceScale !== b.priceScale || a.qtyScale !== b.qtyScale;

export const priceText = (i: Instrument, price: Px): string => formatDecimal(price, i.priceScale);
export const qtyText = (i: Instrument, qty: Qty): string => formatDecimal(qty, i.qtyScale);
