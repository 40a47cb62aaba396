import type { Micros } from '../../core/numbers';
import { zoneOf } from '../../core/zone';
import { DAY_NAMES } from './windows';

/** A moment as read by people: `Monday 2026-01-05 08:30:00 America/New_York (2026-01-05 13:30:00 UTC)`. */
export function momentText(at: Micros, timeZone: string): string {
  const second = Math.floor(at / 1_000_000);
  const wall = zoneOf(timeZone).wallAt(second);
  const day = DAY_NAMES[new Date(wall * 1000).getUTCDay()];
  const utc = timeZone === 'UTC' ? '' : ` (${secondText(second)} UTC)`;
  return `${day} ${secondText(wall)} ${timeZone}${utc}`;
}

const secondText = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** What a clock shows, as HH:MM:SS; `wall` in seconds of a clock set to UTC. */
export const clockText = (wall: number): string => secondText(wall).slice(11);
