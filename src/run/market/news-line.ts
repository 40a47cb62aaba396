import { z } from 'zod';
import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';

const text = z.string('must be a text').min(1, 'must not be empty');
const schema = z.object({
  headline: text,
  symbols: z.array(text, 'must be a list of symbols').default([]),
  urgency: z.enum(['normal', 'flash', 'background'], 'must be normal, flash or background').default('normal'),
  source: text.optional(),
});

/** Longest line that is taken for news. */
const LONGEST = 65_536;

/**
 * A line of a news file as a fact: a JSON object with `headline` and, where it has them, `symbols`, `urgency` and `source`; what else it has is
 * passed over. `where` is `file:line`. Whatever it is not is told in a NewsUnreadable.
 */
export function newsOfLine(line: string, where: string, file: string, at: Micros): FactOf<'NewsReceived' | 'NewsUnreadable'> {
  const unreadable = (why: string): FactOf<'NewsUnreadable'> => ({ type: 'NewsUnreadable', where, why });
  if (line.length > LONGEST) return unreadable(`is longer than ${LONGEST} characters`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return unreadable(`is no JSON: '${line.slice(0, 60)}'`);
  }
  const read = schema.safeParse(value);
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return unreadable(path.length === 0 ? 'is no JSON object' : `${path.join('.')} ${message}`);
  }
  const { headline, symbols, urgency, source = file } = read.data;
  return { type: 'NewsReceived', source, headline, symbols: [...new Set(symbols)], urgency, receivedAt: at };
}
