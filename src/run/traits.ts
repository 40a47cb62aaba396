import type { OmsRules, VenueTraits } from '../core/facts';
import type { SessionId } from '../core/ports';
import type { SessionSettings } from '../fix/settings/settings';

/** Venues that are not as most are; undefined where all are. */
export function traitsOf(settings: readonly SessionSettings[]): Record<SessionId, VenueTraits> | undefined {
  const unusual = settings.filter(s => s.role === 'venue' && isUnusualVenue(s));
  if (unusual.length === 0) return undefined;
  return Object.fromEntries(
    unusual.map(({ id, statusQuery, cancelsOn, cancelsGtc, massCancel, cancelRate }) => [
      id,
      { statusQuery, cancelsOn, cancelsGtc, ...(massCancel && { massCancel }), ...(cancelRate > 0 && { cancelRate }) },
    ]),
  );
}

const isUnusualVenue = (s: SessionSettings): boolean =>
  s.statusQuery !== 'H' || s.cancelsOn !== 'none' || s.massCancel || s.cancelRate > 0;

/** OMS sessions that are not served as most are; undefined where all are. */
export function omsRulesOf(settings: readonly SessionSettings[]): Record<SessionId, OmsRules> | undefined {
  const unusual = settings.filter(s => s.role === 'oms' && isUnusualOms(s));
  if (unusual.length === 0) return undefined;
  return Object.fromEntries(
    unusual.map(({ id, onPendingReplace, maxOrderAge, cancelAfter }) => [
      id,
      { onPendingReplace, maxOrderAge, ...(cancelAfter !== undefined && { cancelAfter }) },
    ]),
  );
}

const isUnusualOms = (s: SessionSettings): boolean =>
  s.onPendingReplace !== 'reject' || s.maxOrderAge !== 0 || s.cancelAfter !== undefined;
