import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../../fix/codec/view';
import type { SessionHandle } from '../../fix/engine';
import type { SessionSettings } from '../../fix/settings/settings';
import { type CopyFilter, fromCopy } from '../../fix/translate/from-copy';
import { SpareTime } from '../spare-time';

/** Copies read before it is looked whether the line has time to spare, and how long (ms) reading pauses where it has none. */
const PORTION = 64;
const PAUSE_MS = 50;

/** Messages of a drop copy session since the start. */
export interface CopyCounts {
  /** Reports about orders of ours. */
  told: number;
  /** Reports about orders of others, by CompID or account. */
  foreign: number;
  /** Reports of pending requests and status, and messages of other types: nothing is compared with them. */
  passed: number;
  /** How often reading paused. */
  pauses: number;
  /** When the last message came (us); 0: none has. */
  lastAt: Micros;
}

/**
 * Drop copies that we read: each report about an order of ours becomes an input of the line, which compares it with the books. The line goes first:
 * while it has no time to spare, little is read and the rest waits with the peer.
 */
export class CopiesIn {
  private readonly filters: ReadonlyMap<SessionId, CopyFilter>;
  private readonly counts = new Map<SessionId, CopyCounts>();
  private readonly paused = new Map<SessionHandle, NodeJS.Timeout>();
  private read = 0;

  constructor(
    settings: readonly SessionSettings[],
    private readonly post: (copy: FactOf<'CopyReceived'>, at: Micros) => void,
    private readonly spare: Pick<SpareTime, 'turned' | 'none'> = new SpareTime(),
  ) {
    this.filters = new Map(copySessions(settings).map(s => [s.id, filterOf(s, settings)]));
    for (const id of this.filters.keys()) this.counts.set(id, { told: 0, foreign: 0, passed: 0, pauses: 0, lastAt: 0 });
  }

  /** The line closed a turn; those that copies themselves bring say nothing of how busy it is. */
  turned(first: string | undefined): void {
    if (this.filters.size > 0 && first !== 'CopyReceived') this.spare.turned();
  }

  countsOf(session: SessionId): CopyCounts {
    return this.counts.get(session)!;
  }

  /** An application message of a drop copy that we read. */
  message(session: SessionHandle, view: MessageView, at: Micros): void {
    const counts = this.countsOf(session.id);
    counts.lastAt = at;
    const copy = fromCopy(session.id, view, this.filters.get(session.id)!);
    if (typeof copy === 'string') counts[copy]++;
    else {
      counts.told++;
      this.post(copy, at);
    }
    if (++this.read % PORTION === 0 && this.spare.none()) this.pause(session);
  }

  /** Reads on, so that a Logout is answered. */
  stop(): void {
    for (const [session, timer] of this.paused) {
      clearTimeout(timer);
      session.resumeReading();
    }
    this.paused.clear();
  }

  private pause(session: SessionHandle): void {
    if (this.paused.has(session)) return;
    this.countsOf(session.id).pauses++;
    session.pauseReading();
    const resume = (): void => {
      this.paused.delete(session);
      session.resumeReading();
    };
    this.paused.set(session, setTimeout(resume, PAUSE_MS));
  }
}

/** The sessions that read a drop copy. */
export const copySessions = (settings: readonly SessionSettings[]): SessionSettings[] =>
  settings.filter(s => s.role === 'dropcopy' && s.connectionType === 'initiator');

function filterOf(session: SessionSettings, settings: readonly SessionSettings[]): CopyFilter {
  const venue = settings.find(s => s.id === session.dropCopyOf)!;
  return {
    ours: new Set([venue.identity.senderCompID, session.identity.senderCompID]),
    venue: venue.identity.targetCompID,
    accounts: new Set(session.dropCopyAccounts),
  };
}
