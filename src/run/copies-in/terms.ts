import type { CopyTerms } from '../../core/facts';
import type { SessionId } from '../../core/ports';
import type { SessionSettings } from '../../fix/settings/settings';
import { copySessions } from './copies-in';

/** The drop copies that we read, as a start says it; undefined where there are none. */
export function copyTermsOf(settings: readonly SessionSettings[]): Record<SessionId, CopyTerms> | undefined {
  const read = copySessions(settings);
  if (read.length === 0) return undefined;
  return Object.fromEntries(read.map(s => [s.id, { venue: s.dropCopyOf!, grace: s.dropCopyGrace }]));
}
