import type { DamageKind } from '../read/message';

/** What may be inconsistent in what logs say, besides damage; docs/replay.md says what each means. */
export type Inconsistency =
  | 'not-read'
  | 'unknown-order'
  | 'fill-without-order'
  | 'unknown-trade'
  | 'duplicate-clordid'
  | 'exec-id-reused'
  | 'copy-unmarked'
  | 'overfill'
  | 'transition'
  | 'status-contradicts'
  | 'cum-qty-contradicts'
  | 'leaves-qty-contradicts'
  | 'avg-px-contradicts'
  | 'value-unreadable'
  | 'sequence-gap'
  | 'sequence-reused'
  | 'message-repeated'
  | 'clock-backwards'
  | 'stamp-backwards';

export type FindingKind = DamageKind | Inconsistency;

/** One thing that is wrong: where it stands, and of which order. */
export interface Finding {
  readonly kind: FindingKind;
  /** Place in the list of files that were read. */
  readonly file: number;
  /** From 1. */
  readonly line: number;
  /** Byte of the (unpacked) file at which the message begins: a store has no lines. */
  readonly offset: number;
  /** ClOrdID (11) of the order's first message; undefined where it is of none. */
  readonly order: string | undefined;
  readonly what: string;
}

/** Of a kind so many are kept; the others are counted. */
export const MOST_KEPT = 1_000;

/** What is wrong with logs: each counted by its kind, the first of each kind kept. */
export class Findings {
  readonly kept: Finding[] = [];
  private readonly byKind = new Map<FindingKind, number>();
  private file = 0;
  private line = 0;
  private offset = 0;

  /** What is added from now on stands there. */
  at(file: number, line: number, offset = 0): void {
    this.file = file;
    this.line = line;
    this.offset = offset;
  }

  add(kind: FindingKind, what: string, order?: string): void {
    const count = (this.byKind.get(kind) ?? 0) + 1;
    this.byKind.set(kind, count);
    if (count <= MOST_KEPT) this.kept.push({ kind, file: this.file, line: this.line, offset: this.offset, order, what });
  }

  /** How many of each kind there are, of those that there are. */
  get counts(): Partial<Record<FindingKind, number>> {
    return Object.fromEntries(this.byKind);
  }
}
