/** The values a field may have, asked by bytes without making a string of the common short ones. */
export class ValueSet {
  private readonly single = new Uint8Array(256);
  /** Values of two to four characters as one integer, first character highest. */
  private readonly short = new Set<number>();
  private readonly long = new Set<string>();

  /** `openFrom`: any integer from this one up is allowed besides (0: none is), as in the standard's ranges reserved for users. */
  constructor(
    values: readonly string[],
    private readonly openFrom: number,
  ) {
    for (const value of values) {
      if (value.length === 1) this.single[value.charCodeAt(0)] = 1;
      else if (value.length <= 4) this.short.add(pack(Buffer.from(value, 'latin1'), 0, value.length));
      else this.long.add(value);
    }
  }

  /** Whether buf[start..end) is one of the values. */
  has(buf: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length === 1) return this.single[buf[start]!] === 1;
    if (length <= 4 ? this.short.has(pack(buf, start, end)) : this.long.size > 0 && this.long.has(buf.latin1Slice(start, end)))
      return true;
    return this.openFrom > 0 && this.isOpen(buf, start, end);
  }

  /** Whether each of the values in buf[start..end), parted by single spaces, is one of the values. */
  hasAll(buf: Buffer, start: number, end: number): boolean {
    let from = start;
    for (let i = start; i <= end; i++) {
      if (i < end && buf[i] !== 32) continue;
      if (!this.has(buf, from, i)) return false;
      from = i + 1;
    }
    return true;
  }

  private isOpen(buf: Buffer, start: number, end: number): boolean {
    let value = 0;
    for (let i = start; i < end; i++) {
      const c = buf[i]! - 48;
      if (c < 0 || c > 9) return false;
      value = value * 10 + c;
    }
    return value >= this.openFrom;
  }
}

function pack(buf: Buffer, start: number, end: number): number {
  let packed = 0;
  for (let i = start; i < end; i++) packed = (packed << 8) | buf[i]!;
  return packed;
}
