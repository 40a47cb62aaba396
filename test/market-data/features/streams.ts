import fc from 'fast-check';
import type { Heard, Level } from './heard';

/** When streams begin: 2026-01-05T10:00:00Z. */
export const BEGIN = 1_767_607_200_000_000;

/** How long until the next: mostly soon, at times together, late by a session, or with a stamp that goes back. */
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 3_000_000 }) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 10_000_000, max: 400_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 3_500_000_000, max: 3_700_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -5_000_000, max: -1 }) },
);

/** A side of up to seven levels. */
const side = (sign: 1 | -1): fc.Arbitrary<Level[]> =>
  fc
    .tuple(
      fc.integer({ min: -3, max: 8 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 900 })), { maxLength: 7 }),
    )
    .map(([first, steps]) => {
      let px = 10_000 + sign * first;
      return steps.map(([step, qty]): Level => [(px += sign * step), qty]);
    });

const event = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ type: fc.constant('book' as const), bids: side(-1), asks: side(1) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('trade' as const),
      px: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 9_990, max: 10_010 }) },
        { weight: 1, arbitrary: fc.constant(Number.NaN) },
      ),
      qty: fc.integer({ min: 0, max: 500 }),
      sign: fc.constantFrom(-1, 0, 0, 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('status' as const), trading: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('news' as const), urgency: fc.constantFrom(0, 1, 2) }) },
);

/** A market: crossed, one-sided and empty books, halts, odd trades and all. */
export const stream: fc.Arbitrary<Heard[]> = fc.array(fc.tuple(gap, event), { minLength: 1, maxLength: 60 }).map(pairs => {
  let at = BEGIN;
  return pairs.map(([passed, e]): Heard => ({ ...e, at: (at += passed) }));
});
