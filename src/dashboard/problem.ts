import type { FastifyError } from 'fastify';
import { type ZodError, z } from 'zod';
import { Refused } from './desk';

/** What every answer that is no success looks like. */
export const problemSchema = z.object({
  error: z.object({
    code: z.string().describe('what kind of mistake it is: docs/errors.md has a row for each'),
    message: z.string(),
    fields: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('the fields at fault, each with what is wrong'),
  }),
});
type Body = z.infer<typeof problemSchema>;

/** Every refusal of the server: its HTTP status. docs/errors.md has a row for each. */
export const PROBLEMS = {
  BadField: 400,
  BadRequest: 400,
  WhoAreYou: 401,
  NotAllowed: 403,
  ForeignOrigin: 403,
  ForeignHost: 403,
  NotFound: 404,
  Refused: 409,
  TooLarge: 413,
  NotJson: 415,
  TooManyFailures: 429,
  TooManyRequests: 429,
  TooManyClients: 503,
  Failed: 500,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal, thrown by whoever finds it and answered in one place. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly fields?: readonly { readonly field: string; readonly message: string }[],
    /** Seconds until it is worth asking again. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  get status(): number {
    return PROBLEMS[this.code];
  }

  get body(): Body {
    const { code, message, fields } = this;
    return { error: { code, message, ...(fields && { fields: [...fields] }) } };
  }
}

/** A request that its schema refuses: every field at fault by its path (`change.firm.maxOrderQty`). */
export function badFields(error: ZodError): Problem {
  const fields = error.issues.flatMap(issue => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), message: issue.message }];
    return issue.keys.map(key => ({ field: [...path, key].join('.'), message: 'unknown field' }));
  });
  return new Problem('BadField', fields.map(f => (f.field ? `${f.field}: ${f.message}` : f.message)).join('; '), fields);
}

/** What an error means to whoever asked. What we did not foresee is told without its details, which are for the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refused) return new Problem('Refused', error.message);
  const { code, statusCode = 500 } = error as Partial<FastifyError>;
  const { message } = error as Error;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('TooLarge', message);
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('NotJson', 'send a body as application/json');
  if (statusCode < 500) return new Problem('BadRequest', message);
  return new Problem('Failed', 'the gateway could not answer; its log says why');
}
