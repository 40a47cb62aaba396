import { BLANK, EQUALS, isDigit, separatorAt } from './separators';

const FIX = Buffer.from('FIX');
const EIGHT = 56;
/** `8=` and the blanks that somebody put between it and FIX. */
const MOST_BLANKS = 4;
/** The longest that `8=` and its blanks are; what a begin that is not yet whole may have in front of FIX. */
export const BEFORE_FIX = 2 + MOST_BLANKS;
/** No BeginString is longer: `FIXT.1.1`, and room for more digits. */
const LONGEST_VERSION = 14;

/**
 * Where the next message begins in buf[from..end), or -1: `8=FIX`, also with blanks behind `=`. A tag that ends in 8, such as Text (58), begins none, unless
 * BodyLength (9) follows.
 */
export function nextBegin(buf: Buffer, from: number, end: number): number {
  for (let fix = buf.indexOf(FIX, from); fix >= 0 && fix < end; fix = buf.indexOf(FIX, fix + 1)) {
    const at = beginBefore(buf, fix);
    if (at < from) continue;
    if (at === 0 || !isDigit(buf[at - 1]!)) return at;
    const value = versionEnd(buf, at, end);
    const separator = separatorAt(buf, value, end)?.bytes.length;
    if (separator !== undefined && buf[value + separator] === 57 && buf[value + separator + 1] === EQUALS) return at;
  }
  return -1;
}

/** Where the `8=` in front of the FIX at `fix` stands, or -1. */
function beginBefore(buf: Buffer, fix: number): number {
  let at = fix - 1;
  while (buf[at] === BLANK && fix - at <= MOST_BLANKS) at--;
  return buf[at] === EQUALS && buf[at - 1] === EIGHT ? at - 1 : -1;
}

/** Behind the value of BeginString (8) of the message that begins at `at`, as far as it looks like one. */
export function versionEnd(buf: Buffer, at: number, end: number): number {
  let i = at + 2;
  while (buf[i] === BLANK) i++;
  for (const last = Math.min(end, i + LONGEST_VERSION); i < last; i++) {
    const c = buf[i]!;
    if (!isDigit(c) && c !== 46 && (c < 65 || c > 90)) break;
  }
  return i;
}

/** BeginStrings of FIX 2.7 to 4.4 and of FIXT; and 5.0, which is none but stands in logs, as ApplVerID's versions do. */
const KNOWN = /^FIXT?\.\d\.\d(SP\d)?$/;

/** Whether BeginString (8) is one that FIX has. */
export const isBeginString = (buf: Buffer, start: number, end: number): boolean => KNOWN.test(buf.latin1Slice(start, end));
