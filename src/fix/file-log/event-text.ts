import type { EngineEvent } from '../engine';

/** What an event is called; each of the rest of it follows as `name value`. */
const WORDS: Readonly<Record<EngineEvent['type'], string>> = {
  loggedOn: 'logged on',
  loggedOff: 'logged off',
  logonRefused: 'a logon was refused',
  silent: 'the peer is silent: sent it a TestRequest',
  settled: 'sequence numbers agree',
  reset: 'sequence numbers begin at 1',
  skipped: "the peer's SequenceReset jumped over messages",
  gap: 'messages are missing: asked for them',
  gapClosed: 'nothing is missing any more',
  resent: 'answered a ResendRequest',
  rejected: 'the peer refused a message of ours',
  refused: 'refused a message',
  tolerated: 'took a message that the dictionary refuses',
  quarantined: 'booked a report that the dictionary refuses',
  garbled: 'bytes that are no message',
  stranger: 'a connection that became no session was dropped',
  connectFailed: 'cannot connect',
};

const LEFT_OUT: ReadonlySet<string> = new Set(['type', 'session', 'at', 'raw']);

/** An event as a line of an event log, without the values of a message. */
export function eventText(event: EngineEvent): string {
  const more = Object.entries(event).filter(([key, value]) => !LEFT_OUT.has(key) && value !== undefined);
  const text = [WORDS[event.type], ...more.map(([key, value]) => `${key} ${value}`)].join(', ');
  return text.replace(/[\r\n\x01]/g, ' ');
}
