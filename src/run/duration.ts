import { z } from 'zod';
import { type Micros, parseDecimal } from '../core/numbers';

const UNITS: readonly (readonly [suffix: string, micros: number])[] = [
  ['us', 1],
  ['ms', 1000],
  ['s', 1_000_000],
  ['m', 60_000_000],
];

/** What a length of time looks like, for messages. */
export const DURATION_FORM = 'a length of time such as 500us, 20ms, 1.5s or 1m';

/** A length of time at or above zero in whole microseconds; undefined for any other text. */
export function durationMicros(text: string): Micros | undefined {
  const unit = UNITS.find(([suffix]) => text.endsWith(suffix));
  if (!unit) return undefined;
  const millionths = parseDecimal(text.slice(0, -unit[0].length), 6);
  if (typeof millionths !== 'number' || millionths < 0) return undefined;
  const micros = (millionths * unit[1]) / 1_000_000;
  return Number.isSafeInteger(micros) ? micros : undefined;
}

/** A length of time in a YAML file. */
export const duration = z.string(`must be ${DURATION_FORM}`).transform((text, context): Micros => {
  const micros = durationMicros(text);
  if (micros !== undefined) return micros;
  context.addIssue({ code: 'custom', message: `'${text}' is not ${DURATION_FORM}` });
  return z.NEVER;
});
