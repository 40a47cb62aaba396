import { z } from 'zod';
import type { FeeRate, FeesByVenue } from '../core/costs/fees';
import { exactFromText } from '../core/numbers';
import type { SessionId } from '../core/ports';
import type { SessionSettings } from '../fix/settings/settings';
import { venueNamed } from '../fix/settings/venues';
import type { Mistake } from './config-file';
import { decimal } from './decimals';

const amount = decimal.refine(v => exactFromText(v) !== undefined, 'must be a decimal number');

/** `0.003` (an amount a share) or `{ bps: 0.2 }`; below zero: a rebate. */
export const feeRate = z.union(
  [
    amount.transform((rate): FeeRate => ({ per: 'share', rate })),
    z.strictObject({ bps: amount }).transform(({ bps }): FeeRate => ({ per: 'bps', rate: bps })),
  ],
  'must be an amount a share, or { bps: NUMBER }',
);

/** `fees` in the config: what each venue charges, by session id or TargetCompID; `*` is every other venue. */
export const feesSchema = z.record(z.string().min(1), z.strictObject({ maker: feeRate, taker: feeRate }));

/** Every other venue. */
const OTHERS = '*';

/** Fees of a venue that is none of ours, or that stands twice: they would silently be charged to nobody. */
export function feeMistakes(fees: FeesByVenue, sessions: readonly SessionSettings[] | undefined): Mistake[] {
  if (sessions === undefined) return [];
  const seen = new Map<SessionId, string>();
  return Object.keys(fees).flatMap(name => {
    const venue = name === OTHERS ? OTHERS : venueNamed(name, sessions);
    if (typeof venue !== 'string') return [{ at: ['fees', name], what: venue.wrong }];
    const before = seen.get(venue);
    seen.set(venue, name);
    return before === undefined ? [] : [{ at: ['fees', name], what: `is the venue of '${before}': say its fees once` }];
  });
}

/** Fees by session id; undefined where none were said. What names no venue of ours is left out: `feeMistakes` told of it. */
export function feesOf(fees: FeesByVenue | undefined, sessions: readonly SessionSettings[]): FeesByVenue | undefined {
  if (fees === undefined) return undefined;
  const byId = Object.entries(fees).map(([name, of]) => [name === OTHERS ? OTHERS : venueNamed(name, sessions), of] as const);
  return Object.fromEntries(byId.filter(([id]) => typeof id === 'string'));
}
