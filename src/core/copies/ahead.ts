import type { FactOf } from '../facts';
import type { Micros } from '../numbers';

export type Copy = FactOf<'CopyReceived'>;

/** A trade (fill, bust or correction) that one side has told. */
export interface OpenTrade {
  readonly childId: string;
  readonly execId: string;
  readonly at: Micros;
  /** As the drop copy told it; absent where only we have it. */
  readonly copy?: Copy | undefined;
}

export const tradeKey = (childId: string, execId: string): string => `${childId} ${execId}`;

/** Trades that the copy has told and that are not booked, in order of time and by order. */
export class Ahead {
  private readonly byKey = new Map<string, OpenTrade>();
  private readonly byOrder = new Map<string, Set<OpenTrade>>();

  get size(): number {
    return this.byKey.size;
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  get(key: string): OpenTrade | undefined {
    return this.byKey.get(key);
  }

  values(): MapIterator<OpenTrade> {
    return this.byKey.values();
  }

  /** Those of an order, oldest first. */
  ofOrder(childId: string): Iterable<OpenTrade> {
    return this.byOrder.get(childId) ?? NONE;
  }

  add(trade: OpenTrade): void {
    this.byKey.set(tradeKey(trade.childId, trade.execId), trade);
    const others = this.byOrder.get(trade.childId);
    if (others) others.add(trade);
    else this.byOrder.set(trade.childId, new Set([trade]));
  }

  delete(key: string): boolean {
    const trade = this.byKey.get(key);
    if (!trade) return false;
    const others = this.byOrder.get(trade.childId)!;
    others.delete(trade);
    if (others.size === 0) this.byOrder.delete(trade.childId);
    return this.byKey.delete(key);
  }
}

const NONE: readonly OpenTrade[] = [];
