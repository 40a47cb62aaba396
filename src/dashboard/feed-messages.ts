import { z } from 'zod';
import { MOST_PARENTS, MOST_ROWS, type ToServer } from './feed';

const whole = z.number().int().min(0).max(1_000_000_000);
const window = z.strictObject({ offset: whole, limit: whole.max(MOST_ROWS) });
const id = z.string().min(1).max(256);

/** What a page may say. */
const message = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('hello'), token: z.string().max(512).optional() }),
  z.strictObject({ say: z.literal('got'), n: whole }),
  z.strictObject({
    say: z.literal('blotter'),
    offset: whole,
    limit: whole.max(MOST_ROWS),
    show: z.enum(['open', 'all']),
    filter: z.string().max(64),
  }),
  z.strictObject({
    say: z.literal('parents'),
    parents: z.array(z.strictObject({ id, children: window, fills: window })).max(MOST_PARENTS),
  }),
]);

/** What a page said; undefined where that is nothing we know. */
export function readMessage(text: string): ToServer | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = message.safeParse(given);
  return read.success ? read.data : undefined;
}
