import type { CopyTerms } from '../facts';
import type { Child } from '../order/child';
import type { SessionId } from '../ports';
import { CopyWatch, type OpenTrade } from './watch';

/** The drop copies that we read: none costs nothing, a venue has one at most. */
export class Copies {
  private readonly bySession = new Map<SessionId, CopyWatch>();
  private readonly byVenue = new Map<SessionId, CopyWatch>();
  /** Trades that the sessions told which the latest start left out, or gave another venue, and that are not booked. */
  private readonly left = new Map<SessionId, readonly OpenTrade[]>();

  get size(): number {
    return this.bySession.size;
  }

  all(): Iterable<CopyWatch> {
    return this.bySession.values();
  }

  /** The watch of a drop copy session. */
  of(session: SessionId): CopyWatch | undefined {
    return this.bySession.get(session);
  }

  /** The watch over a venue session. */
  over(venue: SessionId | undefined): CopyWatch | undefined {
    return venue === undefined ? undefined : this.byVenue.get(venue);
  }

  /** A start says which there are: what one knew before stays, one that is configured no more, or copies another venue now, is forgotten. */
  configure(terms: Readonly<Record<SessionId, CopyTerms>>): void {
    this.left.clear();
    for (const [session, watch] of this.bySession) {
      if (terms[session]?.venue === watch.venue) continue;
      this.left.set(session, unbooked(watch));
      this.bySession.delete(session);
    }
    for (const [session, each] of Object.entries(terms)) {
      const known = this.bySession.get(session);
      if (known) known.terms = each;
      else this.bySession.set(session, new CopyWatch(session, each));
    }
    this.byVenue.clear();
    for (const watch of this.bySession.values()) this.byVenue.set(watch.venue, watch);
  }

  /** The trades of a session that nobody decides on any more; undefined where it goes on. */
  leftBy(session: SessionId): readonly OpenTrade[] | undefined {
    return this.left.get(session) ?? (this.bySession.has(session) ? undefined : []);
  }

  /** Sessions that the latest start left out, or gave another venue. */
  leaving(): Iterable<SessionId> {
    return this.left.keys();
  }

  /** Whether a drop copy told a fill of the order that is not booked, and that nobody has decided on. */
  hasUnbooked(child: Child): boolean {
    return this.bySession.size > 0 && (this.over(child.venue)?.unbooked(child.childId) ?? 0) > 0;
  }

  /** Whether a closed order should wait in the books for the copy of its end. */
  holds(child: Child): boolean {
    return this.bySession.size > 0 && this.over(child.venue)?.holds(child.childId) === true;
  }

  /** An order leaves the books. */
  forget(child: Child): void {
    if (this.bySession.size > 0) this.over(child.venue)?.forget(child);
  }
}

const unbooked = ({ listed, ahead }: CopyWatch): OpenTrade[] =>
  [...listed.values(), ...ahead.values()].filter(({ copy }) => copy);
