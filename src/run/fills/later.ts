import type { Micros } from '../../core/numbers';

interface Waiting {
  readonly due: Micros;
  readonly symbol: string;
  readonly then: (mid: number) => void;
}

/** Looks at the mid once more, a while after: as it stands at that moment, whatever comes behind it. */
export class Later {
  /** By how long they wait: each queue is in the order of its times. */
  private readonly queues = new Map<number, Waiting[]>();

  constructor(private readonly midOf: (symbol: string) => number) {}

  /** `wait`: names the queue, whose times never fall. */
  add(wait: number, due: Micros, symbol: string, then: (mid: number) => void): void {
    const queue = this.queues.get(wait);
    if (queue) queue.push({ due, symbol, then });
    else this.queues.set(wait, [{ due, symbol, then }]);
  }

  /** Tells those that are due before `at`. */
  settle(at: Micros): void {
    for (const queue of this.queues.values())
      while (queue.length > 0 && queue[0]!.due < at) {
        const { symbol, then } = queue.shift()!;
        then(this.midOf(symbol));
      }
  }
}
