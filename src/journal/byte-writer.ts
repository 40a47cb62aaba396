const QUOTE = 34;
const BACKSLASH = 92;
/** Below this an integer's digits are found with 32-bit arithmetic. */
const HALF = 100_000_000;

/** Room (bytes) that stands behind `end` whatever was written. */
export const SPARE = 128;

/** A growing buffer that text is written to, as UTF-8, without making strings of it first. */
export class ByteWriter {
  buf: Buffer = Buffer.allocUnsafeSlow(1 << 16);
  /** The same bytes. */
  view = viewOf(this.buf);
  /** Bytes written. */
  end = 0;

  /** Room for `more` bytes behind `end`, and the spare. */
  reserve(more: number): void {
    const wanted = this.end + more + SPARE;
    if (wanted <= this.buf.length) return;
    const bigger = Buffer.allocUnsafeSlow(wanted * 2);
    bigger.set(this.buf.subarray(0, this.end));
    this.buf = bigger;
    this.view = viewOf(bigger);
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    const { length } = bytes;
    this.reserve(length);
    const { buf, end } = this;
    for (let i = 0; i < length; i++) buf[end + i] = bytes[i]!;
    this.end = end + length;
  }

  /** Bytes `from` to `to` of a buffer, however many. */
  part(bytes: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    this.buf.set(bytes.subarray(from, to), this.end);
    this.end += to - from;
  }

  text(text: string): void {
    this.reserve(3 * text.length);
    this.end += this.buf.write(text, this.end, 'utf8');
  }

  byte(value: number): void {
    this.reserve(1);
    this.buf[this.end++] = value;
  }

  /** A value as JSON.stringify writes it; `undefined` is not one. */
  json(value: unknown): void {
    if (typeof value === 'string') this.string(value);
    else if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)) this.int(value);
    else this.text(JSON.stringify(value));
  }

  /** A JSON string. Printable ASCII without quote and backslash is written as it is, an SOH as its escape, anything else by JSON.stringify. */
  string(value: string): void {
    const { length } = value;
    this.reserve(6 * length + 2);
    const { buf } = this;
    let at = this.end;
    buf[at++] = QUOTE;
    for (let i = 0; i < length; i++) {
      const c = value.charCodeAt(i);
      if (c >= 32 && c <= 126 && c !== QUOTE && c !== BACKSLASH) buf[at++] = c;
      else if (c === 1) {
        buf[at] = BACKSLASH;
        buf[at + 1] = 117;
        buf[at + 2] = buf[at + 3] = buf[at + 4] = 48;
        buf[at + 5] = 49;
        at += 6;
      } else return this.text(JSON.stringify(value));
    }
    buf[at] = QUOTE;
    this.end = at + 1;
  }

  /** The digits of an integer from 0 to 2^53 - 1. */
  int(value: number): void {
    this.reserve(16);
    if (value < HALF) return this.digits(value, 0);
    const high = Math.floor(value / HALF);
    this.int(high);
    this.digits(value - high * HALF, 8);
  }

  /** Below 10^8; zeros in front up to `width`. */
  private digits(value: number, width: number): void {
    let rest = value | 0;
    let count = width;
    if (count === 0) for (let v = rest; v > 0 || count === 0; v = (v / 10) | 0) count++;
    const { buf, end } = this;
    for (let at = end + count - 1; at >= end; at--) {
      const next = (rest / 10) | 0;
      buf[at] = 48 + rest - next * 10;
      rest = next;
    }
    this.end = end + count;
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);
