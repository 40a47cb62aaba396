import { nextBegin } from './begin';
import type { Owner } from './direction';
import { Frame, HEAD, LONGEST_MESSAGE } from './frame';
import type { LogSink } from './message';
import { LONGEST_PREFIX, Prefix, prefixStart } from './prefix';
import { isDigit, NEWLINE, RETURN, type Separator, standsAt } from './separators';
import { type Place, Teller } from './teller';

/** What a cutter is told of the log beside its bytes. */
export interface CutterOptions {
  /** IANA zone of stamps that name none; UTC without it. */
  readonly zone?: string | undefined;
  /** Arrows before messages say which way they went. */
  readonly arrowsMean?: boolean;
  /** Whose log it is: tells directions where the log's own words do not. */
  readonly owner?: Owner;
  /** The log holds one side only. */
  readonly direction?: 'in' | 'out';
}

const NEVER = Number.MAX_SAFE_INTEGER;
const BEGIN = Buffer.from('8=FIX');

/**
 * Cuts a log into messages: any text with messages in it, a message a line or several, or a message over several lines; SOH between fields, or what logs put in its
 * place, which may change from message to message. Bytes are pushed as they come, in pieces of any size; no more than the unfinished message is kept. Throws RangeError
 * for a zone that does not exist.
 */
export class LogCutter {
  /** Separators that were met. */
  readonly separators = new Set<Separator>();
  private separator: Separator | undefined;
  readonly prefix: Prefix;
  private readonly frame = new Frame();
  private readonly teller: Teller;
  private readonly place: Place = { line: 1, offset: 0, at: undefined, direction: undefined };
  /** What is not yet worked through is in the first bytes of `memory`, which `bytes` shows. */
  private memory = Buffer.allocUnsafe(1024);
  private bytes: Buffer = this.memory.subarray(0, 0);
  /** Byte of the log that bytes[0] is. */
  private base = 0;
  /** What is before it is done with. */
  private pos = 0;
  /** What is before it belongs to no message that is still to come. */
  private floor = 0;
  /** Lines are counted up to the line break at `breakAt`, NEVER where none is in sight; `line` is the one that it ends. */
  private breakAt = NEVER;
  private line = 1;
  private lineStart = 0;
  private lineBefore = 0;

  constructor(
    sink: LogSink,
    file = 0,
    private readonly options: CutterOptions = {},
  ) {
    this.teller = new Teller(sink, file, options.owner);
    this.prefix = new Prefix(options.zone, options.arrowsMean ?? false);
  }

  /** Takes the next bytes of the log. */
  push(chunk: Uint8Array): void {
    this.add(chunk);
    this.scan(false);
  }

  /** The log is over. */
  end(): void {
    this.scan(true);
  }

  /** Bytes that were pushed. */
  get pushed(): number {
    return this.base + this.bytes.length;
  }

  /** Lines in what was pushed; the last one counts if anything is in it. */
  get lines(): number {
    let lines = this.line;
    let start = this.lineStart;
    for (let at = this.breakAt; at !== NEVER; at = this.nextBreak(start)) {
      lines++;
      start = at + 1;
    }
    return start === this.bytes.length ? lines - 1 : lines;
  }

  private scan(final: boolean): void {
    while (this.next(final));
  }

  /** Works through the next message; false where there is none (yet). */
  private next(final: boolean): boolean {
    if (this.sameAgain(final)) return true;
    const { bytes, frame } = this;
    const begin = nextBegin(bytes, this.pos, bytes.length);
    if (begin < 0) {
      this.pos = final ? bytes.length : Math.max(this.pos, bytes.length - HEAD);
      this.countTo(this.pos);
      return false;
    }
    this.countTo(begin);
    const from = Math.max(
      this.floor,
      prefixStart(bytes, { line: this.lineStart, before: Math.max(this.lineBefore, this.floor), to: begin }),
    );
    this.prefix.read(bytes, from, begin);
    const tooLong = bytes.length - begin > LONGEST_MESSAGE;
    const found = frame.read(bytes, begin, bytes.length, final || tooLong);
    this.pos = begin;
    if (found === 'more') return false;
    if (found === 'message') this.message(begin);
    else this.damaged(begin, found, tooLong && !final);
    return true;
  }

  /** The usual case, in which much is the same as with the message before: the next one follows at once, or on the next line behind as many bytes. */
  private sameAgain(final: boolean): boolean {
    const { bytes, prefix, frame, pos } = this;
    const lineEnd = bytes[pos] === RETURN ? pos + 1 : pos;
    const from = lineEnd === this.breakAt ? lineEnd + 1 : pos;
    const begin = from + prefix.length;
    if (from === pos ? begin !== pos || this.floor !== pos : prefix.length < 0) return false;
    if (!standsAt(bytes, begin, bytes.length, BEGIN) || (begin > from && isDigit(bytes[begin - 1]!))) return false;
    if (!prefix.same(bytes, from, begin) || frame.read(bytes, begin, bytes.length, final) !== 'message') return false;
    this.countTo(begin);
    this.message(begin);
    return true;
  }

  private message(begin: number): void {
    const { bytes, frame, teller } = this;
    const place = this.placeOf(begin);
    if (frame.separator !== this.separator) this.separators.add((this.separator = frame.separator!));
    if (teller.clean(bytes, begin, frame, place)) return this.passed(frame.trailerEnd + 1);
    if (teller.judge(bytes, begin, frame, place)) return this.passed(frame.trailerEnd);
    teller.damaged(place, 'truncated', 'ends before its CheckSum (10)');
    this.passed(bytes.indexOf(NEWLINE, begin));
  }

  private damaged(begin: number, found: 'truncated' | 'separator', tooLong: boolean): void {
    const { frame, teller } = this;
    const what =
      found === 'truncated'
        ? 'ends before its CheckSum (10)'
        : 'nothing that is known as a separator stands behind BeginString (8)';
    teller.damaged(this.placeOf(begin), found, what);
    this.passed(tooLong ? frame.version : frame.next);
  }

  /** What is before `end` is done with; what a message left behind in its line is not told of the next one. */
  private passed(end: number): void {
    this.countTo(end);
    this.pos = end;
    this.floor = end;
  }

  private placeOf(begin: number): Place {
    const { place, prefix, options } = this;
    place.line = this.line;
    place.offset = this.base + begin;
    place.at = prefix.at;
    place.direction = prefix.direction ?? options.direction;
    return place;
  }

  /** Makes `line`, and where it starts, those of the byte `at`. */
  private countTo(at: number): void {
    while (this.breakAt < at) {
      this.line++;
      this.lineBefore = this.lineStart;
      this.lineStart = this.breakAt + 1;
      this.breakAt = this.nextBreak(this.lineStart);
    }
  }

  private nextBreak(from: number): number {
    const at = this.bytes.indexOf(NEWLINE, from);
    return at < 0 ? NEVER : at;
  }

  /** Puts `chunk` behind what is kept: the unfinished message, and what stands before it in its line and the one before. */
  private add(chunk: Uint8Array): void {
    const keep = Math.min(this.pos, Math.max(this.floor, this.lineBefore, this.pos - 2 * LONGEST_PREFIX));
    const kept = this.bytes.length - keep;
    const size = kept + chunk.length;
    const target = size <= this.memory.length ? this.memory : Buffer.allocUnsafe(2 * size);
    target.set(this.bytes.subarray(keep), 0);
    target.set(chunk, kept);
    this.memory = target;
    this.bytes = target.subarray(0, size);
    this.base += keep;
    this.pos -= keep;
    this.floor = Math.max(0, this.floor - keep);
    this.lineStart = Math.max(0, this.lineStart - keep);
    this.lineBefore = Math.max(0, this.lineBefore - keep);
    this.breakAt = this.breakAt === NEVER ? this.nextBreak(kept) : this.breakAt - keep;
  }
}
