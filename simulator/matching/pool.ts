import type { Side } from './types';

/** A copy of a typed array with twice its length. */
export function doubled<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  const bigger = new (array.constructor as new (n: number) => T)(array.length * 2);
  bigger.set(array);
  return bigger;
}

/** Resting orders, a slot each, one column a field. `next` and `prev` link the queue of a level; a free slot's `next` is the next free one. */
export class OrderPool {
  id = new Float64Array(1024);
  leaves = new Float64Array(1024);
  owner = new Int32Array(1024);
  side = new Uint8Array(1024);
  /** Level slot within the order's side. */
  level = new Int32Array(1024);
  next = new Int32Array(1024);
  prev = new Int32Array(1024);
  private free = -1;
  private used = 0;

  /** A slot that holds the order, linked nowhere yet. */
  take(id: number, owner: number, side: Side, leaves: number): number {
    let slot = this.free;
    if (slot >= 0) this.free = this.next[slot]!;
    else {
      if (this.used === this.id.length) this.grow();
      slot = this.used++;
    }
    this.id[slot] = id;
    this.owner[slot] = owner;
    this.side[slot] = side;
    this.leaves[slot] = leaves;
    return slot;
  }

  release(slot: number): void {
    this.next[slot] = this.free;
    this.free = slot;
  }

  private grow(): void {
    this.id = doubled(this.id);
    this.leaves = doubled(this.leaves);
    this.owner = doubled(this.owner);
    this.side = doubled(this.side);
    this.level = doubled(this.level);
    this.next = doubled(this.next);
    this.prev = doubled(this.prev);
  }
}
