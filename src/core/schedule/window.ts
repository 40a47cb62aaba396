import { type Denial, denial } from '../denials';
import type { FactOf } from '../facts';
import { type Micros, parseDecimal } from '../numbers';

/** A window in time and the length of a slot, all in microseconds. */
export interface Window {
  readonly start: Micros;
  readonly end: Micros;
  readonly slots: number;
}

type Request = FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>;

const SECOND = 1_000_000;
/** Slots a window is cut in where SlotSeconds does not say; none is shorter than a second or longer than a minute. */
const SLOTS = 20;
/** The shortest slot that SlotSeconds may ask for: every look at a slot is a journaled turn. */
const SHORTEST = 100_000;

/**
 * The window of a scheduled order: EffectiveTime (168) and ExpireTime (126), or the strategy parameter (957-960)
 * Duration in seconds; the parameter SlotSeconds sets the slot. Without a start it begins now; `plannedEnd` stands in for a missing end.
 */
export function windowOf(request: Request, at: Micros, plannedEnd?: Micros): Window | Denial {
  const p = request.parameters ?? {};
  const start = Math.max(request.effectiveTime ?? at, at);
  const duration = p['Duration'] === undefined ? undefined : seconds(p['Duration']);
  if (duration === null)
    return denial('BadWindow', `StrategyParameterValue (960) Duration '${p['Duration']}' is not a number of seconds above zero`);
  const end = request.expireTime ?? (duration === undefined ? plannedEnd : start + duration);
  if (end === undefined) return denial('BadWindow', 'a TWAP needs ExpireTime (126) or the strategy parameter Duration (958-960)');
  if (request.effectiveTime !== undefined && request.effectiveTime >= end)
    return denial('BadWindow', 'EffectiveTime (168) must be before ExpireTime (126)');
  const slot = p['SlotSeconds'] === undefined ? undefined : seconds(p['SlotSeconds']);
  if (slot === null || (slot !== undefined && slot < SHORTEST))
    return denial(
      'BadWindow',
      `StrategyParameterValue (960) SlotSeconds '${p['SlotSeconds']}' is not a number of seconds from 0.1`,
    );
  const length = Math.max(end - start, 1);
  const wanted = slot ?? Math.min(Math.max(length / SLOTS, SECOND), 60 * SECOND);
  return { start, end, slots: Math.max(1, Math.round(length / wanted)) };
}

/** Seconds text to microseconds; null where it is no number above zero. */
function seconds(text: string): Micros | null {
  const value = parseDecimal(text, 6);
  return typeof value === 'number' && value > 0 ? value : null;
}
