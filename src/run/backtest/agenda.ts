import type { Micros } from '../../core/numbers';

/**
 * What goes first of what is due at one moment. The market itself goes before all of it. So a decision sees everything that had reached the
 * gateway by its time, and nothing that had not.
 */
export const RANK = { atVenue: 0, publish: 1, feed: 2, reply: 3, order: 4, timer: 5, sample: 6 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

interface Entry {
  readonly at: Micros;
  readonly rank: Rank;
  readonly seq: number;
  readonly run: (at: Micros) => void;
  over: boolean;
}

/** Things that are due, earliest first; those of one time by rank, those of one rank in the order in which they were added. A binary heap. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private seq = 0;

  /** Adds something to run at `at`; returns how to take it off again. */
  add(at: Micros, rank: Rank, run: (at: Micros) => void): () => void {
    const entry: Entry = { at, rank, seq: this.seq++, run, over: false };
    this.heap.push(entry);
    this.up(this.heap.length - 1);
    return () => {
      entry.over = true;
    };
  }

  /** When the first thing is due; undefined where nothing is. */
  nextAt(): Micros | undefined {
    while (this.heap[0]?.over) this.pop();
    return this.heap[0]?.at;
  }

  /** Runs the first thing. Throws where there is none. */
  step(): void {
    if (this.nextAt() === undefined) throw new Error('nothing is due');
    const { at, run } = this.pop();
    run(at);
  }

  private pop(): Entry {
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      this.down();
    }
    return first;
  }

  private up(from: number): void {
    const { heap } = this;
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i]!, heap[parent]!)) return;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  private down(): void {
    const { heap } = this;
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
      if (least === i) return;
      [heap[i], heap[least]] = [heap[least]!, heap[i]!];
      i = least;
    }
  }
}

const before = (a: Entry, b: Entry): boolean =>
  a.at !== b.at ? a.at < b.at : a.rank !== b.rank ? a.rank < b.rank : a.seq < b.seq;
