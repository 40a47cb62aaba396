import type { CopyTerms, FactOf } from '../facts';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import type { SessionId } from '../ports';

export type Copy = FactOf<'CopyReceived'>;

/** A trade (fill, bust or correction) that one side has told. */
export interface OpenTrade {
  readonly childId: string;
  readonly execId: string;
  readonly at: Micros;
  /** As the drop copy told it; absent where only we have it. */
  readonly copy?: Copy | undefined;
}

/** Most trades that one side is waited for with, a side; each takes about 200 bytes. */
export const MOST_WAITING = 200_000;
/** Most differences listed, and reports of a venue remembered that were not booked. */
export const MOST_LISTED = 10_000;
/** Most orders that stay in the books, closed, because the drop copy has not told their end. */
const MOST_HELD = 20_000;

export const tradeKey = (childId: string, execId: string): string => `${childId} ${execId}`;

/**
 * One drop copy session: what it and our books have told of, as far as they have not told the same. What agrees is forgotten: a trade that is
 * booked and not awaited was told. Every map is in order of time. Written by `applyCopies` alone.
 */
export class CopyWatch {
  /** Since when (us) both sides have been up to date. */
  since: Micros = 0;
  /** Everything that the drop copy had sent by then has been read. */
  provenAt: Micros = 0;
  /** Trades of ours that the copy has not told. */
  readonly awaited = new Map<string, OpenTrade>();
  /** Trades of the copy that are not booked. */
  readonly ahead = new Map<string, OpenTrade>();
  /** Trades that are listed as different. */
  readonly listed = new Map<string, OpenTrade>();
  /** Orders whose state is not told alike, and since when; none with a listed trade, which is why it is not. */
  readonly touched = new Map<string, Micros>();
  /** The copy's latest word, by order, while that is in the books. */
  readonly last = new Map<string, Copy>();
  /** Orders by the venue's OrderID (37). */
  readonly byOrderId = new Map<string, string>();
  /** Trades of the copy that are settled under another ExecID, or by a person. */
  readonly settled = new Set<string>();
  /** Reports of the venue that were not booked: ExecID -> why. */
  readonly refused = new Map<string, string>();
  /** Reports read; trades that both told, repeated ones, those matched by quantity and price; trades of ours that there was no room to wait for. */
  readonly counts = { told: 0, matched: 0, repeated: 0, byContent: 0, lost: 0 };
  /** Its timer in the books. */
  readonly timer: string;
  /** Listed trades, and of these fills that are not booked, by order. */
  private readonly openOf = new Map<string, { trades: number; unbooked: number }>();

  constructor(
    readonly session: SessionId,
    public terms: CopyTerms,
  ) {
    this.timer = `copies ${session}`;
  }

  get venue(): SessionId {
    return this.terms.venue;
  }

  hasListed(childId: string): boolean {
    return this.openOf.has(childId);
  }

  /** Fills of the order that the copy told and that are not booked, as far as they are listed. */
  unbooked(childId: string): number {
    return this.openOf.get(childId)?.unbooked ?? 0;
  }

  /** Whether a closed order should stay in the books. */
  holds(childId: string): boolean {
    return this.openOf.has(childId) || (this.touched.has(childId) && this.touched.size <= MOST_HELD);
  }

  /** A trade is listed as different. */
  list(trade: OpenTrade, isUnbookedFill: boolean): void {
    const key = tradeKey(trade.childId, trade.execId);
    this.awaited.delete(key);
    this.ahead.delete(key);
    this.touched.delete(trade.childId);
    if (this.listed.has(key) || this.listed.size >= MOST_LISTED) return;
    this.listed.set(key, trade);
    const { trades, unbooked } = this.openOf.get(trade.childId) ?? { trades: 0, unbooked: 0 };
    this.openOf.set(trade.childId, { trades: trades + 1, unbooked: unbooked + (isUnbookedFill ? 1 : 0) });
  }

  /** It is no more; true where no trade of its order is. */
  unlist(childId: string, execId: string, wasUnbookedFill: boolean): boolean {
    if (!this.listed.delete(tradeKey(childId, execId))) return !this.openOf.has(childId);
    const open = this.openOf.get(childId)!;
    if (open.trades === 1) return this.openOf.delete(childId);
    this.openOf.set(childId, { trades: open.trades - 1, unbooked: open.unbooked - (wasUnbookedFill ? 1 : 0) });
    return false;
  }

  /** An order of ours leaves the books. */
  forget(child: Child): void {
    this.last.delete(child.childId);
    this.touched.delete(child.childId);
    if (child.venueOrderId !== undefined) this.byOrderId.delete(child.venueOrderId);
  }
}
