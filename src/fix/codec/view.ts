import type { DecimalError } from '../../core/numbers';
import { readDecimal, readInt, readUtcMicros } from './bytes';
import { DATA_OF, HEADER_PART, PART, TABLE_TAGS } from './fields';
import { latin1 } from './latin1';

/** Tags below this are found by a look-up, those above by a scan. */
const SLOTS = 10_240;
const INTERNED_LIMIT = 512;
const interned = new Map<number, string>();

/** The text of a MsgType without making a new string for one seen before; the memory of it is bounded. */
function internMsgType(buf: Buffer, start: number, end: number): string {
  if (end - start !== 2) return latin1(buf, start, end);
  const key = (buf[start]! << 8) | buf[start + 1]!;
  const known = interned.get(key);
  if (known !== undefined) return known;
  const text = buf.latin1Slice(start, end);
  if (interned.size < INTERNED_LIMIT) interned.set(key, text);
  return text;
}

/**
 * One reusable table over the bytes of a message: tag, first byte and end of every field, in the order they came.
 * The bytes are not copied: a view is good for as long as the buffer it read is not overwritten.
 */
export class MessageView {
  buf: Buffer = Buffer.alloc(0);
  count = 0;
  tags = new Int32Array(64);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** Text of tag 35, or '' where the message has none. */
  msgType = '';
  /** Index of the first field behind the standard header (`count` where there is none). */
  bodyStart = 0;
  /** Why the last `read` said false. */
  malformedReason = '';
  /** base + index of a tag's first field; smaller than base for a tag this message has not. Never cleared between messages. */
  private readonly slots = new Int32Array(SLOTS);
  private base = 1;

  /**
   * Reads one framed message, buf[start..end). False where a field is not `tag=value SOH`; `malformedReason` then says which.
   * A tag may be zero or negative (validation refuses it); a value may be empty. The bytes of a data field are taken by the length field
   * right before it; where that length is wrong the value ends at the next SOH and validation refuses the length.
   */
  read(buf: Buffer, start: number, end: number): boolean {
    this.open(buf);
    if (start >= end || buf[end - 1] !== 1) return this.malformed('the last field has no SOH', start);
    let at = start;
    let body = -1;
    let previous = 0;
    while (at < end) {
      const fieldStart = at;
      const negative = buf[at] === 45;
      if (negative) at++;
      const digits = at;
      let tag = 0;
      let c = buf[at]! - 48;
      while (c >= 0 && c <= 9) {
        tag = tag * 10 + c;
        c = buf[++at]! - 48;
      }
      if (c !== 13 || at === digits || at - digits > 9) return this.malformed('not a tag', fieldStart);
      const valueStart = ++at;
      at = previous !== 0 && tag === previous ? this.dataEnd(valueStart, end) : valueStart;
      while (buf[at] !== 1) at++;
      if (negative) tag = -tag;
      if (body < 0 && (tag < 0 || tag >= TABLE_TAGS || PART[tag] !== HEADER_PART)) body = this.count;
      this.add(tag, valueStart, at);
      previous = tag > 0 && tag < TABLE_TAGS ? DATA_OF[tag]! : 0;
      at++;
    }
    this.bodyStart = body < 0 ? this.count : body;
    const type = this.find(35);
    this.msgType = type < 0 ? '' : internMsgType(buf, this.starts[type]!, this.ends[type]!);
    return true;
  }

  /** Index of the first field with this tag, or -1. */
  find(tag: number): number {
    if (tag >= 0 && tag < SLOTS) {
      const i = this.slots[tag]! - this.base;
      return i >= 0 ? i : -1;
    }
    for (let i = 0; i < this.count; i++) if (this.tags[i] === tag) return i;
    return -1;
  }

  has(tag: number): boolean {
    return this.find(tag) >= 0;
  }

  /** The value as Latin-1 text; undefined when absent. */
  text(tag: number): string | undefined {
    const i = this.find(tag);
    return i < 0 ? undefined : this.textAt(i);
  }

  /** The value of field `i` (0 to count - 1) as Latin-1 text. */
  textAt(i: number): string {
    return latin1(this.buf, this.starts[i]!, this.ends[i]!);
  }

  /** The value as an integer; undefined when absent, not an integer, or beyond 2^53 - 1. */
  int(tag: number): number | undefined {
    const i = this.find(tag);
    return i < 0 ? undefined : readInt(this.buf, this.starts[i]!, this.ends[i]!);
  }

  /** As `int`, of field `i`. */
  intAt(i: number): number | undefined {
    return readInt(this.buf, this.starts[i]!, this.ends[i]!);
  }

  /** A value of exactly one character; undefined when absent or longer. */
  char(tag: number): string | undefined {
    const i = this.find(tag);
    return i >= 0 && this.ends[i]! - this.starts[i]! === 1 ? latin1(this.buf, this.starts[i]!, this.ends[i]!) : undefined;
  }

  /** Whether the field is there and is `Y`. */
  flag(tag: number): boolean {
    const i = this.find(tag);
    return i >= 0 && this.ends[i]! - this.starts[i]! === 1 && this.buf[this.starts[i]!] === 89;
  }

  /** A UTCTimestamp in microseconds since 1970 (finer digits are cut off); undefined when absent or not one. */
  utcMicros(tag: number): number | undefined {
    const i = this.find(tag);
    return i < 0 ? undefined : readUtcMicros(this.buf, this.starts[i]!, this.ends[i]!);
  }

  /** A decimal as an integer count of 10^-scale units, or why it is not one; undefined when absent. */
  decimal(tag: number, scale: number): number | DecimalError | undefined {
    const i = this.find(tag);
    return i < 0 ? undefined : readDecimal(this.buf, this.starts[i]!, this.ends[i]!, scale);
  }

  private open(buf: Buffer): void {
    this.base += this.count;
    if (this.base > 0x3fff_0000) {
      this.slots.fill(0);
      this.base = 1;
    }
    this.buf = buf;
    this.count = 0;
    this.msgType = '';
    this.malformedReason = '';
  }

  private add(tag: number, start: number, end: number): void {
    const i = this.count;
    if (i === this.tags.length) this.grow();
    this.tags[i] = tag;
    this.starts[i] = start;
    this.ends[i] = end;
    if (tag >= 0 && tag < SLOTS && this.slots[tag]! < this.base) this.slots[tag] = this.base + i;
    this.count = i + 1;
  }

  /** Where a data field that starts at `start` ends by the length before it; `start` itself where that length cannot be right. */
  private dataEnd(start: number, end: number): number {
    const length = this.intAt(this.count - 1);
    if (length === undefined || length < 0 || start + length >= end || this.buf[start + length] !== 1) return start;
    return start + length;
  }

  private malformed(reason: string, at: number): false {
    this.malformedReason = `${reason} at byte ${at}: ${this.buf.latin1Slice(at, Math.min(at + 20, this.buf.length))}`;
    this.bodyStart = this.count;
    return false;
  }

  private grow(): void {
    const bigger = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.tags = bigger(this.tags);
    this.starts = bigger(this.starts);
    this.ends = bigger(this.ends);
  }
}
