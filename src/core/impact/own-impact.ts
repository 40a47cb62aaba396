import type { Micros } from '../numbers';
import type { ImpactModel } from './model';

interface Left {
  bps: number;
  at: Micros;
}

/** The impact model in force, and what our own orders left in each symbol that has not faded yet. Part of the books. */
export class OwnImpact {
  /** Undefined where none is configured: nothing is estimated then. */
  model: ImpactModel | undefined;
  private readonly left = new Map<string, Left>();

  /** What is left in a symbol, bps of the mid: above 0 after buying. Fades by exp(-rho t). */
  leftIn(symbol: string, at: Micros): number {
    const left = this.left.get(symbol);
    if (!left || !this.model) return 0;
    return left.bps * Math.exp((-this.model.decay * Math.max(0, at - left.at)) / 1_000_000);
  }

  /** A trade of ours moved the price by so much that will fade. */
  moved(symbol: string, bps: number, at: Micros): void {
    this.left.set(symbol, { bps: this.leftIn(symbol, at) + bps, at });
  }
}
