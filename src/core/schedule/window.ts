import { type Denial, denial } from '../denials';
import type { FactOf } from '../facts';
import type { Micros } from '../numbers';
import { DURATION, parameterOf, SLOT_SECONDS, type StrategyParameter, secondsText } from '../strategies';

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

/**
 * The window of a scheduled order: EffectiveTime (168) and ExpireTime (126), or the strategy parameter (957-960)
 * Duration in seconds; the parameter SlotSeconds sets the slot. Without a start it begins now; `plannedEnd` stands in for a missing end.
 */
export function windowOf(request: Request, at: Micros, plannedEnd?: Micros): Window | Denial {
  const start = Math.max(request.effectiveTime ?? at, at);
  const duration = parameterOf(DURATION, request.parameters);
  if (duration === 'Bad') return bad(DURATION, request);
  const end = request.expireTime ?? (duration === undefined ? plannedEnd : start + duration);
  if (end === undefined) return denial('BadWindow', 'a TWAP needs ExpireTime (126) or the strategy parameter Duration (958-960)');
  if (request.effectiveTime !== undefined && request.effectiveTime >= end)
    return denial('BadWindow', 'EffectiveTime (168) must be before ExpireTime (126)');
  const slot = parameterOf(SLOT_SECONDS, request.parameters);
  if (slot === 'Bad') return bad(SLOT_SECONDS, request);
  const length = Math.max(end - start, 1);
  const wanted = slot ?? Math.min(Math.max(length / SLOTS, SECOND), 60 * SECOND);
  return { start, end, slots: Math.max(1, Math.round(length / wanted)) };
}

const bad = (p: StrategyParameter, request: Request): Denial =>
  denial(
    'BadWindow',
    `StrategyParameterValue (960) ${p.name} '${request.parameters?.[p.name]}' is not a number of seconds from ${secondsText(p.min)} to ${secondsText(p.max)}`,
  );
