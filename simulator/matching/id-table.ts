/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { imul } = Math;
const GOLDEN = 0x9e3779b1;

/** Order id -> slot: open addressing with linear probing on typed arrays, at most half full. Ids are safe integers of either sign. */
export class IdTable {
  private ids: Float64Array;
  /** Slot + 1; 0 marks a free cell. */
  private cells: Int32Array;
  private shift: number;
  private count = 0;

  constructor(bits = 10) {
    this.ids = new Float64Array(1 << bits);
    this.cells = new Int32Array(1 << bits);
    this.shift = 32 - bits;
  }

  /** The slot of an id, or -1. */
  get(id: number): number {
    const mask = this.cells.length - 1;
    for (let i = this.home(id); ; i = (i + 1) & mask) {
      const cell = this.cells[i]!;
      if (cell === 0) return -1;
      if (this.ids[i] === id) return cell - 1;
    }
  }

  /** Adds an id that is not in the table. */
  add(id: number, slot: number): void {
    if (++this.count * 2 > this.cells.length) this.grow();
    this.put(id, slot + 1);
  }

  /** Removes an id; closes the gap so that no tombstone is left behind. */
  remove(id: number): void {
    const mask = this.cells.length - 1;
    let gap = this.home(id);
    while (this.ids[gap] !== id || this.cells[gap] === 0) {
      if (this.cells[gap] === 0) return;
      gap = (gap + 1) & mask;
    }
    for (let i = (gap + 1) & mask; this.cells[i] !== 0; i = (i + 1) & mask) {
      const distance = (i - this.home(this.ids[i]!)) & mask;
      if (distance < ((i - gap) & mask)) continue;
      this.ids[gap] = this.ids[i]!;
      this.cells[gap] = this.cells[i]!;
      gap = i;
    }
    this.cells[gap] = 0;
    this.count--;
  }

  private home(id: number): number {
    return imul((id | 0) ^ imul((id / 4294967296) | 0, 31), GOLDEN) >>> this.shift;
  }

  private put(id: number, cell: number): void {
    const mask = this.cells.length - 1;
    let i = this.home(id);
    while (this.cells[i] !== 0) i = (i + 1) & mask;
    this.ids[i] = id;
    this.cells[i] = cell;
  }

  private grow(): void {
    const { ids, cells } = this;
    this.ids = new Float64Array(ids.length * 2);
    this.cells = new Int32Array(cells.length * 2);
    this.shift--;
    for (let i = 0; i < cells.length; i++) if (cells[i] !== 0) this.put(ids[i]!, cells[i]!);
  }
}
