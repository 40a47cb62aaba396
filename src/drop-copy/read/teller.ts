import { isBeginString } from './begin';
import type { Owner } from './direction';
import { Converted, NOT_FIELDS, numberAt, type Raw, sumOfFields } from './fields';
import type { Frame } from './frame';
import type { DamageKind, LoggedMessage, LogSink, Misfit } from './message';
import { BLANK, NEWLINE, SOH, SOH_SEPARATOR, standsAt } from './separators';

/** Bytes of CheckSum (10): its tag, `=` and three digits. */
const CHECK_SUM = 6;

/** Where something stands in a log, and what the log says before it. */
export type Place = Pick<LoggedMessage, 'line' | 'offset' | 'at' | 'direction'>;

/** Checks messages that were found and tells a sink of them, their fields ended by SOH, and of what is wrong with them. */
export class Teller {
  private readonly converted = new Converted();
  private readonly message: LoggedMessage;
  /** The BeginString (8) with which a message began last, where it was a good one. */
  private begun: Buffer = Buffer.alloc(0);

  constructor(
    private readonly sink: LogSink,
    private readonly file: number,
    /** Whose log it is: tells directions where the log's own words do not. */
    private readonly owner: Owner | undefined,
  ) {
    this.message = {
      buf: this.begun,
      start: 0,
      end: 0,
      file,
      line: 1,
      offset: 0,
      at: undefined,
      direction: undefined,
      misfit: undefined,
    };
  }

  /** Tells of the message in buf[begin..frame.trailerEnd) if nothing at all is wrong with it and its bytes need no change; else does nothing and returns false. */
  clean(buf: Buffer, begin: number, frame: Frame, place: Place): boolean {
    const { trailer, trailerEnd } = frame;
    if (!frame.fits || frame.separator !== SOH_SEPARATOR || buf[trailerEnd] !== SOH || trailerEnd - trailer !== CHECK_SUM)
      return false;
    if (sumOfFields(buf, begin, trailer) !== numberAt(buf, trailer + 3, trailerEnd)) return false;
    if (!this.goodBegin(buf, begin, frame.version)) return false;
    this.tell(buf, [begin, trailerEnd + 1], place, undefined);
    return true;
  }

  /**
   * Tells of the message in buf[begin..frame.trailerEnd), or of why it is none. False where it begins in one line and ends in another that does not belong to it:
   * nothing was told then.
   */
  judge(buf: Buffer, begin: number, frame: Frame, place: Place): boolean {
    const { converted } = this;
    const raw: Raw = { buf, start: begin, end: frame.trailerEnd, separator: frame.separator!.bytes, joined: false };
    converted.take(raw);
    let wrongs = this.wrongs(frame);
    const broken = wrongs[0]?.kind === 'body-length' && breaks(buf, begin, frame.trailer);
    if (broken) {
      raw.joined = true;
      converted.take(raw);
      wrongs = this.wrongs(frame);
      if (wrongs[0]?.kind === 'body-length') return false;
    }
    const [first] = wrongs;
    if (first?.kind === 'field' || (first?.kind === 'body-length' && converted.kept > 0)) {
      this.damaged(place, 'field', 'a stretch between two separators is not tag=value');
      return true;
    }
    if (broken) this.damaged(place, 'line-break', 'a line break stands in the message, which BodyLength (9) does not count');
    this.oddities(buf, begin, frame, place);
    for (const { kind, what } of wrongs) this.damaged(place, kind, what);
    this.tell(converted.buf, [0, converted.length], place, first?.kind);
    return true;
  }

  /** Tells of something wrong at a place of the log. */
  damaged({ line, offset }: Place, kind: DamageKind, what: string): void {
    this.sink.damaged({ file: this.file, line, offset, kind, what });
  }

  private tell(buf: Buffer, [start, end]: readonly [number, number], place: Place, misfit: Misfit | undefined): void {
    const { message } = this;
    message.buf = buf;
    message.start = start;
    message.end = end;
    message.line = place.line;
    message.offset = place.offset;
    message.at = place.at;
    message.direction = place.direction ?? this.owner?.directionOf(buf, start, end);
    message.misfit = misfit;
    this.sink.message(message);
  }

  /** What does not stop a message from being read. */
  private oddities(buf: Buffer, begin: number, frame: Frame, place: Place): void {
    if (!this.goodBegin(buf, begin, frame.version)) this.damaged(place, 'begin-string', 'BeginString (8) is none of FIX');
    const ended = standsAt(buf, frame.trailerEnd, buf.length, frame.separator!.bytes);
    if (!ended) this.damaged(place, 'delimiter', 'nothing ends the field CheckSum (10)');
  }

  private goodBegin(buf: Buffer, begin: number, end: number): boolean {
    if (end - begin === this.begun.length && standsAt(buf, begin, end, this.begun)) return true;
    if (buf[begin + 2] === BLANK || !isBeginString(buf, begin + 2, end)) return false;
    this.begun = Buffer.from(buf.subarray(begin, end));
    return true;
  }

  /** What of BodyLength (9) and CheckSum (10) does not fit the converted message, or that it is none. */
  private wrongs(frame: Frame): readonly { kind: Misfit | 'field'; what: string }[] {
    const { buf, length } = this.converted;
    const trailer = length - 1 - (frame.trailerEnd - frame.trailer);
    const sum = sumOfFields(buf, 0, trailer);
    if (sum === NOT_FIELDS) return [{ kind: 'field', what: '' }];
    const wrongs: { kind: Misfit; what: string }[] = [];
    const { told } = frame;
    const has = trailer - buf.indexOf(SOH, buf.indexOf(SOH) + 1) - 1;
    if (told < 0) wrongs.push({ kind: 'body-length', what: 'BodyLength (9) is not the second field' });
    else if (told !== has) wrongs.push({ kind: 'body-length', what: `BodyLength (9) is ${told}, the message has ${has}` });
    const checkSum = numberAt(buf, trailer + 3, length - 1);
    if (length - 1 - trailer !== CHECK_SUM) wrongs.push({ kind: 'checksum', what: 'CheckSum (10) is not three digits' });
    else if (checkSum !== sum) wrongs.push({ kind: 'checksum', what: `CheckSum (10) is ${checkSum}, the bytes give ${sum}` });
    return wrongs;
  }
}

function breaks(buf: Buffer, start: number, end: number): boolean {
  const at = buf.indexOf(NEWLINE, start);
  return at >= 0 && at < end;
}
