/** What stands between the fields of a message in a log. */
export interface Separator {
  readonly bytes: Buffer;
  /** For readers of reports. */
  readonly name: string;
}

const separator = (text: string, name = text): Separator => ({ bytes: Buffer.from(text), name });

export const SOH = 1;
export const SOH_SEPARATOR = separator('\x01', 'SOH');

/** What logs put in place of SOH; one that another begins with stands behind it. */
const SEPARATORS: readonly Separator[] = [
  SOH_SEPARATOR,
  separator('|'),
  separator('^A'),
  separator('^'),
  separator('\\x01'),
  separator('\\u0001'),
  separator('\\001'),
  separator('<SOH>'),
  separator('[SOH]'),
  separator('\u2401'),
  separator(';'),
  separator(' ', 'blank'),
  separator('\t', 'tab'),
];

/** No separator is longer. */
export const LONGEST_SEPARATOR = Math.max(...SEPARATORS.map(s => s.bytes.length));

/** Whether `what` stands at `at`; bytes behind `end` do not count. */
export function standsAt(buf: Buffer, at: number, end: number, what: Buffer): boolean {
  if (at + what.length > end) return false;
  for (let i = 0; i < what.length; i++) if (buf[at + i] !== what[i]) return false;
  return true;
}

/** The separator at `at`, where a field follows it; undefined where nothing that is known as one stands there. */
export function separatorAt(buf: Buffer, at: number, end: number): Separator | undefined {
  if (buf[at] === SOH) return SOH_SEPARATOR;
  for (const s of SEPARATORS) if (standsAt(buf, at, end, s.bytes) && isFieldAt(buf, at + s.bytes.length, end)) return s;
  return undefined;
}

/** Whether digits and `=` stand at `at`. */
export function isFieldAt(buf: Buffer, at: number, end: number): boolean {
  let i = at;
  while (i < end && isDigit(buf[i]!)) i++;
  return i > at && i < end && buf[i] === EQUALS;
}

export const EQUALS = 61;
export const NEWLINE = 10;
export const RETURN = 13;
export const BLANK = 32;

export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
