/** Bytes of a number. */
const WIDTH = 8;
/** Stands for the length of a text that is not there. */
const NONE = -1;

/**
 * Numbers and texts as bytes: the numbers in front, 8 bytes each, the characters of all texts behind. Texts are Latin-1, as fields of FIX are read; one
 * that is not throws a RangeError. What is read comes in the order in which it was written.
 */
export class Pack {
  private numbers = new Float64Array(256);
  private chars: Buffer = Buffer.allocUnsafe(4_096);
  private count = 0;
  private used = 0;

  /** Begins anew, for writing. */
  clear(): void {
    this.count = 1; // the first says how many numbers there are
    this.used = 0;
  }

  /** A number, or undefined; NaN comes back as undefined. */
  number(n: number | undefined): void {
    if (this.count === this.numbers.length) this.numbers = doubled(this.numbers);
    this.numbers[this.count++] = n ?? Number.NaN;
  }

  text(text: string | undefined): void {
    this.number(text === undefined ? NONE : text.length);
    if (text === undefined) return;
    if (this.used + text.length > this.chars.length) {
      this.chars = Buffer.concat([this.chars], 2 * (this.chars.length + text.length));
    }
    const { chars } = this;
    let at = this.used;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c > 0xff) throw new RangeError('a text of a message is not Latin-1');
      chars[at++] = c;
    }
    this.used = at;
  }

  /** What was written. */
  bytes(): Buffer {
    const { numbers, count, used } = this;
    numbers[0] = count;
    const bytes = Buffer.allocUnsafe(WIDTH * count + used);
    bytes.set(new Uint8Array(numbers.buffer, 0, WIDTH * count));
    this.chars.copy(bytes, WIDTH * count, 0, used);
    return bytes;
  }

  /** Begins to read what `bytes` gave. */
  open(bytes: Buffer): void {
    const count = bytes.readDoubleLE(0);
    while (this.numbers.length < count) this.numbers = doubled(this.numbers);
    new Uint8Array(this.numbers.buffer).set(bytes.subarray(0, WIDTH * count));
    this.chars = bytes.subarray(WIDTH * count);
    this.count = 1;
    this.used = 0;
  }

  nextNumber(): number {
    return this.numbers[this.count++]!;
  }

  nextMaybe(): number | undefined {
    const n = this.nextNumber();
    return Number.isNaN(n) ? undefined : n;
  }

  nextText(): string {
    return this.nextMaybeText() ?? '';
  }

  nextMaybeText(): string | undefined {
    const length = this.nextNumber();
    if (length === NONE) return undefined;
    this.used += length;
    return this.chars.latin1Slice(this.used - length, this.used);
  }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * numbers.length);
  more.set(numbers);
  return more;
}
