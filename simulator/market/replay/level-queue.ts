import type { OrderBook } from '../../matching/book';
import type { Lots, Ticks } from '../../matching/types';
import type { QueueModel } from '../../models/queue/queue-model';
import { TAPE } from '../tape-ledger';
import type { Level } from './level';

interface Place {
  readonly id: number;
  readonly owner: number;
  readonly leaves: Lots;
}

/**
 * `gone` lots of the tape leave a level without a trade. The queue model says from where, as each order from outside sees it in turn: the first
 * shares them out between those before and after it, the next one those that were left after the first, and so on. `price` is the book's.
 */
export function leaveQueue(book: OrderBook, level: Level, gone: Lots, by: { price: Ticks; model: QueueModel }): void {
  if (gone <= 0) return;
  const queue: Place[] = [...book.queue(level.side, by.price)];
  let left = gone;
  let start = 0;
  for (let own = nextOther(queue, start); own < queue.length && left > 0; own = nextOther(queue, start)) {
    const ahead = tapeLots(queue, start, own);
    const told = by.model.goneAhead(ahead, tapeLots(queue, own, queue.length), left);
    const part = level.whole(queue[own]!.id, told, Math.min(ahead, left));
    reduceAll(book, queue.slice(start, own), part);
    left -= part;
    start = own + 1;
  }
  reduceAll(book, queue.slice(start), left);
}

function reduceAll(book: OrderBook, queue: readonly Place[], lots: Lots): void {
  let left = lots;
  for (const place of queue) {
    const part = place.owner === TAPE ? Math.min(left, place.leaves) : 0;
    if (part > 0) book.reduce(place.id, part);
    left -= part;
  }
}

function nextOther(queue: readonly Place[], from: number): number {
  let i = from;
  while (i < queue.length && queue[i]!.owner === TAPE) i++;
  return i;
}

function tapeLots(queue: readonly Place[], from: number, to: number): Lots {
  let sum = 0;
  for (let i = from; i < to; i++) if (queue[i]!.owner === TAPE) sum += queue[i]!.leaves;
  return sum;
}
