import type { DecimalError } from '../../core/numbers';
import { readDecimal, readInt, readUtcMicros } from './bytes';
import { BODY_PART, dataTagOf, HEADER_PART, partOf, TRAILER_PART } from './fields';
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

const ZERO = 48;

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
  /** Whether header, body and trailer came in that order. */
  inOrder = true;
  /** Why the last `read` said false. */
  malformedReason = '';
  /** base + index of a tag's first field; smaller than base for a tag this message has not. Never cleared between messages. */
  private readonly slots = new Int32Array(SLOTS);
  private base = 1;

  /**
   * Reads one framed message, buf[start..end). False where a field is not `tag=value SOH`; `malformedReason` then says which.
   * A tag may be zero or negative (validation refuses it), and one with a leading zero counts as negative: it is no tag of FIX, though a
   * number. A value may be empty. The bytes of a data field are taken by the length field
   * right before it; where that length is wrong the value ends at the next SOH and validation refuses the length.
   */
  read(buf: Buffer, start: number, end: number): boolean {
    this.open(buf);
    if (start >= end || buf[end - 1] !== 1) return this.malformed('the last field has no SOH', start);
    const { slots, base } = this;
    let { tags, starts, ends } = this;
    let at = start;
    let count = 0;
    let data = 0;
    while (at < end) {
      const fieldStart = at;
      const tagStart = buf[at] === 45 ? at + 1 : at;
      at = tagStart;
      let tag = 0;
      let c = buf[at]! - 48;
      while (c >= 0 && c <= 9) {
        tag = tag * 10 + c;
        c = buf[++at]! - 48;
      }
      if (c !== 13 || at === tagStart || at - tagStart > 9) return this.malformed('not a tag', fieldStart);
      const valueStart = ++at;
      if (data !== 0 && tag === data) at = this.dataEnd(count - 1, valueStart, end);
      while (buf[at] !== 1) at++;
      if (tagStart !== fieldStart || buf[tagStart] === ZERO) tag = -tag;
      if (count === tags.length) ({ tags, starts, ends } = this.grow());
      tags[count] = tag;
      starts[count] = valueStart;
      ends[count] = at++;
      if (tag >= 0 && tag < SLOTS && slots[tag]! < base) slots[tag] = base + count;
      data = dataTagOf(tag);
      this.count = ++count;
    }
    this.findParts();
    const type = this.find(35);
    this.msgType = type < 0 ? '' : internMsgType(buf, starts[type]!, ends[type]!);
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
    return i < 0 ? undefined : this.utcMicrosAt(i);
  }

  /** As `utcMicros`, of field `i`. */
  utcMicrosAt(i: number): number | undefined {
    return readUtcMicros(this.buf, this.starts[i]!, this.ends[i]!);
  }

  /** A decimal as an integer count of 10^-scale units, or why it is not one; undefined when absent. */
  decimal(tag: number, scale: number): number | DecimalError | undefined {
    const i = this.find(tag);
    return i < 0 ? undefined : this.decimalAt(i, scale);
  }

  /** As `decimal`, of field `i`. */
  decimalAt(i: number, scale: number): number | DecimalError {
    return readDecimal(this.buf, this.starts[i]!, this.ends[i]!, scale);
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
    this.inOrder = true;
    this.malformedReason = '';
  }

  /** Sets bodyStart and inOrder. */
  private findParts(): void {
    const { tags, count } = this;
    let i = 0;
    while (i < count && partOf(tags[i]!) === HEADER_PART) i++;
    this.bodyStart = i;
    while (i < count && partOf(tags[i]!) === BODY_PART) i++;
    while (i < count && partOf(tags[i]!) === TRAILER_PART) i++;
    this.inOrder = i === count;
  }

  /** Where a data field that starts at `start` ends by the length before it; `start` itself where that length cannot be right. */
  private dataEnd(lengthField: number, start: number, end: number): number {
    const length = this.intAt(lengthField);
    if (length === undefined || length < 0 || start + length >= end || this.buf[start + length] !== 1) return start;
    return start + length;
  }

  private malformed(reason: string, at: number): false {
    this.malformedReason = `${reason} at byte ${at}`; // not the bytes: this goes into logs, and a Logon holds a password
    this.bodyStart = this.count;
    return false;
  }

  private grow(): this {
    const bigger = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.tags = bigger(this.tags);
    this.starts = bigger(this.starts);
    this.ends = bigger(this.ends);
    return this;
  }
}
