import type { SessionId, SessionNumbers } from '../core/ports';

/** A stored run: its session's message numbers and where in which batch its bytes stand. */
export interface StoredRun {
  readonly first: number;
  readonly last: number;
  readonly batch: number;
  readonly offset: number;
  readonly length: number;
}

/** Where the messages of each session's current generation are stored, and its numbers. Built at the start, kept by commits. */
export class WireIndex {
  private readonly runs = new Map<SessionId, { generation: number; list: StoredRun[] }>();
  private readonly numbers_ = new Map<SessionId, SessionNumbers>();

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.numbers_.get(session);
  }

  setNumbers(session: SessionId, numbers: SessionNumbers): void {
    this.numbers_.set(session, numbers);
  }

  add(session: SessionId, generation: number, run: StoredRun): void {
    let entry = this.runs.get(session);
    if (!entry || entry.generation !== generation) {
      if (entry && entry.generation > generation) return;
      this.runs.set(session, (entry = { generation, list: [] }));
    }
    entry.list.push(run);
  }

  /** Runs of the current generation that hold any of first..last, in order. */
  find(session: SessionId, first: number, last: number): StoredRun[] {
    const entry = this.runs.get(session);
    const current = this.numbers_.get(session)?.generation;
    if (!entry || (current !== undefined && entry.generation !== current)) return [];
    const { list } = entry;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.last < first) low = middle + 1;
      else high = middle;
    }
    const found: StoredRun[] = [];
    for (let i = low; i < list.length && list[i]!.first <= last; i++) found.push(list[i]!);
    return found;
  }
}

/** Cuts a run's bytes into its messages, by BodyLength (9): yields those numbered first..last. */
export function* messagesOf(
  bytes: Uint8Array,
  run: StoredRun,
  first: number,
  last: number,
): Iterable<{ seqNum: number; bytes: Uint8Array }> {
  let at = run.offset;
  for (let n = run.first; n <= run.last; n++) {
    const end = messageEnd(bytes, at);
    if (n >= first && n <= last) yield { seqNum: n, bytes: bytes.subarray(at, end) };
    at = end;
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
