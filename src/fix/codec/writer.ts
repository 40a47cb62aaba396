import type { Micros } from '../../core/numbers';
import { ByteSink, FIRST_SIZE, FieldValueError, SOH } from './byte-sink';
import { byteSum } from './bytes';
import { UtcText } from './utc-text';
import type { MessageView } from './view';

/** "9=" and SOH are written with room for this many digits; a body of another length is moved by a byte or two in end(). */
const GUESSED_DIGITS = 3;
/** A tag of ten digits, "=", a number of 16 digits with sign and point, SOH. */
const NUMBER_ROOM = 32;

export { FieldValueError } from './byte-sink';

/** Who speaks to whom, and how fine the timestamps are (decimals of a second, 3 by default). */
export interface WriterIdentity {
  beginString: string;
  senderCompID: string;
  targetCompID: string;
  senderSubID?: string;
  targetSubID?: string;
  senderLocationID?: string;
  targetLocationID?: string;
  timestampDecimals?: 0 | 3 | 6 | 9;
}

/** Header fields that are not in every message. */
export interface HeaderOptions {
  possDup?: boolean;
  possResend?: boolean;
  origSendingTime?: Micros;
  lastMsgSeqNumProcessed?: number;
  applVerID?: string;
}

/**
 * Writes messages one behind another into one growing buffer: begin, fields, end, and again. `buf[0..length)` is what was written since
 * `clear` or `take`. Text is Latin-1; a character outside it is written as "?", so that none of its bytes can become an SOH.
 */
export class MessageWriter extends ByteSink {
  /** Where the message begun (or just ended) last begins. */
  start = 0;
  private body = 0;
  private unfinished = false;
  private readonly preamble: Buffer;
  private readonly compIDs: Buffer;
  private readonly clock: UtcText;

  constructor(identity: WriterIdentity) {
    super();
    this.preamble = Buffer.from(`8=${identity.beginString}\x019=${'0'.repeat(GUESSED_DIGITS)}\x0135=`, 'latin1');
    const ids: [number, string | undefined][] = [
      [49, identity.senderCompID],
      [56, identity.targetCompID],
      [50, identity.senderSubID],
      [57, identity.targetSubID],
      [142, identity.senderLocationID],
      [143, identity.targetLocationID],
    ];
    let text = '\x01';
    for (const [tag, id] of ids) {
      if (id === undefined) continue;
      if (id === '' || id.includes('\x01')) throw new FieldValueError(tag, 'is no CompID, SubID or LocationID');
      text += `${tag}=${id}\x01`;
    }
    this.compIDs = Buffer.from(`${text}34=`, 'latin1');
    this.clock = new UtcText(identity.timestampDecimals ?? 3);
  }

  /** Begins a message with its standard header: 8 9 35, the CompIDs, 34 52 43 97 122 369 1128. One begun before and never ended is dropped. */
  begin(msgType: string, seqNum: number, sendingTime: Micros, header?: HeaderOptions): void {
    this.dropUnfinished();
    this.start = this.length;
    this.unfinished = true;
    this.reserve(this.preamble.length + msgType.length + this.compIDs.length + NUMBER_ROOM);
    this.bytes(this.preamble);
    this.body = this.length - 3;
    this.chars(35, msgType);
    this.bytes(this.compIDs);
    this.digits(seqNum);
    this.buf[this.length++] = SOH;
    this.utc(52, sendingTime);
    if (header !== undefined) this.optionalHeader(header);
  }

  /** Free text from elsewhere (58): control characters become spaces, an empty one is left out. */
  note(tag: number, value: string): this {
    const clean = printable(value);
    return clean === '' ? this : this.text(tag, clean);
  }

  /** A text field. Throws FieldValueError where the value is empty or holds an SOH. */
  text(tag: number, value: string): this {
    this.reserve(value.length + NUMBER_ROOM);
    this.tag(tag);
    this.chars(tag, value);
    this.buf[this.length++] = SOH;
    return this;
  }

  /** An integer field. Throws FieldValueError where the value is not an integer below 2^53. */
  int(tag: number, value: number): this {
    if (!Number.isSafeInteger(value)) throw new FieldValueError(tag, `${value} is not an integer`);
    this.reserve(NUMBER_ROOM);
    this.tag(tag);
    this.digits(value);
    this.buf[this.length++] = SOH;
    return this;
  }

  /** An integer count of 10^-scale units as decimal text without trailing zeros: the text of core/numbers.formatDecimal. */
  decimal(tag: number, value: number, scale: number): this {
    if (!Number.isSafeInteger(value)) throw new FieldValueError(tag, `${value} is not an integer count of units`);
    this.reserve(NUMBER_ROOM + scale);
    this.tag(tag);
    let units = value;
    let decimals = scale;
    while (decimals > 0 && units % 10 === 0) {
      units /= 10;
      decimals--;
    }
    this.digits(units, decimals);
    this.buf[this.length++] = SOH;
    return this;
  }

  /** Y or N. */
  flag(tag: number, value: boolean): this {
    this.reserve(NUMBER_ROOM);
    this.tag(tag);
    this.buf[this.length++] = value ? 89 : 78;
    this.buf[this.length++] = SOH;
    return this;
  }

  /** A UTCTimestamp with the session's precision. */
  utc(tag: number, at: Micros): this {
    this.reserve(NUMBER_ROOM + this.clock.length);
    this.tag(tag);
    this.length = this.clock.write(this.buf, this.length, at);
    this.buf[this.length++] = SOH;
    return this;
  }

  /** A length field and its data field; the value may hold an SOH. */
  data(lengthTag: number, dataTag: number, value: string): this {
    if (value === '') throw new FieldValueError(dataTag, 'is empty');
    this.int(lengthTag, value.length);
    this.reserve(value.length + NUMBER_ROOM);
    this.tag(dataTag);
    for (let i = 0; i < value.length; i++) this.char(value.charCodeAt(i));
    this.buf[this.length++] = SOH;
    return this;
  }

  /** Whole fields as they came in, Latin-1 and checked before: "55=ACME", SOH, "38=100", SOH. */
  raw(fields: string): this {
    this.reserve(fields.length);
    this.length += this.buf.latin1Write(fields, this.length);
    return this;
  }

  /** Field `index` of a view, tag and value as they came in. */
  copy(view: MessageView, index: number): this {
    const start = view.starts[index]!;
    const end = view.ends[index]!;
    this.reserve(end - start + NUMBER_ROOM);
    this.tag(view.tags[index]!);
    const from = view.buf;
    const to = this.buf;
    let at = this.length;
    for (let i = start; i < end; i++) to[at++] = from[i]!;
    to[at++] = SOH;
    this.length = at;
    return this;
  }

  /** Ends the message: BodyLength, without padding, and CheckSum. */
  end(): void {
    this.reserve(NUMBER_ROOM);
    const bodyLength = this.length - this.body;
    this.bodyLength(bodyLength);
    const buf = this.buf;
    const end = this.length;
    const sum = byteSum(buf, this.start, end);
    buf[end] = 49;
    buf[end + 1] = 48;
    buf[end + 2] = 61;
    buf[end + 3] = 48 + Math.floor(sum / 100);
    buf[end + 4] = 48 + (Math.floor(sum / 10) % 10);
    buf[end + 5] = 48 + (sum % 10);
    buf[end + 6] = SOH;
    this.length = end + 7;
    this.unfinished = false;
  }

  /** Forgets what was written; the buffer is used again. */
  clear(): void {
    this.length = 0;
    this.start = 0;
    this.unfinished = false;
  }

  /** Hands over the messages written and goes on with a new buffer: for a socket that holds the bytes a while. */
  take(): Buffer {
    this.dropUnfinished();
    const filled = this.buf.subarray(0, this.length);
    this.buf = Buffer.allocUnsafeSlow(FIRST_SIZE);
    this.clear();
    return filled;
  }

  private dropUnfinished(): void {
    if (this.unfinished) this.length = this.start;
  }

  private optionalHeader(header: HeaderOptions): void {
    if (header.possDup !== undefined) this.flag(43, header.possDup);
    if (header.possResend !== undefined) this.flag(97, header.possResend);
    if (header.origSendingTime !== undefined) this.utc(122, header.origSendingTime);
    if (header.lastMsgSeqNumProcessed !== undefined) this.int(369, header.lastMsgSeqNumProcessed);
    if (header.applVerID !== undefined) this.text(1128, header.applVerID);
  }

  /** Puts BodyLength into its place, moving the body where the length has not the digits guessed. */
  private bodyLength(value: number): void {
    const digits = value < 100 ? 2 : value < 1000 ? 3 : String(value).length;
    const shift = digits - GUESSED_DIGITS;
    if (shift !== 0) {
      this.buf.copyWithin(this.body + shift, this.body, this.length);
      this.body += shift;
      this.length += shift;
    }
    let rest = value;
    this.buf[this.body - 1] = SOH;
    for (let i = this.body - 2; i > this.body - 2 - digits; i--) {
      this.buf[i] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }
}

/** Text without control characters; most has none and is returned as it is. */
function printable(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 32) continue;
    return Array.from(text, c => (c.charCodeAt(0) < 32 ? ' ' : c))
      .join('')
      .trim();
  }
  return text;
}
