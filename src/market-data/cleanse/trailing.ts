/** The last values seen, with their median and their mean absolute deviation from it: a robust place and width that knows no future. */
export class Trailing {
  private readonly ring: Float64Array;
  private readonly sorted: Float64Array;
  private next = 0;
  size = 0;

  constructor(window: number) {
    this.ring = new Float64Array(window);
    this.sorted = new Float64Array(window);
  }

  add(value: number): void {
    if (this.size === this.ring.length) this.remove(this.ring[this.next]!);
    const at = this.placeOf(value);
    this.sorted.copyWithin(at + 1, at, this.size);
    this.sorted[at] = value;
    this.size++;
    this.ring[this.next] = value;
    this.next = (this.next + 1) % this.ring.length;
  }

  clear(): void {
    this.size = 0;
    this.next = 0;
  }

  /** The middle value, or the mean of the two middle ones; NaN of none. */
  median(): number {
    const half = this.size >> 1;
    return this.size % 2 === 1 ? this.sorted[half]! : (this.sorted[half - 1]! + this.sorted[half]!) / 2;
  }

  /** Mean distance of the values from a place. */
  deviation(from: number): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += Math.abs(this.sorted[i]! - from);
    return sum / this.size;
  }

  private remove(value: number): void {
    const at = this.placeOf(value);
    this.sorted.copyWithin(at, at + 1, this.size);
    this.size--;
  }

  /** Index of the first value that is not below. */
  private placeOf(value: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
