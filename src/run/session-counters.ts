import type { SessionId } from '../core/ports';
import type { EngineEvent } from '../fix/engine';

/** What a session went through since the gateway started. */
export interface SessionCounts {
  logons: number;
  logoffs: number;
  /** Logons refused, ours or theirs. */
  refusedLogons: number;
  /** Connections that could not be made. */
  failedConnects: number;
  /** Times that the peer said nothing for too long and was sent a TestRequest. */
  silences: number;
  /** Times that messages of the peer were missing. */
  gaps: number;
  /** Messages sent again because the peer asked. */
  resent: number;
  /** Messages of the peer that we refused (3 or j). */
  refused: number;
  /** Messages of ours that the peer refused (3). */
  rejected: number;
  garbled: number;
  /** Why it was last off, or could not log on. */
  lastTrouble: string | undefined;
}

const none = (): SessionCounts => ({
  logons: 0,
  logoffs: 0,
  refusedLogons: 0,
  failedConnects: 0,
  silences: 0,
  gaps: 0,
  resent: 0,
  refused: 0,
  rejected: 0,
  garbled: 0,
  lastTrouble: undefined,
});

/** Counts what the engine tells of each session. */
export class SessionCounters {
  private readonly bySession = new Map<SessionId, SessionCounts>();

  of(session: SessionId): SessionCounts {
    let counts = this.bySession.get(session);
    if (!counts) this.bySession.set(session, (counts = none()));
    return counts;
  }

  note(e: EngineEvent): void {
    if (e.type === 'stranger') return;
    const counts = this.of(e.session);
    const counter = COUNTER[e.type];
    if (counter) counts[counter]++;
    if (e.type === 'resent') counts.resent += e.replayed;
    if (e.type === 'loggedOff' || e.type === 'logonRefused' || e.type === 'connectFailed') counts.lastTrouble = e.reason;
  }
}

type Counter = Exclude<keyof SessionCounts, 'lastTrouble' | 'resent'>;

const COUNTER: { readonly [T in EngineEvent['type']]?: Counter } = {
  loggedOn: 'logons',
  loggedOff: 'logoffs',
  logonRefused: 'refusedLogons',
  connectFailed: 'failedConnects',
  silent: 'silences',
  gap: 'gaps',
  refused: 'refused',
  rejected: 'rejected',
  garbled: 'garbled',
};
