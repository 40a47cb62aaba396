/** Items a block holds: appending never copies what is there, and dropping the oldest frees whole blocks. */
const BLOCK = 1024;

/** A queue that grows at its end and is dropped from its start, in constant time for each item, whatever its length. */
export class Backlog<T> implements Iterable<T> {
  private blocks: T[][] = [];
  /** Items of the first block that were dropped. */
  private dropped = 0;
  length = 0;

  push(item: T): void {
    const last = this.blocks.at(-1);
    if (last && last.length < BLOCK) last.push(item);
    else this.blocks.push([item]);
    this.length++;
  }

  /** The item `index` places behind the oldest; undefined past the end. */
  at(index: number): T | undefined {
    const place = this.dropped + index;
    return this.blocks[Math.floor(place / BLOCK)]?.[place % BLOCK];
  }

  /** The oldest items, at most `count`. */
  first(count: number): T[] {
    const items: T[] = [];
    for (let i = 0; i < count && i < this.length; i++) items.push(this.at(i)!);
    return items;
  }

  /** Drops the oldest `count` items; throws where there are fewer. */
  drop(count: number): void {
    if (count > this.length) throw new RangeError(`${count} of ${this.length} items cannot be dropped`);
    this.length -= count;
    this.dropped += count;
    const whole = Math.floor(this.dropped / BLOCK);
    this.blocks.splice(0, whole);
    this.dropped -= whole * BLOCK;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.length; i++) yield this.at(i)!;
  }
}
