import { createHmac } from 'node:crypto';

/** Five bits a letter, none of which looks like another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Letters of a pseudonym: 60 bits, so that among ten million names two alike are as good as impossible. */
const LENGTH = 12;
/** Names that are remembered; beyond that they are made anew, which gives the same. */
const MOST_KNOWN = 100_000;

/** Names in place of names: the same for the same, with one key; without the key nobody can say, or try, which is which. */
export class Pseudonyms {
  private readonly known = new Map<string, string>();

  constructor(private readonly key: Uint8Array) {}

  /** The name for `value`, twelve letters and digits. Values of one `space` that are alike get names that are alike; of two spaces not. */
  of(space: string, value: string): string {
    const full = `${space}\0${value}`;
    const known = this.known.get(full);
    if (known !== undefined) return known;
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    const made = this.make(full);
    this.known.set(full, made);
    return made;
  }

  /** A whole number from 2 to 9 that nobody knows without the key. */
  factor(of: string): bigint {
    return BigInt(2 + (this.digest(`factor\0${of}`)[0]! % 8));
  }

  private make(full: string): string {
    const digest = this.digest(full);
    let text = '';
    for (let i = 0; i < LENGTH; i++) text += LETTERS[digest[i]! % LETTERS.length]!;
    return text;
  }

  private digest(text: string): Buffer {
    return createHmac('sha256', this.key).update(text, 'latin1').digest();
  }
}
