import { type Denial, denial } from '../denials';
import type { FactOf } from '../facts';
import type { Micros } from '../numbers';
import type { Strategy } from '../strategies';
import type { Given } from '../strategy-parameters';

/** A window in time and the length wanted for its slots, all in microseconds. */
export interface Window {
  readonly start: Micros;
  readonly end: Micros;
  /** SlotSeconds; undefined where it was not said. */
  readonly slot: Micros | undefined;
}

export type Request = FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>;

const SECOND = 1_000_000;
/** Slots a window is cut in where SlotSeconds does not say; none is shorter than a second or longer than a minute. */
const SLOTS = 20;

/**
 * The window of a scheduled order: EffectiveTime (168) and ExpireTime (126), or the strategy parameter (957-960)
 * Duration in seconds; the parameter SlotSeconds sets the slot. Without a start it begins now; `otherEnd` stands in for a missing end.
 */
export function windowOf(
  { name }: Pick<Strategy, 'name'>,
  request: Request,
  given: Given,
  { at, otherEnd }: { readonly at: Micros; readonly otherEnd?: Micros | undefined },
): Window | Denial {
  const start = Math.max(request.effectiveTime ?? at, at);
  const { Duration: duration, SlotSeconds: slot } = given;
  const end = request.expireTime ?? (duration === undefined ? otherEnd : start + duration);
  if (end === undefined)
    return denial('BadWindow', `a ${name} needs ExpireTime (126) or the strategy parameter Duration (958-960)`);
  if (request.effectiveTime !== undefined && request.effectiveTime >= end)
    return denial('BadWindow', 'EffectiveTime (168) must be before ExpireTime (126)');
  return { start, end, slot };
}

/** How many slots `length` microseconds of trading are cut in. */
export function slotsIn(length: Micros, slot: Micros | undefined): number {
  const whole = Math.max(length, 1);
  const wanted = slot ?? Math.min(Math.max(whole / SLOTS, SECOND), 60 * SECOND);
  return Math.max(1, Math.round(whole / wanted));
}
