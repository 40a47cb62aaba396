import { type CfgEntry, type CfgSection, placeOf } from './cfg';
import type { Key } from './keys';

/** A key as it holds for a session: its value as text, and `file:line`, or `default` where no line gives it. */
export interface ExplainedKey {
  readonly key: string;
  readonly value: string;
  readonly from: string;
}

/** Keys whose value is not shown. */
const SECRET: ReadonlySet<string> = new Set(['Password']);

/** Reads typed values out of one section; what is wrong with one is added to `errors`, and the fallback stands in for it. */
export class Values {
  private readonly asked = new Map<string, ExplainedKey>();

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

  /** Every key asked for so far, with what it came to. */
  explained(): ExplainedKey[] {
    return [...this.asked.values()];
  }

  text(key: Key): string | undefined;
  text(key: Key, fallback: string): string;
  text(key: Key, fallback?: string): string | undefined {
    const entry = this.entry(key);
    const value = entry === undefined || entry.value === '' ? fallback : entry.value;
    const shown = value !== undefined && SECRET.has(key) ? '(not shown)' : (value ?? '');
    this.asked.set(key, { key, value: shown, from: entry ? `${entry.file}:${entry.line}` : 'default' });
    return value;
  }

  /** Entries of a key that is written with a number from 1 on behind it (`SocketConnectHost1`), by that number. */
  numbered(key: Key): Map<number, CfgEntry> {
    const found = new Map<number, CfgEntry>();
    for (const [name, entry] of this.section.entries) {
      const n = name.startsWith(key.toLowerCase()) ? Number(name.slice(key.length)) : 0;
      if (!(n > 0)) continue;
      found.set(n, entry);
      this.asked.set(entry.key, { key: entry.key, value: entry.value, from: `${entry.file}:${entry.line}` });
    }
    return found;
  }

  required(key: Key): string {
    const value = this.text(key, '');
    if (value === '') this.complain(key, 'is required');
    return value;
  }

  flag(key: Key, fallback: boolean): boolean {
    const value = this.text(key, fallback ? 'Y' : 'N');
    if (value !== 'Y' && value !== 'N') this.complain(key, `${value} is not Y or N`);
    return value === 'Y';
  }

  /** An integer in min..max. */
  int(key: Key, fallback: number, min: number, max: number): number {
    const value = this.text(key, String(fallback));
    const n = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (n >= min && n <= max) return n;
    this.complain(key, `${value} is not a whole number from ${min} to ${max}`);
    return fallback;
  }

  /** A plain decimal that is not negative; a setting, never an order's number. */
  factor(key: Key, fallback: number): number {
    const value = this.text(key, String(fallback));
    if (/^\d{1,3}(\.\d{1,6})?$/.test(value)) return Number(value);
    this.complain(key, `${value} is not a decimal number from 0 to 999`);
    return fallback;
  }

  oneOf<T extends string>(key: Key, choices: readonly T[], fallback: T): T {
    const value = this.text(key, fallback);
    const found = choices.find(c => c.toLowerCase() === value.toLowerCase());
    if (found === undefined) this.complain(key, `${value} is none of ${choices.join(', ')}`);
    return found ?? fallback;
  }

  /** Tag numbers, apart by blanks or commas. */
  tags(key: Key): readonly number[] {
    const parts = this.text(key, '')
      .split(/[\s,]+/)
      .filter(p => p !== '');
    const bad = parts.find(p => !TAG.test(p));
    if (bad !== undefined) this.complain(key, `${bad} is not a tag number`);
    return parts.filter(p => TAG.test(p)).map(Number);
  }
}

const TAG = /^[1-9]\d{0,8}$/;
