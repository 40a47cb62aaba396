import type { LevelsOfSide } from '../../core/features/levels';

/** Levels a side that are kept of a market: as many as simulator and most venues show. */
export const MOST_SHOWN = 10;

/** The best levels of one side in columns, best first, filled again and again without allocation. Prices and quantities are in units. */
export class Levels implements LevelsOfSide {
  readonly px = new Float64Array(MOST_SHOWN);
  readonly qty = new Float64Array(MOST_SHOWN);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add(px: number, qty: number): void {
    const { count } = this;
    if (count === MOST_SHOWN) return;
    this.px[count] = px;
    this.qty[count] = qty;
    this.count = count + 1;
  }

  /** Takes the best of a side, or of other levels. */
  take({ px, qty, count }: LevelsOfSide): void {
    this.clear();
    for (let i = 0; i < count && i < MOST_SHOWN; i++) this.add(px[i]!, qty[i]!);
  }

  /** The best price; undefined where nobody quotes. */
  get best(): number | undefined {
    return this.count > 0 ? this.px[0] : undefined;
  }
}

/** Puts the levels of several sources together: quantities at one price add up. `sign` is 1 where a lower price is better. */
export function merge(from: readonly Levels[], sign: 1 | -1, into: Levels): void {
  into.clear();
  const at = new Array<number>(from.length).fill(0);
  while (into.count < MOST_SHOWN) {
    let best = Number.NaN;
    for (let s = 0; s < from.length; s++) {
      const side = from[s]!;
      if (at[s]! < side.count && !((side.px[at[s]!]! - best) * sign >= 0)) best = side.px[at[s]!]!;
    }
    if (Number.isNaN(best)) return;
    let qty = 0;
    for (let s = 0; s < from.length; s++) {
      const side = from[s]!;
      if (at[s]! < side.count && side.px[at[s]!] === best) qty += side.qty[at[s]!++]!;
    }
    into.add(best, qty);
  }
}
