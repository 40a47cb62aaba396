import pino from 'pino';
import type { Input } from '../core/facts';
import { redact } from '../fix/codec/redact';
import type { EngineEvent } from '../fix/engine';
import type { FileLogTold } from '../fix/file-log/keeping';
import type { SessionSettings } from '../fix/settings/settings';

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>;

/** JSON lines on stderr, or where `stream` takes them; SLUICE_LOG sets the level (default info). stdout is for what a command answers. */
export const makeLog = (level = process.env['SLUICE_LOG'] ?? 'info', stream?: pino.DestinationStream): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: label => ({ level: label }) } },
    stream ?? pino.destination({ dest: 2, sync: false }),
  );

/** A log of sessions (FileLogPath) that cannot be written calls a person. What is told once the line has stopped is in this log only. */
export const fixLogTold = (log: Pick<Log, 'warn'>, post: (input: Input) => void): FileLogTold => ({
  failed: (where, why) => {
    log.warn({ where, why }, 'FIX logs are not written');
    post({ type: 'FixLogFailed', where, why });
  },
  resumed: (where, lost) => post({ type: 'FixLogResumed', where, lost }),
});

/** A session event as the log has it: a message in it without secrets and without what the session's RedactFieldsInLogs hides. */
export function shown(e: EngineEvent, settings: readonly SessionSettings[]): object {
  if (e.type !== 'quarantined') return { ...e };
  const hidden = settings.find(s => s.id === e.session)?.redactInLogs ?? [];
  const raw = redact(Buffer.from(e.raw, 'latin1'), hidden).toString('latin1');
  return { ...e, raw: raw.replaceAll('\x01', '|') };
}
