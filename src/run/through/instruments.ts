import type { InstrumentSpec } from '../../core/instruments';
import { formatDecimal } from '../../core/numbers';
import type { RebuiltOrder } from '../../drop-copy/rebuild/order';

/** What a log shows of a symbol's prices and quantities. */
interface Seen {
  /** Greatest step that all limits, all fills and all quantities are multiples of, 10^-SCALE; 0 where none was seen. */
  limits: bigint;
  fills: bigint;
  quantities: bigint;
  counted: { limits: number; fills: number };
  /** Prices that differ, at most FEW of each. */
  readonly distinct: { readonly limits: Set<bigint>; readonly fills: Set<bigint> };
  /** The first fill's price, else the first limit; 10^-SCALE. */
  firstFill: bigint | undefined;
  firstLimit: bigint | undefined;
}

/** Decimals that steps are looked for in. */
const SCALE = 10;
/** A tick is at most such a part of the price: a few round prices would make it too coarse. */
const COARSEST = 1000n;

/** Of fewer prices that differ no tick coarser than a cent is concluded. */
const FEW = 20;
const CENT = 10n ** BigInt(SCALE - 2);

/** Derives what an instrument's file would say from what orders in it show. */
export class SeenInstruments {
  private readonly bySymbol = new Map<string, Seen>();

  /** Hands orders on, and looks at each. */
  *of(orders: Iterable<RebuiltOrder>): Generator<RebuiltOrder> {
    for (const order of orders) {
      this.look(order);
      yield order;
    }
  }

  /** The instrument, and from what it was derived; undefined where the log shows no price of it. */
  derive(symbol: string): { readonly spec: InstrumentSpec; readonly from: string } | undefined {
    const seen = this.bySymbol.get(symbol);
    const first = seen && (seen.firstFill ?? seen.firstLimit);
    if (!seen || first === undefined || first <= 0n) return undefined;
    const byLimits = seen.counted.limits > 0;
    const { limits, fills } = seen.counted;
    const most = first / COARSEST;
    const told = byLimits ? seen.distinct.limits : seen.distinct.fills;
    const cap = told.size < FEW && most > CENT ? CENT : most;
    const tick = stepIn(byLimits ? seen.limits : seen.fills, cap);
    const lot = stepIn(seen.quantities, 10n ** BigInt(SCALE));
    const text = (n: bigint): string => formatDecimal(n, SCALE);
    const spec = { symbol, tick: text(tick), lot: text(lot), priorClose: text(roundedTo(first, tick)) };
    const prices = byLimits ? `${limits} limits` : `${fills} fills`;
    return {
      spec,
      from: `${symbol}: tick ${spec.tick} from ${prices}, lot ${spec.lot}, its market begins at ${spec.priorClose}, the first price seen`,
    };
  }

  private look({ symbol, state, fills, pxScale, qtyScale }: RebuiltOrder): void {
    let seen = this.bySymbol.get(symbol);
    if (!seen) this.bySymbol.set(symbol, (seen = newSeen()));
    seen.quantities = gcd(seen.quantities, scaled(state.orderQty, qtyScale));
    if (state.price !== undefined && state.price > 0) {
      const limit = scaled(state.price, pxScale);
      seen.limits = gcd(seen.limits, limit);
      seen.counted.limits++;
      if (seen.distinct.limits.size < FEW) seen.distinct.limits.add(limit);
      seen.firstLimit ??= limit;
    }
    for (const { px, qty, busted } of fills) {
      if (busted) continue;
      const price = scaled(px, pxScale);
      seen.fills = gcd(seen.fills, price);
      seen.quantities = gcd(seen.quantities, scaled(qty, qtyScale));
      seen.counted.fills++;
      if (seen.distinct.fills.size < FEW) seen.distinct.fills.add(price);
      seen.firstFill ??= price;
    }
  }
}

const newSeen = (): Seen => ({
  limits: 0n,
  fills: 0n,
  quantities: 0n,
  counted: { limits: 0, fills: 0 },
  distinct: { limits: new Set(), fills: new Set() },
  firstFill: undefined,
  firstLimit: undefined,
});

/** An integer of 10^-scale in 10^-SCALE; what is finer is cut off. */
const scaled = (value: number, scale: number): bigint =>
  scale <= SCALE ? BigInt(value) * 10n ** BigInt(SCALE - scale) : BigInt(value) / 10n ** BigInt(scale - SCALE);

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The greatest of 1, 5, 10, 50 ... that divides all that was seen and is not above `most`; 1 where none is. */
function stepIn(divides: bigint, most: bigint): bigint {
  let best = 1n;
  for (let power = 1n; power <= most; power *= 10n)
    for (const step of [power, 5n * power]) if (step <= most && divides % step === 0n) best = step;
  return best;
}

const roundedTo = (value: bigint, step: bigint): bigint => {
  const whole = (value + step / 2n) / step;
  return (whole > 0n ? whole : 1n) * step;
};
