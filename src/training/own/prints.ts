import type { Micros, Px, Qty } from '../../core/numbers';
import type { OwnTrade } from './own-trade';

/** A trade as market data told it. */
export interface Print {
  readonly at: Micros;
  readonly price: Px;
  readonly qty: Qty;
}

/** Prints without ours. */
export interface OthersPrints {
  /** What is left of each print when our part is taken out; 0: all of it was ours. */
  readonly left: Float64Array;
  /** Of each trade of ours the print that has most of it; -1 where none was found. */
  readonly found: Int32Array;
  /** Quantity of ours that no print has: it is still among the others', or was never told. */
  readonly missing: Qty;
}

/** How far a report and the print of one trade may be apart (us): two lines, each with its own latency and batches. */
export const APART: Micros = 2_000_000;

/**
 * Finds our trades among the prints (both in the order of time, counted in the same units) and takes them out: a print of the same price within `apart`, of the same quantity
 * before one of another, the nearest in time first; a print that holds more than ours keeps the rest. Where two orders of ours met, one print has both. Where others traded as much
 * at the same price at the same moment it may be their print that goes: volumes and prices are right all the same.
 */
export function withoutOwnPrints(prints: readonly Print[], own: readonly OwnTrade[], apart = APART): OthersPrints {
  const search = new Search(prints, apart);
  const found = new Int32Array(own.length).fill(-1);
  let missing = 0;
  own.forEach((trade, n) => {
    let rest = trade.qty;
    while (rest > 0) {
      const place = search.best(trade, rest);
      if (place < 0) break;
      if (found[n]! < 0) found[n] = place;
      rest -= search.take(trade, place, rest);
    }
    missing += rest;
  });
  return { left: search.left(), found, missing };
}

/** Prints, and what of each our buys and our sales have. */
class Search {
  private readonly bought: Float64Array;
  private readonly sold: Float64Array;
  private from = 0;

  constructor(
    private readonly prints: readonly Print[],
    private readonly apart: Micros,
  ) {
    this.bought = new Float64Array(prints.length);
    this.sold = new Float64Array(prints.length);
  }

  /** The print that `qty` of a trade is taken from; -1 where there is none. Trades come in the order of time. */
  best({ at, price, buy }: OwnTrade, qty: Qty): number {
    const { prints, apart } = this;
    const [same, other] = buy ? [this.bought, this.sold] : [this.sold, this.bought];
    while (this.from < prints.length && prints[this.from]!.at < at - apart) this.from++;
    let best = -1;
    let bestFar = Number.POSITIVE_INFINITY;
    for (let i = this.from; i < prints.length && prints[i]!.at <= at + apart; i++) {
      const { at: printed, price: px, qty: whole } = prints[i]!;
      const free = whole - same[i]!;
      if (px !== price || free === 0) continue;
      // one of another size only where none of the same is there, and last one that the other side of ours has
      const far = Math.abs(printed - at) + (free === qty ? 0 : 2 * apart) + (other[i]! > 0 ? 4 * apart : 0);
      if (far >= bestFar) continue;
      best = i;
      bestFar = far;
    }
    return best;
  }

  /** Takes as much of a print as there is; returns how much. */
  take({ buy }: OwnTrade, place: number, qty: Qty): Qty {
    const side = buy ? this.bought : this.sold;
    const taken = Math.min(qty, this.prints[place]!.qty - side[place]!);
    side[place]! += taken;
    return taken;
  }

  left(): Float64Array {
    return Float64Array.from(this.prints, ({ qty }, i) => qty - Math.max(this.bought[i]!, this.sold[i]!));
  }
}
