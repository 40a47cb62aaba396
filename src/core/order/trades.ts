import { within } from '../pair-map';
import type { Child } from './child';
import type { Parent } from './parent';

/** Children by ExecID. */
type Told = Map<string, string>;

/**
 * The trades that venues told of: venue, Symbol, Side, trade date and ExecID (17) -> the child that it was told of first. Two orders of ours
 * never share one.
 */
export class Trades {
  private readonly told = new Map<string, Map<string, Map<string, Map<string, Told>>>>();

  /** The child that an ExecID was told of on that date (undefined: without one), for the symbol and side of this one. */
  of(child: Child, parent: Parent, execId: string, date: string | undefined): string | undefined {
    return this.told
      .get(child.venue ?? '')
      ?.get(parent.instrument.symbol)
      ?.get(parent.side)
      ?.get(date ?? '')
      ?.get(execId);
  }

  /** A trade was told of a child; one that was told of another stays where it is. */
  add(child: Child, parent: Parent, execId: string, date: string | undefined): void {
    const symbols = within(this.told, child.venue ?? '');
    const told: Told = within(within(within(symbols, parent.instrument.symbol), parent.side), date ?? '');
    if (!told.has(execId)) told.set(execId, child.childId);
  }

  /** Forgets the trades of a child, as far as no other was told of them first. */
  drop(child: Child, parent: Parent): void {
    const sides = this.told.get(child.venue ?? '')?.get(parent.instrument.symbol);
    const dates = sides?.get(parent.side);
    for (const { execId, date } of child.fills) {
      const told = dates?.get(date ?? '');
      if (told?.get(execId) !== child.childId) continue;
      told.delete(execId);
      if (told.size === 0) dates!.delete(date ?? '');
    }
  }

  get size(): number {
    let sum = 0;
    for (const symbols of this.told.values())
      for (const sides of symbols.values()) for (const dates of sides.values()) for (const t of dates.values()) sum += t.size;
    return sum;
  }
}
