import { NOTHING } from './number';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than a thousand uses of it. */
function format(zone: string | undefined, millis: boolean): Intl.DateTimeFormat {
  const key = `${zone ?? ''}${millis}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      ...(millis && { fractionalSecondDigits: 3 }),
      ...(zone !== undefined && { timeZone: zone }),
    });
    formats.set(key, made);
  }
  return made;
}

/** The time of day of a moment (us since the epoch), in the viewer's zone unless one is named. */
export function timeOfDay(
  at: number | null | undefined,
  { zone, millis = false }: { zone?: string; millis?: boolean } = {},
): string {
  return at === null || at === undefined ? NOTHING : format(zone, millis).format(at / 1000);
}

/** The whole moment (us since the epoch) in UTC, for a hover. */
export function utc(at: number | null | undefined): string {
  return at === null || at === undefined ? '' : `${new Date(at / 1000).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

/** A length of time (us), in the unit that reads best: `850 µs`, `1.25 ms`, `12.0 s`, `3 min`, `2 h 5 min`. */
export function duration(us: number | null | undefined): string {
  if (us === null || us === undefined || !Number.isFinite(us)) return NOTHING;
  if (us < 1e3) return `${Math.round(us)} µs`;
  if (us < 1e6) return `${Number((us / 1e3).toPrecision(3))} ms`;
  if (us < 60e6) return `${(us / 1e6).toFixed(1)} s`;
  const minutes = Math.floor(us / 60e6);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
}

/** How long ago a moment is (both us since the epoch). */
export function ago(at: number | null | undefined, now: number): string {
  if (at === null || at === undefined) return NOTHING;
  return now - at < 1e6 ? 'now' : `${duration(now - at)} ago`;
}
