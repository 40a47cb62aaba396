import type { Fact } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { placeOf } from './kills';

export type KillFact = Extract<
  Fact,
  { type: 'KillSwitchEngaged' | 'KillReleaseAsked' | 'KillSwitchReleased' | 'VenueEscalated' | 'VenueMassCancelAnswered' }
>;

/** Name of the timer that runs while a venue's answer to a mass cancel (q) is awaited. */
export const massTimer = (venue: string): string => MASS + venue;
const MASS = 'mass ';
export const isMassTimer = (timer: string): boolean => timer.startsWith(MASS);

/** Applies what concerns kill switches. */
export function applyKill(books: Ledger, fact: KillFact, at: Micros): void {
  const { kills } = books;
  switch (fact.type) {
    case 'KillSwitchEngaged':
      return kills.engage(fact, books.children.values(), child => books.parentOf(child), at);
    case 'KillReleaseAsked': {
      const { kill, by, reason, until } = fact;
      return kills.ask(placeOf(fact), { kill, by, reason, until });
    }
    case 'KillSwitchReleased':
      return kills.lift(fact);
    case 'VenueEscalated':
      kills.escalated.add(fact.session);
      return;
    case 'VenueMassCancelAnswered':
      // one that was taken up is still given its time to cancel
      if (fact.response === '0') books.timers.delete(massTimer(fact.session));
  }
}
