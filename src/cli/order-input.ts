import { UsageError } from '../run/usage-error';

/** Checks what a user typed. Each throws UsageError that names the field, says what is wrong and what would pass. */

/** A decimal above zero, as it was typed. */
export function decimalAboveZero(field: string, text: string): string {
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(text))
    throw new UsageError(`${field}: '${text}' is not a decimal number, such as 100 or 99.5`);
  if (text.startsWith('-') || !/[1-9]/.test(text)) throw new UsageError(`${field}: '${text}' must be above zero`);
  return text;
}

/** A word without spaces: a symbol, a CompID, a ClOrdID. */
export function word(field: string, text: string): string {
  if (!/^[\x21-\x7e]{1,64}$/.test(text))
    throw new UsageError(`${field}: '${text}' is not a word of printable characters without spaces, 64 at most`);
  return text;
}

export function portNumber(field: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new UsageError(`${field}: '${text}' is not a port from 1 to 65535`);
  return port;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A length of time ("30s", "1.5m", "1h", "500ms") in seconds, as decimal text. */
export function seconds(field: string, text: string): string {
  const parts = /^(\d{1,6})(?:\.(\d{1,3}))?(ms|s|m|h)$/.exec(text);
  const ms = parts ? Math.round(Number(`${parts[1]}.${parts[2] ?? 0}`) * UNITS[parts[3]!]!) : 0;
  if (!parts) throw new UsageError(`${field}: '${text}' is not a length of time, such as 30s, 5m or 1h`);
  if (ms <= 0) throw new UsageError(`${field}: '${text}' must be above zero`);
  return String(ms / 1000);
}

/** A UTC time ("14:30:00" of the day of `now`, "20261121-14:30:00" or "2026-11-21T14:30:00Z") in microseconds since 1970. */
export function utcTime(field: string, text: string, now: number): number {
  const today = new Date(now).toISOString().slice(0, 10);
  const fix = /^(\d{4})(\d\d)(\d\d)-(\d\d:\d\d:\d\d(?:\.\d{1,6})?)$/.exec(text);
  const iso = fix
    ? `${fix[1]}-${fix[2]}-${fix[3]}T${fix[4]}Z`
    : /^\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z?$/.test(text)
      ? `${today}T${text.replace('Z', '')}Z`
      : /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z$/.test(text)
        ? text
        : '';
  const ms = Date.parse(iso);
  if (Number.isNaN(ms))
    throw new UsageError(`${field}: '${text}' is not a UTC time: 14:30:00, 20261121-14:30:00 or 2026-11-21T14:30:00Z`);
  return ms * 1000;
}

/** One of a few words; returns what it stands for. */
export function oneOf<T>(field: string, text: string, choices: Readonly<Record<string, T>>): T {
  const key = text.toLowerCase();
  if (!Object.hasOwn(choices, key)) throw new UsageError(`${field}: '${text}' is none of ${Object.keys(choices).join(', ')}`);
  return choices[key]!;
}
