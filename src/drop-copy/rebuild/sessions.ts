import type { Micros } from '../../core/numbers';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { LoggedMessage } from '../read/message';
import { Direction, type SessionView } from './direction';
import type { Findings } from './findings';
import { printOfMessage } from './print';

/** So many directions are compared with a message's bytes, before texts are made of them. */
const FEW = 8;

/** Whether a field has that value. */
function reads({ buf, starts, ends }: MessageView, field: number, text: string): boolean {
  const start = starts[field]!;
  if (ends[field]! - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (buf[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Every session of the logs, a direction an entry: counts what it sees, and says which messages were there before. */
export class Sessions {
  private readonly bySender = new Map<string, Map<string, Direction>>();
  private readonly listed: Direction[] = [];
  /** SendingTime (52) of the message that was taken last. */
  sent: Micros | undefined;
  /** Whether the message that was taken last is a resend (43=Y) under a number that another message had: its original may not be in the log. */
  doubtful = false;
  /** Latest stamp of each file. */
  private readonly stamps: number[] = [];

  constructor(private readonly findings: Findings) {}

  /** The direction from one CompID to another. */
  of(sender: string, target: string): Direction {
    const targets = this.bySender.get(sender) ?? new Map<string, Direction>();
    const known = targets.get(target);
    if (known) return known;
    const made = new Direction(this.listed.length, sender, target);
    for (const { senderId } of targets.values()) made.senderId = senderId;
    this.bySender.set(sender, targets);
    targets.set(target, made);
    this.listed.push(made);
    return made;
  }

  /** The direction of a message; undefined where it has no CompIDs (49, 56). */
  between(view: MessageView): Direction | undefined {
    const { listed } = this;
    const [from, to] = [view.find(Tag.SenderCompID), view.find(Tag.TargetCompID)];
    if (from < 0 || to < 0) return undefined;
    for (let i = 0; i < listed.length && i < FEW; i++) {
      const d = listed[i]!;
      if (reads(view, from, d.sender) && reads(view, to, d.target)) return d;
    }
    return this.of(view.textAt(from), view.textAt(to));
  }

  /** The other way of a session. */
  backOf(direction: Direction): Direction {
    direction.back ??= this.of(direction.target, direction.sender);
    return direction.back;
  }

  /** Every direction there is, those to `target` first. */
  to(target: string): Direction[] {
    return [...this.listed.filter(d => d.target === target), ...this.listed.filter(d => d.target !== target)];
  }

  views(): SessionView[] {
    return this.listed.filter(d => d.messages > 0).map(d => d.view());
  }

  /** Takes a message; false where it was counted before (a resend, a repeat, the log of the other end). */
  take(direction: Direction, view: MessageView, message: LoggedMessage): boolean {
    const sent = view.utcMicros(Tag.SendingTime);
    this.sent = sent;
    this.doubtful = false;
    this.stamped(message);
    const fresh = this.numbered(direction, view, message);
    const late = message.at === undefined || sent === undefined ? undefined : message.at - sent;
    if (late !== undefined && !view.flag(Tag.PossDupFlag)) (fresh ? direction.lateness : direction.latenessThere).add(late);
    if (!fresh) return false;
    if (direction.version === '') direction.version = view.text(Tag.BeginString) ?? '';
    direction.count(view.msgType);
    if (view.flag(Tag.PossResend)) direction.possResends++;
    this.timed(direction, view, sent ?? message.at, sent);
    this.administered(direction, view);
    return true;
  }

  private stamped({ at, file }: LoggedMessage): void {
    if (at === undefined) return;
    const last = this.stamps[file];
    if (last !== undefined && at < last)
      this.findings.add('stamp-backwards', `the log's stamp is ${last - at} us before the one before it`);
    this.stamps[file] = at;
  }

  private timed(d: Direction, view: MessageView, at: Micros | undefined, sent: Micros | undefined): void {
    if (at !== undefined) {
      d.first ??= at;
      d.last = at;
    }
    if (sent === undefined || view.flag(Tag.PossDupFlag)) return;
    if (sent < d.sentLast)
      this.findings.add('clock-backwards', `SendingTime (52) is ${d.sentLast - sent} us before that of the message before`);
    d.sentLast = sent;
  }

  /** What MsgSeqNum (34) says: whether the message is new. */
  private numbered(d: Direction, view: MessageView, { file }: LoggedMessage): boolean {
    const n = view.int(Tag.MsgSeqNum);
    if (n === undefined || n < 0) return true;
    const print = printOfMessage(view);
    const gapFill = view.msgType === '4' && view.flag(Tag.GapFillFlag);
    if (view.msgType === '4' && !gapFill) return this.renumbered(d, view, n, print);
    const again = view.flag(Tag.PossDupFlag);
    const place = again ? d.sequence.resent(n, print, file) : d.sequence.take(n, print, file, beginsAnew(view, n));
    this.doubtful = again && place === 'reused';
    const fresh = again ? place === 'new' : this.placed(place, n, d);
    if (again) d.possDups++;
    if (gapFill) d.sequence.fill(n, view.int(Tag.NewSeqNo) ?? n + 1, print);
    if (gapFill && fresh) d.gapFills++;
    return fresh;
  }

  /** SequenceReset (4) without GapFillFlag (123): its own number means nothing. */
  private renumbered(d: Direction, view: MessageView, n: number, print: number): boolean {
    const fresh = d.sequence.renumber(view.int(Tag.NewSeqNo) ?? n + 1, print);
    if (fresh) d.sequenceResets++;
    return fresh;
  }

  private placed(place: ReturnType<Direction['sequence']['take']>, n: number, d: Direction): boolean {
    const { gapFrom, gapTo } = d.sequence;
    switch (place) {
      case 'gap':
        this.findings.add(
          'sequence-gap',
          `${d.name}: MsgSeqNum (34) ${gapFrom}${gapTo - gapFrom > 1 ? ` to ${gapTo - 1}` : ''} missing`,
        );
        return true;
      case 'reused':
        this.findings.add('sequence-reused', `${d.name}: MsgSeqNum (34) ${n} was another message's`);
        return true;
      case 'repeated':
        d.repeated++;
        this.findings.add('message-repeated', `${d.name}: MsgSeqNum (34) ${n} stands here once more, byte for byte`);
        return false;
      case 'other-end':
        d.otherEnd++;
        return false;
      case 'jump':
        this.findings.add(
          'sequence-gap',
          `${d.name}: MsgSeqNum (34) ${n} is far ahead: no gap is counted unless the next one follows it`,
        );
        return true;
      default:
        return true;
    }
  }

  private administered(d: Direction, view: MessageView): void {
    switch (view.msgType) {
      case 'A': {
        d.logons++;
        if (!d.left) d.cuts++;
        d.left = false;
        return;
      }
      case '5':
        d.loggedOut(view.text(Tag.Text) ?? '');
        d.left = true;
        this.backOf(d).left = true;
        return;
      default:
    }
  }
}

/** A Logon (A) may begin the numbers anew: the first number, or ResetSeqNumFlag (141), says so. */
const beginsAnew = (view: MessageView, n: number): boolean => view.msgType === 'A' && (n === 1 || view.flag(Tag.ResetSeqNumFlag));
