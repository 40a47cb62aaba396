import type { Parent } from './parent';

/** Parents that still work, in order of arrival; the scheduled ones can be found by their symbol. */
export class WorkingOrders extends Set<Parent> {
  private readonly bySymbol = new Map<string, Set<Parent>>();

  override add(parent: Parent): this {
    if (parent.strategy !== 'DMA') {
      const { symbol } = parent.instrument;
      const there = this.bySymbol.get(symbol);
      if (there) there.add(parent);
      else this.bySymbol.set(symbol, new Set([parent]));
    }
    return super.add(parent);
  }

  override delete(parent: Parent): boolean {
    const { symbol } = parent.instrument;
    const there = this.bySymbol.get(symbol);
    if (there?.delete(parent) && there.size === 0) this.bySymbol.delete(symbol);
    return super.delete(parent);
  }

  /** Scheduled parents of a symbol, in order of arrival; undefined where there are none. */
  scheduledIn(symbol: string): ReadonlySet<Parent> | undefined {
    return this.bySymbol.get(symbol);
  }
}
