import { type CfgEntry, type CfgSection, placeOf } from './cfg';
import type { Key } from './keys';

/** Reads typed values out of one section; what is wrong with one is added to `errors`, and the fallback stands in for it. */
export class Values {
  constructor(
    private readonly section: CfgSection,
    readonly errors: string[],
  ) {}

  entry(key: Key): CfgEntry | undefined {
    return this.section.entries.get(key.toLowerCase());
  }

  /** Names the key's own line, or the section's where the key is not given. */
  complain(key: Key, what: string): void {
    const entry = this.entry(key);
    this.errors.push(entry ? `${placeOf(entry)}: ${what}` : `${this.section.file}:${this.section.line}: ${key}: ${what}`);
  }

  text(key: Key): string | undefined {
    const value = this.entry(key)?.value;
    return value === '' ? undefined : value;
  }

  required(key: Key): string {
    const value = this.text(key);
    if (value === undefined) this.complain(key, 'is required');
    return value ?? '';
  }

  flag(key: Key, fallback: boolean): boolean {
    const value = this.text(key);
    if (value === undefined) return fallback;
    if (value !== 'Y' && value !== 'N') this.complain(key, `${value} is not Y or N`);
    return value === 'Y';
  }

  /** An integer in min..max. */
  int(key: Key, fallback: number, min: number, max: number): number {
    const value = this.text(key);
    if (value === undefined) return fallback;
    const n = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (n >= min && n <= max) return n;
    this.complain(key, `${value} is not a whole number from ${min} to ${max}`);
    return fallback;
  }

  /** A plain decimal that is not negative; a setting, never an order's number. */
  factor(key: Key, fallback: number): number {
    const value = this.text(key);
    if (value === undefined) return fallback;
    if (/^\d{1,3}(\.\d{1,6})?$/.test(value)) return Number(value);
    this.complain(key, `${value} is not a decimal number from 0 to 999`);
    return fallback;
  }

  oneOf<T extends string>(key: Key, choices: readonly T[], fallback: T): T {
    const value = this.text(key);
    if (value === undefined) return fallback;
    const found = choices.find(c => c.toLowerCase() === value.toLowerCase());
    if (found === undefined) this.complain(key, `${value} is none of ${choices.join(', ')}`);
    return found ?? fallback;
  }
}
