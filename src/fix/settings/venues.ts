import type { SessionId } from '../../core/ports';
import { nearestOf } from './keys';
import type { SessionSettings } from './settings';

/** The venue sessions among some. */
export const venuesOf = (sessions: readonly SessionSettings[]): SessionSettings[] => sessions.filter(s => s.role === 'venue');

/** The venue session that a name in a config means: its id, or its TargetCompID where no other venue session has it; else what is wrong with the name. */
export function venueNamed(name: string, sessions: readonly SessionSettings[]): SessionId | { readonly wrong: string } {
  const venues = venuesOf(sessions);
  if (venues.some(v => v.id === name)) return name;
  const named = venues.filter(v => v.identity.targetCompID === name);
  if (named.length === 1) return named[0]!.id;
  if (named.length > 1)
    return { wrong: `several venue sessions have TargetCompID ${name}: name ${named.map(v => `'${v.id}'`).join(' or ')}` };
  if (venues.length === 0) return { wrong: `'${name}' is no venue session: there is none` };
  const nearest = nearestOf(
    name,
    venues.flatMap(v => [v.identity.targetCompID, v.id]),
  );
  return { wrong: `'${name}' is no venue session; did you mean '${nearest}'?` };
}

/** What an OMS may write as ExDestination (100), by the venue session that it means; `*`: the venue that takes any other. */
export function destinationsOf(sessions: readonly SessionSettings[]): Record<string, SessionId> {
  const venues = venuesOf(sessions);
  const names: Record<string, SessionId> = {};
  for (const { id, identity, destinations } of venues) {
    const alone = venues.every(v => v.id === id || v.identity.targetCompID !== identity.targetCompID);
    for (const name of [id, ...(alone ? [identity.targetCompID] : []), ...destinations]) names[name] = id;
  }
  return names;
}

/** Resolves what market data and drop copy sessions say of the venues they are for, and tells what is wrong with it and with names that two venues have. */
export function linkVenues(sessions: readonly SessionSettings[], errors: string[]): SessionSettings[] {
  findTakenNames(sessions, errors);
  return linkFeeds(linkCopies(sessions, errors), errors);
}

/** Resolves which venue each drop copy that we read is of: the one there is, where it names none. A venue has one copy at most. */
function linkCopies(sessions: readonly SessionSettings[], errors: string[]): SessionSettings[] {
  const venues = venuesOf(sessions);
  const copied = new Map<SessionId, SessionSettings>();
  return sessions.map(session => {
    if (session.role !== 'dropcopy' || session.connectionType !== 'initiator') return session;
    const { source, dropCopyOf } = session;
    if (dropCopyOf === undefined && venues.length !== 1) {
      const names = venues.map(v => v.identity.targetCompID).join(' or ');
      errors.push(
        `${source}: DropCopyOf: ${names === '' ? 'there is no venue session to copy' : `name the venue that it copies: ${names}`}`,
      );
      return session;
    }
    const venue = dropCopyOf === undefined ? venues[0]!.id : venueNamed(dropCopyOf, sessions);
    if (typeof venue !== 'string') errors.push(`${source}: DropCopyOf: ${venue.wrong}`);
    else if (copied.has(venue)) errors.push(`${source}: DropCopyOf: ${copied.get(venue)!.id} copies ${venue} already`);
    else copied.set(venue, session);
    return typeof venue === 'string' ? Object.freeze({ ...session, dropCopyOf: venue }) : session;
  });
}

function linkFeeds(sessions: readonly SessionSettings[], errors: string[]): SessionSettings[] {
  const feeds = sessions.filter(s => s.role === 'marketdata');
  const loose = feeds.find(s => s.marketDataFor === undefined);
  if (loose && feeds.some(s => s.marketDataFor !== undefined))
    errors.push(
      `${loose.source}: MarketDataFor: another session gives the market data of one venue, this one of none: trades would count twice; give each of them MarketDataFor, or none`,
    );
  return sessions.map(session => {
    if (session.marketDataFor === undefined) return session;
    const venue = venueNamed(session.marketDataFor, sessions);
    if (typeof venue === 'string') return Object.freeze({ ...session, marketDataFor: venue });
    errors.push(`${session.source}: MarketDataFor: ${venue.wrong}`);
    return session;
  });
}

function findTakenNames(sessions: readonly SessionSettings[], errors: string[]): void {
  const taken = new Map<string, SessionSettings>();
  for (const venue of venuesOf(sessions)) taken.set(venue.id, venue).set(venue.identity.targetCompID, venue);
  for (const venue of venuesOf(sessions))
    for (const name of venue.destinations) {
      const other = taken.get(name);
      if (other && other !== venue) errors.push(`${venue.source}: ExDestination: ${name} already means ${other.id}`);
      taken.set(name, venue);
    }
}
