import { byteSum } from './bytes';

/** Takes what a Framer finds. `buf`, `start`, `end` are good only during the call. */
export interface FrameSink {
  onFrame(buf: Buffer, start: number, end: number): void;
  /** A stretch that is no message: why, and how many bytes were passed over. A stretch is told once for each chunk it reaches into. */
  onGarbled(reason: string, bytes: number): void;
}

const SOH = 1;
const START = Buffer.from('8=FIX');
/** BeginString is at most "FIXT.1.1" and room for another digit or two; BodyLength at most seven digits. */
const BEGIN_STRING_LIMIT = 14;
const BODY_LENGTH_DIGITS = 7;
const TRAILER_LENGTH = 7;
/** An SOH and all but the last byte of START: what may be the beginning of a start not yet whole. */
const TAIL = START.length;
const NEED_MORE = -1;
const GARBLED = -2;

/**
 * Cuts a stream of bytes into FIX messages by BeginString, BodyLength and CheckSum.
 * What fails one of them is passed over (to the end it claims, where its length was readable) and on to the next "8=FIX". Behind a message
 * that began and broke, that start must follow an SOH, so that a message quoted inside a broken one is never taken for a message.
 * Holds at most one unfinished message.
 */
export class Framer {
  private pending: Buffer = Buffer.alloc(0);
  private held = 0;
  private epoch = 0;
  /** Why bytes are being passed over, '' where they are not. */
  private lost = '';
  private startFollowsSoh = false;
  /** Whether the byte before the first one of the next scan was an SOH. */
  private afterSoh = false;
  private resumeAt = 0;

  constructor(
    private readonly sink: FrameSink,
    /** The longest message taken, in bytes, header and trailer included. May be changed at any time. */
    public maxLength = 65_536,
  ) {}

  /** Forgets an unfinished message, as after a disconnect. Called inside onFrame it also drops the rest of the chunk. */
  reset(): void {
    this.held = 0;
    this.epoch++;
    this.lost = '';
  }

  /** Takes the next bytes of the stream and tells the sink of each message in them. Throws nothing of its own. */
  push(chunk: Buffer): void {
    const epoch = this.epoch;
    if (this.held === 0) {
      const used = this.scan(chunk, chunk.length);
      if (this.epoch === epoch && used < chunk.length) this.hold(chunk, used);
      return;
    }
    this.hold(chunk, 0);
    const length = this.held;
    const used = this.scan(this.pending, length);
    if (this.epoch !== epoch) return;
    if (used > 0) this.pending.copyWithin(0, used, length);
    this.held = length - used;
    if (this.held === 0 && this.pending.length > 2 * this.maxLength) this.pending = Buffer.alloc(0);
  }

  /** Finds messages in buf[0..length); returns where the bytes to be held begin. */
  private scan(buf: Buffer, length: number): number {
    const epoch = this.epoch;
    let at = 0;
    let garbledFrom = 0;
    while (at < length) {
      if (this.lost !== '') {
        const start = this.nextStart(buf, at, length);
        const until = start < 0 ? Math.max(at, length - TAIL) : start;
        if (until > garbledFrom) this.sink.onGarbled(this.lost, until - garbledFrom);
        if (this.epoch !== epoch) return length;
        if (start < 0) return this.leave(buf, until);
        this.lost = '';
        at = start;
      }
      const end = this.frameEnd(buf, at, length);
      if (end === NEED_MORE) return at;
      if (end === GARBLED) {
        garbledFrom = at;
        at = this.resumeAt;
        continue;
      }
      this.sink.onFrame(buf, at, end);
      if (this.epoch !== epoch) return length;
      at = end;
    }
    if (this.lost !== '' && at > garbledFrom) this.sink.onGarbled(this.lost, at - garbledFrom);
    return this.leave(buf, at);
  }

  private leave(buf: Buffer, at: number): number {
    if (at > 0) this.afterSoh = buf[at - 1] === SOH;
    return at;
  }

  /** End of the message that starts at `at`, or NEED_MORE, or GARBLED (then `lost` and `resumeAt` are set). */
  private frameEnd(buf: Buffer, at: number, length: number): number {
    for (let i = 0; i < START.length; i++) {
      if (at + i >= length) return NEED_MORE;
      if (buf[at + i] !== START[i]) return this.garbled('no BeginString', at, false);
    }
    let p = at + START.length;
    const limit = at + BEGIN_STRING_LIMIT;
    while (p < length && p < limit && buf[p] !== SOH) p++;
    if (p === limit) return this.garbled('BeginString too long', p, true);
    if (p + 2 >= length) return NEED_MORE;
    if (buf[p] !== SOH || buf[p + 1] !== 57 || buf[p + 2] !== 61) return this.garbled('BodyLength is not second', p, true);
    p += 3;
    const digits = p;
    let bodyLength = 0;
    for (; p < length; p++) {
      const c = buf[p]! - 48;
      if (c < 0 || c > 9) break;
      bodyLength = bodyLength * 10 + c;
      if (p - digits >= BODY_LENGTH_DIGITS) return this.garbled('BodyLength too large', p, true);
    }
    if (p >= length) return NEED_MORE;
    if (buf[p] !== SOH || p === digits) return this.garbled('BodyLength is not a number', p, true);
    return this.bodyAndTrailer(buf, at, p + 1, p + 1 + bodyLength, length);
  }

  /** Checks what follows BodyLength of the message that starts at `at`: body[..), then "10=ddd" and an SOH. */
  private bodyAndTrailer(buf: Buffer, at: number, body: number, bodyEnd: number, length: number): number {
    const end = bodyEnd + TRAILER_LENGTH;
    if (end - at > this.maxLength) return this.garbled('longer than the limit', body, true);
    if (length < body + 3) return NEED_MORE;
    if (buf[body] !== 51 || buf[body + 1] !== 53 || buf[body + 2] !== 61) return this.garbled('MsgType is not third', body, true);
    if (length < end) return NEED_MORE;
    const trailer = buf[bodyEnd - 1] === SOH && buf[bodyEnd] === 49 && buf[bodyEnd + 1] === 48 && buf[bodyEnd + 2] === 61;
    if (!trailer || buf[end - 1] !== SOH) return this.garbled('BodyLength does not lead to CheckSum', bodyEnd, true);
    const sum = byteSum(buf, at, bodyEnd);
    const ones = sum % 10;
    const tens = ((sum - ones) / 10) % 10;
    const hundreds = sum >= 200 ? 2 : sum >= 100 ? 1 : 0;
    const right = buf[bodyEnd + 3] === 48 + hundreds && buf[bodyEnd + 4] === 48 + tens && buf[bodyEnd + 5] === 48 + ones;
    return right ? end : this.garbled('CheckSum', end, true);
  }

  private garbled(reason: string, resumeAt: number, startFollowsSoh: boolean): number {
    this.lost = reason;
    this.resumeAt = resumeAt;
    this.startFollowsSoh = startFollowsSoh;
    return GARBLED;
  }

  /** Where the next "8=FIX" that may be a start begins, or -1. */
  private nextStart(buf: Buffer, from: number, length: number): number {
    let i = buf.indexOf(START, from);
    while (i >= 0 && this.startFollowsSoh && !(i === 0 ? this.afterSoh : buf[i - 1] === SOH)) i = buf.indexOf(START, i + 1);
    return i >= 0 && i + START.length <= length ? i : -1;
  }

  /** Appends chunk[from..] to the bytes held. */
  private hold(chunk: Buffer, from: number): void {
    const length = this.held + chunk.length - from;
    if (length > this.pending.length) {
      const bigger = Buffer.allocUnsafe(Math.max(1024, 2 ** Math.ceil(Math.log2(length))));
      this.pending.copy(bigger, 0, 0, this.held);
      this.pending = bigger;
    }
    chunk.copy(this.pending, this.held, from);
    this.held = length;
  }
}
