import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { reservedQty } from '../order/parent';
import type { SessionId } from '../ports';
import { traitsOf } from '../routing/doubt';
import type { Emit } from '../turn';
import { massTimer } from './apply-kill';
import { askCancel, leaveVenues } from './ask-cancel';
import { covers, type KillPlace, killText, openUnder, placeOf } from './kills';

const SECOND: Micros = 1_000_000;
/** A venue that has a kill's cancels and has not answered them all by then (us) is asked again, or left where that makes it cancel. */
const PATIENCE: Micros = 5 * SECOND;
/** How long it has for a mass cancel (q), before every order is cancelled by itself. */
const MASS_PATIENCE: Micros = SECOND;
/** A child is asked for this often; then only a person is called, once a minute. */
const TRIES = 10;
const MINUTE: Micros = 60 * SECOND;
const TIMER = 'kill ';

/** A kill ends every working order under it; where a venue takes a mass cancel and all of ours there goes, that is asked for instead of one each. */
export function killEngaged(fact: FactOf<'KillSwitchEngaged'>, books: Ledger, at: Micros, emit: Emit): void {
  const place = placeOf(fact);
  for (const venue of books.venues) askMass(place, venue, books, at, emit);
  const kill = books.kills.at(place) ?? { ...place, by: fact.by, reason: fact.reason };
  const reason = `KillSwitch: ${killText(kill)}`;
  for (const parent of books.working)
    if (!parent.ending && covers(place, parent))
      emit({ type: 'ParentEnding', parentId: parent.parentId, as: 'Canceled', reason });
    else if (place.level === 'venue') leaveVenues(parent, books, at, emit);
  for (const venue of books.venues) {
    const open = openAt(venue, books).length;
    const rate = books.paces.get(venue)?.rate;
    const takes = rate === undefined ? 0 : Math.ceil(open / rate) * SECOND;
    if (open > 0) emit({ type: 'TimerSet', timer: TIMER + venue, at: at + PATIENCE + takes });
  }
}

/** A venue is back: what a kill of the firm or of the venue left there is asked for at once, where it can be. */
export function venueBack(venue: SessionId, books: Ledger, at: Micros, emit: Emit): void {
  for (const kill of books.kills.all()) askMass(kill, venue, books, at, emit);
}

function askMass(place: KillPlace, venue: SessionId, books: Ledger, at: Micros, emit: Emit): void {
  const all = place.level === 'firm' || (place.level === 'venue' && place.key === venue);
  if (!all || !traitsOf(books, venue).massCancel || !books.sessions.get(venue)?.settled) return;
  const timer = massTimer(venue);
  if (books.timers.has(timer) || !some(openUnder({ level: 'venue', key: venue }, books.children.values(), parentIn(books))))
    return;
  emit({ type: 'VenueMassCancelAsked', session: venue, requestId: `${books.epoch}Q${at.toString(36)}` });
  emit({ type: 'TimerSet', timer, at: at + MASS_PATIENCE });
}

const parentIn = (books: Ledger) => (child: Child) => books.parentOf(child);

/** A cancel of it was sent and neither granted nor refused; one that is refused is seen to elsewhere (the canceller). */
const isUnanswered = ({ state: { pending } }: Child): boolean => pending.length < TRIES && pending.some(p => p.kind === 'Cancel');

/** No cancel of it is under way, and nobody else sees to it: its order goes on elsewhere. */
const isLeft = (child: Child, books: Ledger): boolean =>
  child.refusedCancels < TRIES && !books.parentOf(child).ending && !child.state.pending.some(p => p.kind === 'Cancel');

function some(rows: Iterable<unknown>): boolean {
  for (const _ of rows) return true;
  return false;
}

/** What is open at a venue under any kill. */
function openAt(venue: SessionId, books: Ledger): Child[] {
  const open: Child[] = [];
  for (const child of books.children.values()) {
    if (child.venue !== venue || reservedQty(child) === 0) continue;
    if (books.kills.on(books.parentOf(child), venue)) open.push(child);
  }
  return open;
}

/**
 * A venue had its time to answer a kill's cancels. Where it cancels by itself once we leave it (CancelsOn), we leave it, once; everywhere
 * else we stay, ask again, and a person is called.
 */
export function killTimer(timer: string, books: Ledger, at: Micros, emit: Emit): void {
  if (!timer.startsWith(TIMER)) return;
  const session = timer.slice(TIMER.length);
  const open = openAt(session, books);
  if (open.length === 0) return;
  const settled = books.sessions.get(session)?.settled === true;
  const { cancelsOn } = traitsOf(books, session);
  const leave = settled && cancelsOn !== 'none' && !books.kills.escalated.has(session);
  const again = open.filter(child => isUnanswered(child) || isLeft(child, books));
  if (leave) emit({ type: 'VenueEscalated', session, act: cancelsOn, outstanding: open.length });
  else if (settled) for (const child of again) askCancel(child, books, at, emit);
  const then = !settled
    ? 'it is not connected: cancels go out once it is'
    : leave
      ? `we leave it (${cancelsOn}), as it cancels by itself then`
      : 'call it';
  const text = `KillOutstanding: ${session} has not confirmed ${open.length} cancels: ${then}`;
  emit({ type: 'Alarmed', code: 'KillOutstanding', text });
  emit({ type: 'TimerSet', timer, at: at + (again.length > 0 ? PATIENCE : MINUTE) });
}
