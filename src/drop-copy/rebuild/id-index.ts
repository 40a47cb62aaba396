/** Slots at first; always a power of two. */
const SLOTS = 1 << 12;
/** Of the slots so many are used before there are twice as many. */
const FULL = 0.7;

/**
 * Numbers by names, 8 bytes a slot, for millions: of a name only 32 bits of a hash are kept. Two names may have the same (of four million names each
 * thousandth look-up meets another's), so whoever looks one up checks what he finds, and asks for the next.
 */
export class IdIndex {
  /** Of each slot: the hash, and the number plus 1 (0: free). */
  private slots = new Int32Array(2 * SLOTS);
  private mask = SLOTS - 1;
  private used = 0;
  /** The name that was looked up last. */
  private kind = -1;
  private name = '';
  private key = 0;

  /** Place of the first number under a name of a kind; below 0 where there is none. */
  find(kind: number, name: string): number {
    this.look(kind, name);
    return this.walk(this.key & this.mask);
  }

  /** The next place under the name that was looked up last. */
  next(place: number): number {
    return this.walk((place + 1) & this.mask);
  }

  value(place: number): number {
    return this.slots[2 * place + 1]! - 1;
  }

  /** Another number at the place. */
  set(place: number, value: number): void {
    this.slots[2 * place + 1] = value + 1;
  }

  /** One more number under a name. */
  add(kind: number, name: string, value: number): void {
    if (this.used >= FULL * (this.mask + 1)) this.grow();
    this.look(kind, name);
    this.put(this.key, value + 1);
  }

  private look(kind: number, name: string): void {
    if (name === this.name && kind === this.kind) return;
    this.kind = kind;
    this.name = name;
    this.key = hashOf(kind, name);
  }

  private walk(from: number): number {
    const { slots, key, mask } = this;
    for (let at = from; slots[2 * at + 1] !== 0; at = (at + 1) & mask) if (slots[2 * at] === key) return at;
    return -1;
  }

  private put(key: number, value: number): void {
    const { slots, mask } = this;
    let at = key & mask;
    while (slots[2 * at + 1] !== 0) at = (at + 1) & mask;
    slots[2 * at] = key;
    slots[2 * at + 1] = value;
    this.used++;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length);
    this.mask = before.length - 1;
    this.used = 0;
    for (let i = 0; i < before.length; i += 2) if (before[i + 1] !== 0) this.put(before[i]!, before[i + 1]!);
  }
}

/** FNV-1a, stirred at the end as MurmurHash3 does (its 32-bit finaliser): neighbours in names shall not be neighbours in the table. */
function hashOf(kind: number, name: string): number {
  let h = 0x811c9dc5 ^ Math.imul(kind, 0x9e3779b1);
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
