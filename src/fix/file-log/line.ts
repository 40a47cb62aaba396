import type { Micros } from '../../core/numbers';
import { redact, SECRETS } from '../codec/redact';
import { UtcText } from '../codec/utc-text';

const BETWEEN = ' : ';
const NEW_LINE = 10;
/** Bytes in front of a message: `YYYYMMDD-HH:MM:SS.ffffff : `. */
const STAMP = 24 + BETWEEN.length;

/** Whether any of the needles (`SOH tag =`) stands in buf[start..end). */
function holds(needles: readonly Buffer[], buf: Buffer, start: number, end: number): boolean {
  const message = buf.subarray(start, end);
  return needles.some(needle => message.includes(needle));
}

/** Writes lines as QuickFIX does, `YYYYMMDD-HH:MM:SS.ffffff : MESSAGE`, SOH as it is; secrets and the tags named are masked (`codec/redact.ts`). */
export class LineWriter {
  private buf = Buffer.allocUnsafe(1 << 16);
  private used = 0;
  private readonly stamp = new UtcText(6);
  private readonly needles: readonly Buffer[];

  constructor(private readonly masked: readonly number[]) {
    this.needles = [...new Set([...SECRETS, ...masked])].map(tag => Buffer.from(`\x01${tag}=`, 'latin1'));
  }

  /** Adds buf[start..end), a message. */
  message(at: Micros, buf: Buffer, start: number, end: number): void {
    if (!holds(this.needles, buf, start, end)) return this.line(at, buf, start, end);
    const shown = redact(buf.subarray(start, end), this.masked);
    this.line(at, shown, 0, shown.length);
  }

  /** Adds buf[start..end) as it is. */
  line(at: Micros, buf: Buffer, start: number, end: number): void {
    const length = STAMP + end - start + 1;
    if (this.used + length > this.buf.length) this.grow(length);
    const to = this.buf;
    const text = this.stamp.write(to, this.used, at);
    to.latin1Write(BETWEEN, text);
    buf.copy(to, this.used + STAMP, start, end);
    this.used += length;
    to[this.used - 1] = NEW_LINE;
  }

  /** What was added since the last call; the bytes are the taker's. */
  take(): Buffer {
    const lines = Buffer.from(this.buf.subarray(0, this.used));
    this.used = 0;
    return lines;
  }

  private grow(length: number): void {
    const bigger = Buffer.allocUnsafe(2 * (this.used + length));
    this.buf.copy(bigger, 0, 0, this.used);
    this.buf = bigger;
  }
}
