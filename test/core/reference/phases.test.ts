import { dayFromText } from '../../../src/core/civil';
import { MarketCalendar, type PhaseRow } from '../../../src/core/reference/calendar';

/** A market that is open round the clock, in three phases, on every weekday. */
const market = (zone: string): MarketCalendar => {
  const from = dayFromText('2020-01-01')!;
  const phases: PhaseRow[] = [
    { phase: 'pre-open', start: 0, end: 5400, from },
    { phase: 'continuous', start: 5400, end: 61_200, from },
    { phase: 'closing-auction', start: 61_200, end: 86_400, lastEntry: 86_000, lastCancel: 61_300, from },
  ];
  return new MarketCalendar({ market: 'M', zone, phases: phases.map(row => ['regular', row] as const), special: [] });
};

test.each([
  'America/New_York',
  'Europe/London',
  'Asia/Tokyo',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
])('phases in %s are when its clocks read their times, also on the days of a clock change', zone => {
  const calendar = market(zone);
  const first = dayFromText('2026-01-01')!;
  const other: unknown[] = [];
  for (let day = first; day < first + 365; day++)
    for (const { start, end, startClock, endClock, lastEntry, lastCancel } of calendar.phasesOf(day)) {
      const read = [startClock, endClock, ...(lastEntry === undefined ? [] : [86_000, 61_300])];
      const told = [start, end, ...(lastEntry === undefined ? [] : [lastEntry, lastCancel])];
      const meant = read.map(second => calendar.momentOf(day, second));
      if (String(told) !== String(meant)) other.push({ day, told, meant });
    }
  expect(other).toEqual([]);
});
