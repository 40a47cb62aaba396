import type { KillSwitchEngaged, KillSwitchReleased } from '../facts';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { type Parent, reservedQty } from '../order/parent';
import type { SessionId } from '../ports';

/** Where a kill switch may be engaged, the widest first. */
export const KILL_LEVELS = ['firm', 'venue', 'session', 'account', 'strategy', 'order'] as const;
export type KillLevel = (typeof KILL_LEVELS)[number];

/** Id of a kill that was engaged before kills had ids. */
export const OLD_KILL = 'old';

/** What a kill stands on: a session id (venue, session), an account, a strategy, an OrderID (order); '' for the firm. */
export interface KillPlace {
  readonly level: KillLevel;
  readonly key: string;
}

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

export const placeText = ({ level, key }: KillPlace): string => (key === '' ? level : `${level} '${key}'`);

/** Who engaged it where, and why: what a denial or a report of an order says. */
export const killText = (kill: KillPlace & { by: string; reason: string }): string =>
  `${placeText(kill)} engaged by ${kill.by}: ${kill.reason}`;

export const placeOf = (fact: { level?: KillLevel | undefined; key?: string | undefined }): KillPlace => ({
  level: fact.level ?? 'firm',
  key: fact.key ?? '',
});

/** Whether an order is under a kill. A venue's takes orders that have something working there. */
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
    case 'order':
      return parent.parentId === key;
    default:
      return parent.children.some(c => c.venue === key && reservedQty(c) > 0);
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
      this.at({ level: 'order', key: parent.parentId })
    );
  }

  /** The kill that keeps orders off a venue, at its level; undefined where none does. */
  onVenue(venue: SessionId): Kill | undefined {
    return this.engaged.size === 0 ? undefined : this.at({ level: 'venue', key: venue });
  }

  /** The one that stands at its place stays, but that the latch has it by now is taken up. */
  engage(fact: KillSwitchEngaged, children: Iterable<Child>, parentOf: (child: Child) => Parent, at: Micros): void {
    const place = placeOf(fact);
    const before = this.at(place);
    const unlatched = fact.unlatched === true && before?.unlatched !== false;
    if (before && before.unlatched === unlatched) return;
    const { id, by, reason, asked } = before ?? { id: fact.id ?? OLD_KILL, by: fact.by, reason: fact.reason, asked: -1 };
    const count = asked >= 0 ? asked : countOpen(place, children, parentOf);
    this.engaged.set(placeText(place), { ...place, id, by, reason, unlatched, at: before?.at ?? at, asked: count });
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
