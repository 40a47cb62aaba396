/** Bits of the filter: with a million keys it takes a strange one for known about once in 6,000. */
const BITS = 1 << 25;
const PROBES = 4;

/**
 * A Bloom filter over texts: `has` is false for most texts that were never added and true for every one that was. Its size (4 MiB) does
 * not grow. B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970.
 */
export class KeyFilter {
  private readonly words = new Uint32Array(BITS >>> 5);
  private empty = true;

  add(key: string): void {
    this.empty = false;
    const { first, step } = hashes(key);
    for (let i = 0, at = first; i < PROBES; i++, at += step) {
      const bit = (at >>> 0) % BITS;
      this.words[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  has(key: string): boolean {
    if (this.empty) return false;
    const { first, step } = hashes(key);
    for (let i = 0, at = first; i < PROBES; i++, at += step) {
      const bit = (at >>> 0) % BITS;
      if ((this.words[bit >>> 5]! & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** Two hashes in one pass, FNV-1a from two starts; the second made odd (double hashing). */
function hashes(key: string): { first: number; step: number } {
  let a = 0x811c9dc5;
  let b = 0x9e3779b1;
  for (let i = 0; i < key.length; i++) {
    const c = key.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x85ebca6b);
  }
  return { first: a ^ (a >>> 15), step: (b ^ (b >>> 13)) | 1 };
}
