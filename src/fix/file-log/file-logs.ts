import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { EngineEvent, EngineTap } from '../engine';
import type { SessionSettings } from '../settings/settings';
import { eventText } from './event-text';
import { FolderLog } from './folder-log';
import type { FileLogTold } from './keeping';
import { logNameOf } from './names';

interface Place {
  readonly log: FolderLog;
  readonly messages: number;
  readonly events: number;
}

/** Where strangers are told of, who belong to no session: QuickFIX's name for it. */
const GLOBAL = 'GLOBAL';

/**
 * The FIX logs of the sessions that have a FileLogPath: `messages` with what went over the wire, both ways, and `event`, by QuickFIX's names and in
 * its form. The line only copies bytes; formatting and writing come later, and a disk that is slow or full costs lines of the log, which are counted.
 */
export class FileLogs implements EngineTap {
  private readonly folders = new Map<string, FolderLog>();
  private readonly places = new Map<SessionId, Place>();
  private readonly strangers: Place[] = [];

  constructor(settings: readonly SessionSettings[], told: FileLogTold) {
    for (const s of settings) {
      if (!s.fileLog) continue;
      const { dir } = s.fileLog;
      let log = this.folders.get(dir);
      if (!log) {
        this.folders.set(dir, (log = new FolderLog(s.fileLog, told)));
        this.strangers.push({ log, messages: -1, events: log.file(GLOBAL, 'event', []) });
      }
      const name = logNameOf(s);
      const messages = log.file(name, 'messages', s.redactInLogs);
      this.places.set(s.id, { log, messages, events: log.file(name, 'event', []) });
    }
  }

  received(session: SessionId, buf: Buffer, start: number, end: number, at: Micros): void {
    const place = this.places.get(session);
    place?.log.add(place.messages, at, buf, start, end);
  }

  sent(session: SessionId, buf: Buffer, start: number, end: number, at: Micros): void {
    const place = this.places.get(session);
    place?.log.add(place.messages, at, buf, start, end);
  }

  event(event: EngineEvent): void {
    const places = 'session' in event ? [this.places.get(event.session)] : this.strangers;
    const text = Buffer.from(eventText(event), 'latin1');
    for (const place of places) place?.log.add(place.events, event.at, text, 0, text.length);
  }

  /** Writes what waits, once more where the disk did not take it, and closes the files. */
  async stop(): Promise<void> {
    for (const log of this.folders.values()) await log.stop();
  }
}

/** The logs of these sessions; undefined where none has a FileLogPath. */
export const fileLogsOf = (settings: readonly SessionSettings[], told: FileLogTold): FileLogs | undefined =>
  settings.some(s => s.fileLog) ? new FileLogs(settings, told) : undefined;
