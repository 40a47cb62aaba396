import type { Px } from '../../numbers';

/** One side of what our own orders have working in a symbol: ClOrdID of the child -> the most aggressive price it may trade at. */
export class Resting {
  private readonly prices = new Map<string, Px>();
  private best: Px | undefined;
  private sure = true;

  constructor(private readonly buy: boolean) {}

  /** A child rests at `px`, or (undefined) no more. */
  set(childId: string, px: Px | undefined): void {
    const before = this.prices.get(childId);
    if (px === before) return;
    if (px === undefined) this.prices.delete(childId);
    else this.prices.set(childId, px);
    if (!this.sure) return;
    if (before !== undefined && before === this.best) this.sure = false;
    else if (px !== undefined && (this.best === undefined || this.beats(px, this.best))) this.best = px;
  }

  /** Whether an order of the other side at `px` (undefined: a market order) would trade with any. */
  crosses(px: Px | undefined): boolean {
    return this.prices.size > 0 && (px === undefined || !this.beats(px, this.bestPrice()));
  }

  /** The children that an order of the other side at `px` (undefined: a market order) would trade with. Looked for only where there is one. */
  *crossedBy(px: Px | undefined): Iterable<string> {
    if (!this.crosses(px)) return;
    for (const [childId, price] of this.prices) if (px === undefined || price === px || this.beats(price, px)) yield childId;
  }

  /** The best price; looked for only after the order that had it went. */
  private bestPrice(): Px {
    if (!this.sure) {
      this.best = undefined;
      for (const px of this.prices.values()) if (this.best === undefined || this.beats(px, this.best)) this.best = px;
      this.sure = true;
    }
    return this.best!;
  }

  /** For snapshots: what follows from the prices is left out, for it is looked for when somebody asks. */
  toJSON(): object {
    return { prices: [...this.prices] };
  }

  private beats(a: Px, b: Px): boolean {
    return this.buy ? a > b : a < b;
  }
}
