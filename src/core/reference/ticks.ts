import { type Px, parseDecimal } from '../numbers';
import type { Effective } from './effective';

/** A band of a tick table: prices at and above `floor` have this tick; both decimal text. */
export interface TickBand {
  readonly floor: string;
  readonly tick: string;
}

/** A tick table as it holds in some days. */
export interface TickTableRow extends Effective {
  readonly bands: readonly TickBand[];
}

/** The bands of a tick table in units of a price scale. */
export class TickTable {
  private readonly floors: number[] = [];
  private readonly ticks: number[] = [];

  /** Throws an Error where a band is no decimal of that scale, a tick is zero, or no band begins at zero. */
  constructor(bands: readonly TickBand[], scale: number) {
    const units = (what: string, text: string): number => {
      const value = parseDecimal(text, scale);
      if (typeof value === 'string') throw new Error(`${what} '${text}' is not a number with at most ${scale} decimals`);
      return value;
    };
    const read = bands
      .map(b => ({ floor: units('floor', b.floor), tick: units('tick', b.tick) }))
      .sort((a, b) => a.floor - b.floor);
    if (read[0]?.floor !== 0) throw new Error('no band begins at 0: prices below the first have no tick');
    for (const { floor, tick } of read) {
      if (tick <= 0) throw new Error('a tick must be above zero');
      if (this.floors.at(-1) === floor) throw new Error('two bands begin at one price');
      this.floors.push(floor);
      this.ticks.push(tick);
    }
  }

  /** The tick at a price. */
  at(price: Px): Px {
    let n = this.floors.length - 1;
    while (n > 0 && price < this.floors[n]!) n--;
    return this.ticks[n]!;
  }

  isOnTick(price: Px): boolean {
    return price % this.at(price) === 0;
  }
}
