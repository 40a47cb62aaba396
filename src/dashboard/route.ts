import type { z } from 'zod';
import type { Person, Role } from '../core/people';
import type { Desk } from './desk';

/** One thing that can be asked over HTTP. The OpenAPI page is made of the same schemas that requests are held to. */
export interface Route<Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly about: string;
  /** The least role that may; `anyone` without a name. */
  readonly role: Role | 'anyone';
  /** Of the query string; without it there must be none. */
  readonly query?: Q;
  /** It must get through: it has an allowance of requests of its own, and guesses at a name do not hold up a secret that is known. */
  readonly urgent?: true;
  /** Of the JSON body, of a POST. */
  readonly body?: B;
  readonly answer: z.ZodType;
  /** `who` is there wherever the role is above viewer. */
  readonly run: (desk: Desk, asked: { query: z.output<Q>; body: z.output<B> }, who: Person | undefined) => unknown;
  /** Content type of an answer that is text as it stands; JSON where it is not given. */
  readonly type?: string;
  /** HTTP status of an answer, where it is not always 200. */
  readonly status?: (answer: unknown) => number;
}

/** Keeps the types of a route's schemas for its `run`. */
export const route = <Q extends z.ZodType, B extends z.ZodType>(of: Route<Q, B>): Route => of as unknown as Route;
