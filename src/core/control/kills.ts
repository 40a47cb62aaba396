import type { KillSwitchEngaged, KillSwitchReleased } from '../facts';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { type Parent, reservedQty } from '../order/parent';
import type { SessionId } from '../ports';
import { type KillPlace, placeOf, placeText } from './kill-place';

export { KILL_LEVELS, type KillLevel, type KillPlace, placeOf, placeText } from './kill-place';

/** Id of a kill that was engaged before kills had ids. */
export const OLD_KILL = 'old';

/** A kill switch that is engaged. */
export interface Kill extends KillPlace {
  /** Id of the command that engaged it: a release names it. */
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  /** It is not in the latch file yet, which could not be written. */
  readonly unlatched: boolean;
  readonly at: Micros;
  /** Children that were at venues, and not closed, when it was engaged. */
  readonly asked: number;
}

/** A release that one person asked for and another has to grant. */
export interface AskedRelease {
  /** Id of the kill. */
  readonly kill: string;
  readonly by: string;
  readonly reason: string;
  /** It is void from then on. */
  readonly until: Micros;
}

/** Who engaged it where, and why: what a denial or a report of an order says. */
export const killText = (kill: KillPlace & { by: string; reason: string }): string =>
  `${placeText(kill)} engaged by ${kill.by}: ${kill.reason}`;

/** Whether an order ends by a kill. A venue's ends what is passed through to it; a scheduled order only loses what it has there. */
export function covers({ level, key }: KillPlace, parent: Parent): boolean {
  switch (level) {
    case 'firm':
      return true;
    case 'session':
      return parent.session === key;
    case 'account':
      return parent.received.account === key;
    case 'strategy':
      return parent.strategy === key;
    case 'symbol':
      return parent.instrument.symbol === key;
    case 'order':
      return parent.parentId === key;
    default:
      return parent.strategy === 'DMA' && parent.children.some(c => c.venue === key && reservedQty(c) > 0);
  }
}

/** The kill switches that are engaged, and the releases that wait for a second person. Written by `Books.apply` only. */
export class Kills {
  private readonly engaged = new Map<string, Kill>();
  private readonly asked = new Map<string, AskedRelease>();
  /** Venues that were left (VenueEscalated) since the first kill that stands. */
  readonly escalated = new Set<SessionId>();

  get size(): number {
    return this.engaged.size;
  }

  all(): Iterable<Kill> {
    return this.engaged.values();
  }

  at(place: KillPlace): Kill | undefined {
    return this.engaged.get(placeText(place));
  }

  /** The release asked for at a place, whether or not it is void by now. */
  release(place: KillPlace): AskedRelease | undefined {
    return this.asked.get(placeText(place));
  }

  /** The kill that an order is under, also at the venue that a child would go to or works at; undefined where none is. */
  on(parent: Parent, venue?: SessionId): Kill | undefined {
    if (this.engaged.size === 0) return undefined;
    return (
      this.at({ level: 'firm', key: '' }) ??
      (venue === undefined ? undefined : this.at({ level: 'venue', key: venue })) ??
      this.at({ level: 'session', key: parent.session }) ??
      this.at({ level: 'account', key: parent.received.account ?? '' }) ??
      this.at({ level: 'strategy', key: parent.strategy }) ??
      this.at({ level: 'symbol', key: parent.instrument.symbol }) ??
      this.at({ level: 'order', key: parent.parentId })
    );
  }

  /** The kill that keeps orders off a venue, at its level; undefined where none does. */
  onVenue(venue: SessionId): Kill | undefined {
    return this.engaged.size === 0 ? undefined : this.at({ level: 'venue', key: venue });
  }

  /** The one that stands at its place stays, under the id that the latch has for it as soon as it has one. */
  engage(fact: KillSwitchEngaged, children: Iterable<Child>, parentOf: (child: Child) => Parent, at: Micros): void {
    const place = placeOf(fact);
    const before = this.at(place);
    const unlatched = fact.unlatched === true;
    const id = fact.id ?? OLD_KILL;
    if (before) {
      if (!unlatched) this.engaged.set(placeText(place), { ...before, id, unlatched });
      return;
    }
    const { by, reason } = fact;
    const asked = countOpen(place, children, parentOf);
    this.engaged.set(placeText(place), { ...place, id, by, reason, unlatched, at, asked });
  }

  ask(place: KillPlace, release: AskedRelease): void {
    this.asked.set(placeText(place), release);
  }

  lift(fact: KillSwitchReleased): void {
    const name = placeText(placeOf(fact));
    this.engaged.delete(name);
    this.asked.delete(name);
    if (this.engaged.size === 0) this.escalated.clear();
  }
}

/** Children at venues that a kill takes and that are not closed. */
export function* openUnder(place: KillPlace, children: Iterable<Child>, parentOf: (child: Child) => Parent): Iterable<Child> {
  for (const child of children) {
    if (child.venue === undefined || reservedQty(child) === 0) continue;
    if (place.level === 'venue' ? child.venue === place.key : covers(place, parentOf(child))) yield child;
  }
}

function countOpen(place: KillPlace, children: Iterable<Child>, parentOf: (child: Child) => Parent): number {
  let n = 0;
  for (const _ of openUnder(place, children, parentOf)) n++;
  return n;
}
