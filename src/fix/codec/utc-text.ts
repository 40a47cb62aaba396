import type { Micros } from '../../core/numbers';

const SECONDS_A_DAY = 86_400;

/**
 * Writes UTCTimestamps into a buffer and remembers the last second, so that a burst of messages formats its date and time once.
 */
export class UtcText {
  private second = -1;
  private readonly text = Buffer.alloc(17);
  /** Bytes one timestamp takes. */
  readonly length: number;

  constructor(private readonly decimals: 0 | 3 | 6 | 9) {
    this.length = decimals === 0 ? 17 : 18 + decimals;
  }

  /** Writes `at` as YYYYMMDD-HH:MM:SS and the fraction at `offset`; digits finer than the precision are cut off. Returns the offset behind it. */
  write(buf: Buffer, offset: number, at: Micros): number {
    const second = Math.floor(at / 1_000_000);
    if (second !== this.second) this.format(second);
    const text = this.text;
    for (let i = 0; i < 17; i++) buf[offset + i] = text[i]!;
    if (this.decimals === 0) return offset + 17;
    buf[offset + 17] = 46;
    let fraction = at - second * 1_000_000;
    for (let digits = 6; digits > this.decimals; digits -= 3) fraction = Math.floor(fraction / 1000);
    const end = offset + this.length;
    let from = end - 1;
    for (let zeros = this.decimals; zeros > 6; zeros--) buf[from--] = 48;
    for (; from > offset + 17; from--) {
      buf[from] = 48 + (fraction % 10);
      fraction = Math.floor(fraction / 10);
    }
    return end;
  }

  private format(second: number): void {
    this.second = second;
    const day = Math.floor(second / SECONDS_A_DAY);
    const rest = second - day * SECONDS_A_DAY;
    const [year, month, date] = civilFromDays(day);
    this.digits(0, year, 4);
    this.digits(4, month, 2);
    this.digits(6, date, 2);
    this.text[8] = 45;
    this.digits(9, Math.floor(rest / 3600), 2);
    this.text[11] = 58;
    this.digits(12, Math.floor(rest / 60) % 60, 2);
    this.text[14] = 58;
    this.digits(15, rest % 60, 2);
  }

  private digits(at: number, value: number, count: number): void {
    let rest = value;
    for (let i = at + count - 1; i >= at; i--) {
      this.text[i] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }
}

/** Year, month and day of a count of days since 1970-01-01; the arithmetic of Hinnant's `civil_from_days`. */
export function civilFromDays(days: number): [year: number, month: number, day: number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
