import type { Micros } from '../../core/numbers';

/** Missing inbound messages that we asked for. */
export interface Gap {
  /** Number of the last missing message; the one behind it is held. */
  last: number;
  /** Last number of the part asked for; `last` unless requests are cut into chunks. */
  askedTo: number;
  /** When we last asked, or last saw one of the missing messages. */
  progressAt: Micros;
  /** Requests without an answer since then. */
  tries: number;
}

const MOST_MESSAGES = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Messages that came before their turn, by MsgSeqNum. Bounded: one that does not fit is let go, because it is asked for again when
 * its turn comes.
 */
export class HeldMessages {
  private readonly byNumber = new Map<number, Buffer>();
  private bytes = 0;

  get size(): number {
    return this.byNumber.size;
  }

  /** Keeps a copy of buf[start..end). */
  add(seqNum: number, buf: Buffer, start: number, end: number): void {
    if (this.byNumber.has(seqNum) || this.byNumber.size >= MOST_MESSAGES || this.bytes + end - start > MOST_BYTES) return;
    this.byNumber.set(seqNum, Buffer.from(buf.subarray(start, end)));
    this.bytes += end - start;
  }

  /** Takes the message with this number out. */
  take(seqNum: number): Buffer | undefined {
    const message = this.byNumber.get(seqNum);
    if (message === undefined) return undefined;
    this.byNumber.delete(seqNum);
    this.bytes -= message.length;
    return message;
  }

  /** Lets go of everything before `seqNum`: a gap fill went over it. */
  dropBefore(seqNum: number): void {
    for (const n of this.byNumber.keys()) if (n < seqNum) this.take(n);
  }

  /** The smallest number held; meaningless when nothing is. */
  lowest(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const n of this.byNumber.keys()) least = Math.min(least, n);
    return least;
  }

  clear(): void {
    this.byNumber.clear();
    this.bytes = 0;
  }
}
