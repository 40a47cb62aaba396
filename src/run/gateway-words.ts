import type { EngineEvent } from '../fix/engine';
import type { FailureCause } from './line';

/** What the log says where nothing more may leave. */
export const FAILURES: Readonly<Record<FailureCause, string>> = {
  stage: 'a stage of the line failed: the kill switch is engaged',
  commit: 'the journal could not commit: nothing more is sent',
  emergency: 'an emergency cancel could not be sent: cancel that order at the venue by hand',
};

/** What sessions do that somebody should look at: the log warns of it. */
export const LOUD: ReadonlySet<EngineEvent['type']> = new Set([
  'garbled',
  'stranger',
  'logonRefused',
  'rejected',
  'refused',
  'tolerated',
  'skipped',
]);
