import { dayFromText } from '../../../../src/core/civil';
import type { Micros } from '../../../../src/core/numbers';
import { MarketCalendar, type PhaseRow } from '../../../../src/core/reference/calendar';

/** A moment in UTC, written `2026-11-25T14:30`. */
export const utc = (text: string): Micros => Date.parse(`${text}:00Z`) * 1000;

const hour = (h: number): number => h * 3600;

/** A market like New York's: 9:30 to 16:00, a closing auction until 16:05; Thanksgiving closed, the day after until 13:00. */
export function newYork(): MarketCalendar {
  const from = dayFromText('2020-01-01')!;
  const day = (close: number): PhaseRow[] => [
    { phase: 'continuous', start: hour(9.5), end: close, from },
    { phase: 'closing-auction', start: close, end: close + 300, lastEntry: close, from },
  ];
  return new MarketCalendar({
    market: 'XTST',
    zone: 'America/New_York',
    phases: [...day(hour(16)).map(row => ['regular', row] as const), ...day(hour(13)).map(row => ['half', row] as const)],
    special: [
      { day: dayFromText('2026-11-26')!, name: 'Thanksgiving' },
      { day: dayFromText('2026-11-27')!, name: 'Day after Thanksgiving', schedule: 'half' },
    ],
  });
}
