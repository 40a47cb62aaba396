import type { LogDamage, LoggedMessage, LogSink } from './message';
import { timeOf } from './time';

/** What a piece of a log holds, kept until it is its turn among other logs. */
export class Batch implements LogSink {
  private bytes = Buffer.allocUnsafe(1 << 18);
  private used = 0;
  private readonly messages: LoggedMessage[] = [];
  private readonly times: number[] = [];
  private count = 0;
  private head = 0;
  /** What is told before the message at a place. */
  private damages: { readonly before: number; readonly damage: LogDamage }[] = [];
  private damageHead = 0;
  /** Time of the message that came last: one without a time belongs behind it. */
  private last = Number.NEGATIVE_INFINITY;

  message(message: LoggedMessage): void {
    const length = message.end - message.start;
    if (this.used + length > this.bytes.length) this.grow(length);
    message.buf.copy(this.bytes, this.used, message.start, message.end);
    this.keep(message, length);
    this.used += length;
    this.last = timeOf(message) ?? this.last;
    this.times[this.count++] = this.last;
  }

  damaged(damage: LogDamage): void {
    this.damages.push({ before: this.count, damage });
  }

  /** Time of the message whose turn it is; undefined where there is none. */
  get time(): number | undefined {
    return this.head < this.count ? this.times[this.head]! : undefined;
  }

  /** Tells of the message whose turn it is, and of the damage before it. */
  tellOne(sink: LogSink): void {
    this.tellDamages(sink);
    sink.message(this.messages[this.head++]!);
  }

  /** Tells of the damage that no message follows (yet), and makes room for the next piece. */
  empty(sink: LogSink): void {
    this.tellDamages(sink);
    this.used = 0;
    this.count = 0;
    this.head = 0;
    this.damages = [];
    this.damageHead = 0;
  }

  private tellDamages(sink: LogSink): void {
    const { damages, head } = this;
    while (this.damageHead < damages.length && damages[this.damageHead]!.before <= head)
      sink.damaged(damages[this.damageHead++]!.damage);
  }

  private keep(message: LoggedMessage, length: number): void {
    const kept = (this.messages[this.count] ??= { ...message });
    kept.buf = this.bytes;
    kept.start = this.used;
    kept.end = this.used + length;
    kept.file = message.file;
    kept.line = message.line;
    kept.offset = message.offset;
    kept.at = message.at;
    kept.direction = message.direction;
    kept.misfit = message.misfit;
  }

  /** Messages that are kept already stay where they are. */
  private grow(length: number): void {
    this.bytes = Buffer.allocUnsafe(2 * Math.max(this.bytes.length, length));
    this.used = 0;
  }
}
