import type { CopyTerms } from '../facts';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import type { SessionId } from '../ports';
import { Ahead, type Copy, type OpenTrade, tradeKey } from './ahead';

export { type Copy, type OpenTrade, tradeKey };

/** Most trades that one side is waited for with, a side; each takes about 200 bytes. */
export const MOST_WAITING = 200_000;
/** Most differences listed, and reports of a venue remembered that were not booked. */
export const MOST_LISTED = 10_000;
/** Most orders that stay in the books, closed, because the drop copy has not told their end. */
const MOST_HELD = 20_000;

/** What of an order may differ for a moment with each trade. */
export const CUM_QTY = 'CumQty (14)';
export const STATUS = 'OrdStatus (39)';

/** Whether what differs stays as it is while an order trades. */
const isSteady = (differs: string): boolean => differs !== CUM_QTY && differs !== STATUS;

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
  readonly ahead = new Ahead();
  /** Trades that are listed as different. */
  readonly listed = new Map<string, OpenTrade>();
  /** Orders whose state is not told alike, since when and in what; none with a listed trade, which is why it is not. */
  readonly touched = new Map<string, { readonly at: Micros; readonly differs: string }>();
  /** Orders that are listed for what does not change with each trade, and in what: not judged again while it stays, whether dismissed or not. */
  readonly standing = new Map<string, string>();
  /** The copy has told an order without a trade: one that tells fills alone is not asked for more. */
  tellsOrders = false;
  /** The copy's latest word, by order, while that is in the books. */
  readonly last = new Map<string, Copy>();
  /** Orders by the venue's OrderID (37). */
  readonly byOrderId = new Map<string, string>();
  /** Trades of the copy that it took back itself, or that a person settled: the latest `MOST_LISTED`. */
  private readonly settled = new Set<string>();
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

  /** Whether its trades go by the venue's ExecIDs, as far as they have been matched: then another ExecID is another trade. */
  get sharesIds(): boolean {
    return this.counts.matched > 2 * this.counts.byContent;
  }

  /** Whether the copy has told a trade under this ExecID that is not booked. */
  hasTold(childId: string, execId: string): boolean {
    const key = tradeKey(childId, execId);
    return this.ahead.has(key) || this.settled.has(key) || this.listed.get(key)?.copy !== undefined;
  }

  /** Whether we wait for the copy to tell a booked trade, or list that it has not. */
  isUntold(childId: string, execId: string): boolean {
    const key = tradeKey(childId, execId);
    const listed = this.listed.get(key);
    return this.awaited.has(key) || (listed !== undefined && listed.copy === undefined);
  }

  isSettled(key: string): boolean {
    return this.settled.has(key);
  }

  settle(key: string): void {
    this.settled.add(key);
    if (this.settled.size > MOST_LISTED) this.settled.delete(this.settled.values().next().value!);
  }

  /** The order differs in this from now on; one that has for a while in what stays keeps its time. */
  touch(childId: string, differs: string, at: Micros): void {
    const steady = isSteady(differs);
    if (steady && (this.standing.get(childId) === differs || this.touched.get(childId)?.differs === differs)) return;
    this.standing.delete(childId);
    this.touched.delete(childId);
    this.touched.set(childId, { at, differs });
  }

  /** The order is listed. */
  listOrder(childId: string): void {
    const differs = this.touched.get(childId)?.differs;
    if (differs !== undefined && isSteady(differs)) this.standing.set(childId, differs);
    this.touched.delete(childId);
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
    this.standing.delete(child.childId);
    if (child.venueOrderId !== undefined) this.byOrderId.delete(child.venueOrderId);
  }
}
