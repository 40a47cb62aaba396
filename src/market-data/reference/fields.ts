import { z } from 'zod';
import { dayFromText } from '../../core/civil';
import { exactFromText } from '../../core/numbers';
import { wallFromText } from '../read/stamp';

/** Cells of reference tables, as text of a line. */
const made = <T>(read: (text: string) => T | undefined, message: string): z.ZodType<T> =>
  z.string(message).transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** A day, as days since 1970-01-01. */
export const day = made(dayFromText, 'must be a day such as 2026-01-05');

/** A time of day by the market's clocks, as seconds after midnight; 24:00 is the end of the day. */
export const clock = made(text => {
  const found = /^(\d\d):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  const seconds = found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0) : Number.NaN;
  return seconds <= 86_400 ? seconds : undefined;
}, 'must be a time such as 09:30 or 15:59:45');

/** A moment in UTC, as microseconds. */
export const moment = made(
  text => (text.endsWith('Z') ? wallFromText(text) : undefined),
  'must be a moment in UTC such as 2026-01-05T14:30:00Z',
);

/** A whole number above zero. */
export const whole = made(text => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined), 'must be a whole number above zero');

/** Decimal text at or above zero. */
export const notNegative = made(
  text => ((exactFromText(text)?.n ?? -1n) >= 0n ? text : undefined),
  'must be a decimal number at or above zero',
);

/** Decimal text above zero. */
export const positive = made(
  text => ((exactFromText(text)?.n ?? 0n) > 0n ? text : undefined),
  'must be a decimal number above zero',
);

export const name = z.string('must be a name').min(1);

export const currency = made(text => (/^[A-Z]{3}$/.test(text) ? text : undefined), 'must be a currency of three capital letters');
