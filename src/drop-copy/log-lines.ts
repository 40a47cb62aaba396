/** A FIX message as a log has it. */
export interface LoggedMessage {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** `tag=value SOH` throughout, whatever stood between fields in the log. */
  readonly bytes: Buffer;
  /** What the line says before the message: a time, a session, a direction. */
  readonly before: string;
  /** BodyLength (9) or CheckSum (10) do not fit: what is wrong. Logs that hide accounts or names look so, and bytes that got lost do. */
  readonly misfit: string | undefined;
}

/** Something in a log that begins like a message and is none. */
export interface LogDamage {
  readonly line: number;
  readonly what: string;
}

/** Who gets what a log holds, in the order of the file. */
export interface LogSink {
  message(message: LoggedMessage): void;
  damaged(damage: LogDamage): void;
}

const SOH = '\x01';
const BEGIN = '8=FIX';
/** What logs put in place of SOH. */
const SEPARATORS = [SOH, '|', '^A', '<SOH>', ';'] as const;
const NEWLINE = 10;

/**
 * Cuts the text of a log into FIX messages: a message a line, or several; raw bytes with SOH, or `|`, `^A`, `<SOH>` or `;` between fields; anything may stand
 * before a message. Bytes are pushed as they come, in pieces of any size. A message whose text holds a line break is told as damaged.
 */
export class LogLines {
  private rest: Buffer = Buffer.alloc(0);
  private line = 0;

  constructor(private readonly sink: LogSink) {}

  push(chunk: Uint8Array): void {
    const bytes = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      this.read(bytes.latin1Slice(from, end));
      from = end + 1;
    }
    this.rest = bytes.subarray(from);
  }

  /** The file is over. */
  end(): void {
    if (this.rest.length > 0) this.read(this.rest.toString('latin1'));
    this.rest = Buffer.alloc(0);
  }

  private read(text: string): void {
    this.line++;
    let before = 0;
    for (let at = beginIn(text, 0); at >= 0; ) {
      const next = beginIn(text, at + BEGIN.length);
      before = at + this.messageAt(text.slice(at, next < 0 ? undefined : next), text.slice(before, at).trim());
      at = next;
    }
  }

  /** Tells of the message that `text` begins with; returns where it ended, or all of `text` where it is none. */
  private messageAt(text: string, before: string): number {
    const { line, sink } = this;
    const separator = separatorOf(text);
    const end = separator === undefined ? undefined : endOf(text, separator);
    if (separator === undefined || end === undefined) {
      sink.damaged({ line, what: separator === undefined ? 'nothing stands between fields' : 'ends before its CheckSum (10)' });
      return text.length;
    }
    const fields = text.slice(0, end).split(separator);
    const broken = fields.find(field => !/^\d+=/.test(field));
    if (broken === undefined) sink.message({ line, before, bytes: bytesOf(fields), misfit: misfitOf(fields) });
    else sink.damaged({ line, what: `'${broken.slice(0, 20)}' is not tag=value` });
    return text.startsWith(separator, end) ? end + separator.length : end;
  }
}

/** BeginString (8) with BodyLength (9) behind it, whatever is between. */
const HEAD = /8=FIXT?\.\d\.\d(?:SP\d)?(?:\x01|\||\^A|<SOH>|;)9=/y;

/** Where a message begins, from `from` on; below 0 where none does. A tag that ends in 8, such as Text (58), begins none. */
function beginIn(text: string, from: number): number {
  for (let at = text.indexOf(BEGIN, from); ; at = text.indexOf(BEGIN, at + 1)) {
    HEAD.lastIndex = at;
    if (at <= 0 || !/\d/.test(text[at - 1]!) || HEAD.test(text)) return at;
  }
}

/** What stands behind the value of BeginString (8). */
function separatorOf(text: string): string | undefined {
  const value = /^8=FIXT?[\d.]+/.exec(text)?.[0].length ?? text.length;
  return SEPARATORS.find(s => text.startsWith(s, value));
}

/** Behind the value of CheckSum (10), which is the last field. */
function endOf(text: string, separator: string): number | undefined {
  const at = text.lastIndexOf(`${separator}10=`);
  const found = at < 0 ? null : /^\d{3}(?!\d)/.exec(text.slice(at + separator.length + 3));
  return found ? at + separator.length + 6 : undefined;
}

const bytesOf = (fields: readonly string[]): Buffer => Buffer.from(fields.join(SOH) + SOH, 'latin1');

/** BodyLength (9) counts the bytes behind it up to CheckSum (10), which is the sum of all bytes before it, modulo 256. */
function misfitOf(fields: readonly string[]): string | undefined {
  const length = fields[1]?.startsWith('9=') ? Number(fields[1].slice(2)) : Number.NaN;
  const body = bytesOf(fields.slice(2, -1)).length;
  if (fields.length < 4 || length !== body) return `BodyLength (9) is ${length}, the message has ${body}`;
  const sum = bytesOf(fields.slice(0, -1)).reduce((total, byte) => total + byte, 0) % 256;
  const told = Number(fields.at(-1)!.slice(3));
  return told === sum ? undefined : `CheckSum (10) is ${told}, the bytes give ${sum}`;
}
