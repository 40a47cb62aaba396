/**
 * Offsets of a few zones by the rules in their laws, for the years 2007 to 2036: an account of them that does not ask the platform.
 * `from` and `to` are the UTC moments at which summer time begins and ends.
 */
interface Rule {
  /** Seconds ahead of UTC. */
  readonly standard: number;
  readonly summer: number;
  from(year: number): number;
  to(year: number): number;
}

const HOUR = 3600;
const DAY = 86_400;

/** Midnight UTC of the n-th Sunday of a month (0 January), the last where n is -1; in seconds. */
function sunday(year: number, month: number, n: number): number {
  const first = n > 0 ? Date.UTC(year, month, 1) / 1000 : Date.UTC(year, month + 1, 1) / 1000 - 7 * DAY;
  const weekday = (Math.floor(first / DAY) + 4) % 7;
  return first + ((7 - weekday) % 7) * DAY + Math.max(n - 1, 0) * 7 * DAY;
}

const never = { summer: 0, from: () => Number.POSITIVE_INFINITY, to: () => Number.NEGATIVE_INFINITY };

const RULES: Readonly<Record<string, Rule>> = {
  UTC: { standard: 0, ...never },
  'Asia/Tokyo': { standard: 9 * HOUR, ...never },
  // 2:00 standard on the second Sunday of March until 2:00 summer time on the first of November
  'America/New_York': {
    standard: -5 * HOUR,
    summer: -4 * HOUR,
    from: year => sunday(year, 2, 2) + 7 * HOUR,
    to: year => sunday(year, 10, 1) + 6 * HOUR,
  },
  // 1:00 UTC on the last Sundays of March and October
  'Europe/London': {
    standard: 0,
    summer: HOUR,
    from: year => sunday(year, 2, -1) + HOUR,
    to: year => sunday(year, 9, -1) + HOUR,
  },
  // 2:00 standard on the first Sunday of October until 3:00 summer time on the first of April
  'Australia/Sydney': {
    standard: 10 * HOUR,
    summer: 11 * HOUR,
    from: year => sunday(year, 9, 1) - 8 * HOUR,
    to: year => sunday(year, 3, 1) - 8 * HOUR,
  },
  // the same days at 2:00 of its own clocks, which move by half an hour
  'Australia/Lord_Howe': {
    standard: 10.5 * HOUR,
    summer: 11 * HOUR,
    from: year => sunday(year, 9, 1) - 8.5 * HOUR,
    to: year => sunday(year, 3, 1) - 9 * HOUR,
  },
};

export const ZONES = Object.keys(RULES);

/** Moments (seconds) at which clocks change in these years. */
export const changes = (zone: string, years: readonly number[]): number[] =>
  years.flatMap(year => [RULES[zone]!.from(year), RULES[zone]!.to(year)]).filter(Number.isFinite);

/** Seconds that clocks in the zone are ahead of UTC at `second`. */
export function offsetOf(zone: string, second: number): number {
  const rule = RULES[zone]!;
  const year = new Date(second * 1000).getUTCFullYear();
  const [from, to] = [rule.from(year), rule.to(year)];
  const summer = from < to ? second >= from && second < to : second >= from || second < to;
  return summer ? rule.summer : rule.standard;
}
