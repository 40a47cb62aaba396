import type { Input } from '../core/facts';
import { childIdOf } from '../core/ids';
import type { OrderArchive } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import { childKey, clOrdKey, mayLeave, thawed } from '../core/order/archive';
import { isOpen } from '../core/order/order';
import type { Parent } from '../core/order/parent';
import type { Clock, SessionId } from '../core/ports';
import type { Turn } from '../core/turn';
import { Backlog } from '../journal/backlog';
import type { Line } from './line';

/** How long a closed order stays in the books. */
const KEEP_MICROS = 60_000_000;
/** How often (ms) it is looked for orders to let go, and the pause between two slices of them. */
const SWEEP_MS = 1_000;
const PAUSE_MS = 1;
/** Orders let go in one turn: a fifth of a millisecond, or a whole one where what leaves is late by `LATE_MICROS`. */
const FEW = 5;
const MANY = 24;
const LATE_MICROS = 10_000_000;
/** Orders looked at in one slice: those that may not leave yet cost little, but there may be many. */
const MOST_LOOKED = 256;

/**
 * Keeps the books as small as what works: orders closed for a while go to the archive, and come back by a fact of their own before an
 * input that names them (a late fill, a bust, a status request, a ClOrdID used twice).
 */
export class ClosedOrders {
  private readonly queue = new Backlog<{ readonly parentId: string; readonly since: Micros }>();
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly line: Line,
    private readonly archive: OrderArchive,
    private readonly clock: Clock,
  ) {
    const now = clock.now();
    for (const parent of line.books.parents.values()) this.note(parent, now);
  }

  /** Looks from now on for orders closed more than `keep` (us) ago. */
  start(keep: Micros = KEEP_MICROS): void {
    const every = Math.min(SWEEP_MS, keep / 1000);
    const look = (): void => {
      const more = this.sweep(keep);
      this.sweeping = setTimeout(look, more ? PAUSE_MS : every);
    };
    this.sweeping = setTimeout(look, every);
  }

  stop(): void {
    clearTimeout(this.sweeping);
  }

  /** Looks for orders that a committed turn closed. */
  committed({ facts, at }: Turn): void {
    for (const fact of facts) {
      if (fact.type === 'ParentReported' || fact.type === 'ParentOrderDenied')
        this.note(this.line.books.parents.get(fact.parentId), at);
      else if (fact.type === 'OrderRecalled') this.note(this.line.books.parents.get(thawed(fact.order).parentId), at);
    }
  }

  /** Brings back what an input names and the archive has. To be called before the input is posted. */
  recall(input: Input, at: Micros): void {
    switch (input.type) {
      case 'ParentOrderReceived':
      case 'ParentStatusAsked':
        return this.bringBackParent(input.session, input.clOrdId, at);
      case 'ParentReplaceReceived':
      case 'ParentCancelReceived':
        this.bringBackParent(input.session, input.origClOrdId, at);
        return this.bringBackParent(input.session, input.clOrdId, at);
      case 'VenueReportReceived':
      case 'VenueCancelRejectReceived':
      case 'CopyReceived':
        if (input.origClOrdId !== undefined) this.bringBackChild(input.origClOrdId, at);
        return this.bringBackChild(input.clOrdId, at);
      case 'VenueRefused':
        return this.bringBackChild(input.clOrdId, at);
      default:
    }
  }

  /** An order of an OMS as it stands, whether in the books or not. */
  named(session: SessionId, clOrdId: string): Parent | undefined {
    const { books } = this.line;
    const parent = books.parentNamed(session, clOrdId);
    const key = clOrdKey(session, clOrdId);
    if (parent || !this.archive.mayHave(key)) return parent;
    const text = this.archive.find(key);
    return text === undefined ? undefined : thawed(text);
  }

  /** Lets go, a slice at a time, what was closed more than `keep` (us) ago and nobody waits for; true while there may be more. */
  sweep(keep: Micros = KEEP_MICROS): boolean {
    const now = this.clock.now();
    const { books } = this.line;
    const leaving = new Set<string>();
    const oldest = this.queue.at(0)?.since ?? now;
    const most = now - oldest - keep > LATE_MICROS ? MANY : FEW;
    let taken = 0;
    for (const { parentId, since } of this.queue) {
      if (now - since < keep || leaving.size === most || taken === MOST_LOOKED) break;
      taken++;
      const parent = books.parents.get(parentId);
      if (!parent || leaving.has(parentId)) continue;
      if (mayLeave(parent, books)) leaving.add(parentId);
      else this.queue.push({ parentId, since: now });
    }
    this.queue.drop(taken);
    if (leaving.size > 0) this.line.archive([...leaving]);
    return leaving.size === most || taken === MOST_LOOKED;
  }

  private note(parent: Parent | undefined, at: Micros): void {
    if (parent && !isOpen(parent.state)) this.queue.push({ parentId: parent.parentId, since: at });
  }

  private bringBackParent(session: SessionId, clOrdId: string, at: Micros): void {
    if (!this.line.books.byClOrdId.has(session, clOrdId)) this.bringBack(clOrdKey(session, clOrdId), at);
  }

  private bringBackChild(clOrdId: string, at: Micros): void {
    const { children } = this.line.books;
    if (children.has(clOrdId)) return;
    const childId = childIdOf(clOrdId);
    if (!children.has(childId)) this.bringBack(childKey(childId), at);
  }

  private bringBack(key: string, at: Micros): void {
    if (!this.archive.mayHave(key)) return;
    const order = this.archive.find(key);
    if (order !== undefined) this.line.post({ type: 'OrderRecalled', order }, at);
  }
}
