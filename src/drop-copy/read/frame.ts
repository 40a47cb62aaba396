import { nextBegin, versionEnd } from './begin';
import { EQUALS, isDigit, LONGEST_SEPARATOR, NEWLINE, type Separator, SOH, separatorAt, standsAt } from './separators';

/** What stands at a begin. */
export type Found =
  /** A message from its begin to its CheckSum (10). */
  | 'message'
  /** More bytes are needed to say. */
  | 'more'
  /** No message; the reasons are kinds of damage. */
  | 'truncated'
  | 'separator';

/** Bytes of CheckSum (10): its tag, `=` and three digits. */
const TRAILER = 6;
/** A head is shorter: BeginString (8), two separators, the digits of BodyLength (9). */
export const HEAD = 48;

/** Finds where a message ends that begins in a log. One object is used again and again. */
export class Frame {
  separator: Separator | undefined;
  /** Behind the value of BeginString (8). */
  version = 0;
  /** BodyLength (9) as it is told; -1 where the field is not there or is no number. */
  told = -1;
  /** CheckSum (10): `1` of its tag, and behind its last digit. */
  trailer = 0;
  trailerEnd = 0;
  /** Whether BodyLength (9) leads to CheckSum (10); for separators of one byte. */
  fits = false;
  /** Where the reading goes on after what is not a message. */
  next = 0;
  private body = 0;

  /** Looks at the message that begins at `begin`, with bytes up to `end`; `final`: no more will come. */
  read(buf: Buffer, begin: number, end: number, final: boolean): Found {
    if (!final && end - begin < HEAD) return 'more';
    this.version = versionEnd(buf, begin, end);
    this.next = this.version;
    this.separator = separatorAt(buf, this.version, end);
    if (this.separator === undefined) return 'separator';
    this.readLength(buf, end);
    this.fits = this.leap(buf, end, final);
    if (this.fits) return this.trailerEnd < 0 ? 'more' : 'message';
    if (!final && this.waits(end)) return 'more';
    return this.search(buf, end, final);
  }

  /** Finds the end of a message that BodyLength (9) does not lead to: its first CheckSum (10), before another message begins. */
  search(buf: Buffer, end: number, final: boolean): Found {
    this.fits = false;
    const other = nextBegin(buf, this.version, end);
    const found = other < 0 ? this.firstTrailer(buf, end, final) : this.firstTrailer(buf, other, true);
    if (found) return this.trailerEnd < 0 ? 'more' : 'message';
    this.next = other < 0 ? end : other;
    return final || other >= 0 ? 'truncated' : 'more';
  }

  private readLength(buf: Buffer, end: number): void {
    const width = this.separator!.bytes.length;
    let at = this.version + width;
    this.body = at;
    this.told = -1;
    if (at + 2 > end || buf[at] !== 57 || buf[at + 1] !== EQUALS) return;
    let told = 0;
    for (at += 2; at < end && isDigit(buf[at]!); at++) told = told * 10 + buf[at]! - 48;
    if (at - this.body === 2 || at - this.body > 12 || !standsAt(buf, at, end, this.separator!.bytes)) return;
    this.told = told;
    this.body = at + width;
  }

  /** Whether CheckSum (10) stands where BodyLength (9) leads. */
  private leap(buf: Buffer, end: number, final: boolean): boolean {
    const { told, body, separator } = this;
    if (told < 0) return false;
    const { bytes } = separator!;
    const trailer = bytes.length === 1 ? body + told : behind(buf, body, end, { told, separator: bytes });
    return (
      trailer + TRAILER <= end && standsAt(buf, trailer - bytes.length, end, bytes) && this.isTrailer(buf, trailer, end, final)
    );
  }

  /** Whether the end that BodyLength (9) claims has not come yet. */
  private waits(end: number): boolean {
    return this.told >= 0 && this.told < LONGEST_MESSAGE && this.body + this.told + TRAILER + LONGEST_SEPARATOR > end;
  }

  private firstTrailer(buf: Buffer, end: number, final: boolean): boolean {
    const { bytes } = this.separator!;
    for (let at = this.version + bytes.length; at + 2 < end; at++) {
      if (buf[at + 2] !== EQUALS || buf[at + 1] !== 48 || buf[at] !== 49) continue;
      if (standsAt(buf, at - bytes.length, end, bytes) && this.isTrailer(buf, at, end, final)) return true;
    }
    return false;
  }

  /** Whether `10=` and one to three digits stand at `at`; `trailerEnd` is then behind them, or -1 where that needs bytes that are still to come. */
  private isTrailer(buf: Buffer, at: number, end: number, final: boolean): boolean {
    if (buf[at] !== 49 || buf[at + 1] !== 48 || buf[at + 2] !== EQUALS) return false;
    let i = at + 3;
    while (i < end && isDigit(buf[i]!)) i++;
    const digits = i - at - 3;
    if (digits === 0 || digits > 3) return false;
    this.trailer = at;
    this.trailerEnd = !final && i + LONGEST_SEPARATOR > end && buf[i] !== SOH && buf[i] !== NEWLINE ? -1 : i;
    return true;
  }
}

/** A message that is longer, or a begin that so many bytes bring no end to, is none. */
export const LONGEST_MESSAGE = 1 << 20;

/** Where `told` bytes behind `body` end, a separator of several bytes counted as one. */
function behind(buf: Buffer, body: number, end: number, { told, separator }: { told: number; separator: Buffer }): number {
  let at = body;
  for (let count = 0; count < told && at < end; count++)
    at += buf[at] === separator[0] && standsAt(buf, at, end, separator) ? separator.length : 1;
  return at;
}
