import type { z } from 'zod';

/** JSON text as a schema has it, or in words why it is not: `read` in place of what it would be. */
export function readAs<T>(schema: z.ZodType<T>, text: string): { readonly read: T } | { readonly wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'it is no JSON' };
  }
  const read = schema.safeParse(value);
  if (read.success) return { read: read.data };
  const [first] = read.error.issues;
  return { wrong: `${first!.path.join('.') || 'the whole'}: ${first!.message}` };
}
