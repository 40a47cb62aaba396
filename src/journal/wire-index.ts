import type { SessionId, SessionNumbers } from '../core/ports';

/** How a batch's wire bytes are cut: a run of a session's messages, one behind another. */
export type Run = readonly [session: SessionId, generation: number, first: number, last: number, length: number];

/** The wire part of a batch: its runs, and the bytes of all of them in that order. */
export interface StoredWire {
  readonly runs: readonly Run[];
  readonly bytes: Uint8Array;
}

/** A mark stands at least every so many runs of a session, and where its last one is more than so many batches back. */
const RUNS_APART = 16;
const BATCHES_APART = 64;

/** Where a session's messages stand: of some runs the first number and the batch. */
interface Marks {
  readonly generation: number;
  readonly firsts: number[];
  readonly batches: number[];
  /** Runs since the last mark. */
  since: number;
}

/**
 * Numbers of each session, and marks by which the batch of a message is found, of its current generation. Built at the start, kept by
 * commits; small enough to be held for as long as a journal lasts.
 */
export class WireIndex {
  private readonly marks = new Map<SessionId, Marks>();
  private readonly numbers_ = new Map<SessionId, SessionNumbers>();

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.numbers_.get(session);
  }

  setNumbers(session: SessionId, numbers: SessionNumbers): void {
    this.numbers_.set(session, numbers);
  }

  /** A run of messages from number `first` on is in `batch`. Batches come in order. */
  add(session: SessionId, generation: number, first: number, batch: number): void {
    let marks = this.marks.get(session);
    if (!marks || marks.generation !== generation) {
      if (marks && marks.generation > generation) return;
      this.marks.set(session, (marks = { generation, firsts: [], batches: [], since: RUNS_APART }));
    }
    const far = batch - (marks.batches.at(-1) ?? 0) > BATCHES_APART;
    if (++marks.since < RUNS_APART && !far) return;
    marks.since = 0;
    marks.firsts.push(first);
    marks.batches.push(batch);
  }

  /**
   * Messages first..last of the session's current generation, in order, those that are stored. `wireOf` gives the wire part of a batch,
   * undefined where it has none; `lastBatch` is the newest there is.
   */
  *messages(
    session: SessionId,
    [first, last]: readonly [number, number],
    wireOf: (batch: number) => StoredWire | undefined,
    lastBatch: number,
  ): Iterable<{ seqNum: number; bytes: Uint8Array }> {
    const marks = this.marks.get(session);
    const current = this.numbers_.get(session)?.generation;
    if (!marks || (current !== undefined && marks.generation !== current)) return;
    const { generation, firsts, batches } = marks;
    let next = first;
    for (let k = markOf(firsts, first); k < firsts.length && (k === 0 || firsts[k]! <= last); k++) {
      // a run further from its mark than that has a mark of its own
      const end = Math.min(batches[k]! + BATCHES_APART, batches[k + 1] ?? lastBatch, lastBatch);
      for (let batch = batches[k]!; batch <= end && next <= last; batch++) {
        const wire = wireOf(batch);
        if (!wire) continue;
        for (const message of messagesOf(wire, session, generation)) {
          if (message.seqNum < next || message.seqNum > last) continue;
          yield message;
          next = message.seqNum + 1;
        }
      }
    }
  }
}

/** The last mark at or before message `n`; the first one where none is. */
function markOf(firsts: readonly number[], n: number): number {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle]! <= n) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Cuts the runs of a session into messages, by BodyLength (9); without a generation those of every one. */
export function* messagesOf(
  wire: StoredWire,
  session: SessionId,
  generation?: number,
): Iterable<{ seqNum: number; bytes: Uint8Array }> {
  let offset = 0;
  for (const [of, ofGeneration, first, last, length] of wire.runs) {
    if (of === session && (generation === undefined || ofGeneration === generation)) {
      let at = offset;
      for (let n = first; n <= last; n++) {
        const end = messageEnd(wire.bytes, at);
        yield { seqNum: n, bytes: wire.bytes.subarray(at, end) };
        at = end;
      }
    }
    offset += length;
  }
}

const SOH = 1;
/** "10=nnn" and its SOH. */
const TRAILER = 7;

/** End of the message that starts at `at`: after 8=...|9=length| come `length` bytes and the checksum. */
function messageEnd(bytes: Uint8Array, at: number): number {
  let i = bytes.indexOf(SOH, at) + 3;
  let length = 0;
  for (; bytes[i] !== SOH; i++) length = length * 10 + (bytes[i]! - 48);
  return i + 1 + length + TRAILER;
}
