import type { Indicative, Lots, Ticks } from './types';

/** What one side brings to an auction: lots by limit, in any order; a market order's limit is infinite (buy) or minus infinite (sell). */
export interface Interest {
  readonly price: Ticks;
  readonly qty: Lots;
}

/**
 * The price at which an auction trades: the most lots; among such prices the smallest surplus; then nearest to `reference`.
 * That is one price: of two equally good ones on both sides of the reference, the reference is as good or better. `price` is undefined
 * where no lot can trade.
 */
export function auctionPrice(buys: readonly Interest[], sells: readonly Interest[], reference: Ticks): Indicative {
  const curve = new Curve(buys, sells);
  let best: Indicative = { price: undefined, qty: 0, surplus: marketLots(buys) - marketLots(sells) };
  for (const price of candidates(buys, sells, reference)) {
    const { bought, sold } = curve.at(price);
    const found: Indicative = { price, qty: Math.min(bought, sold), surplus: bought - sold };
    if (found.qty > 0 && isBetter(found, best, reference)) best = found;
  }
  return best;
}

const marketLots = (side: readonly Interest[]): Lots =>
  side.reduce((sum, o) => (Number.isFinite(o.price) ? sum : sum + o.qty), 0);

function isBetter(a: Indicative, b: Indicative, reference: Ticks): boolean {
  if (b.price === undefined || a.qty !== b.qty) return a.qty > b.qty;
  const surplus = Math.abs(a.surplus) - Math.abs(b.surplus);
  if (surplus !== 0) return surplus < 0;
  return Math.abs(a.price! - reference) < Math.abs(b.price - reference);
}

/**
 * Prices that can be the best, ascending. Volume and surplus are constant between two neighbouring limits, so the ends of each
 * stretch (a limit, or a tick beside one) and the reference are enough; nothing outside the range of limits and reference.
 */
function candidates(buys: readonly Interest[], sells: readonly Interest[], reference: Ticks): Float64Array {
  const limits = [...buys, ...sells].map(o => o.price).filter(Number.isFinite);
  let lowest = reference;
  let highest = reference;
  for (const p of limits) {
    if (p < lowest) lowest = p;
    if (p > highest) highest = p;
  }
  const all = new Set([reference]);
  for (const p of limits) for (const q of [p - 1, p, p + 1]) if (q >= lowest && q <= highest) all.add(q);
  return Float64Array.from(all).sort();
}

/** Lots bought and sold at a price; asked for ascending prices. */
class Curve {
  private readonly buys: Interest[];
  private readonly sells: Interest[];
  private bought = 0;
  private sold = 0;
  private b = 0;
  private s = 0;

  constructor(buys: readonly Interest[], sells: readonly Interest[]) {
    this.buys = [...buys].sort((x, y) => x.price - y.price);
    this.sells = [...sells].sort((x, y) => x.price - y.price);
    for (const o of buys) this.bought += o.qty;
  }

  at(price: Ticks): { bought: Lots; sold: Lots } {
    for (; this.b < this.buys.length && this.buys[this.b]!.price < price; this.b++) this.bought -= this.buys[this.b]!.qty;
    for (; this.s < this.sells.length && this.sells[this.s]!.price <= price; this.s++) this.sold += this.sells[this.s]!.qty;
    return { bought: this.bought, sold: this.sold };
  }
}
