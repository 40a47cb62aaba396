import { z } from 'zod';
import type { InstrumentSpec } from '../core/instruments';
import { LIMIT_KEYS, type LimitKey } from '../core/risk/limit-keys';
import type { LimitSpec, LimitSpecs } from '../core/risk/limits';
import { TRADE_SIDES } from '../core/risk/trade-rules';
import { clockSeconds } from '../core/risk/trading-day';
import { STRATEGIES } from '../core/strategies';
import { zoneOf } from '../core/zone';
import type { Mistake } from './config-file';
import { count, notNegative, percent, positive, seconds } from './decimals';

const isClock = (text: string): boolean => clockSeconds(text) !== undefined;

function isZone(name: string): boolean {
  try {
    return zoneOf(name) !== undefined;
  } catch {
    return false;
  }
}

const name = z.string('must be a name').min(1);
const names = z.array(name).min(1);

/** How a limit of the table is written. */
function schemaOf(key: LimitKey): z.ZodType {
  switch (key.kind) {
    case 'quantity':
    case 'money':
      return notNegative;
    case 'percent':
      return percent;
    case 'seconds':
      return seconds;
    case 'count':
      return count;
    case 'flag':
      return z.boolean('must be true or false');
    case 'choice':
      return z.enum(key.choices!, `must be one of ${key.choices!.join(', ')}`);
    case 'names':
      return names;
    case 'group':
      return group(key.keys!);
  }
}

const group = (keys: Readonly<Record<string, LimitKey>>): z.ZodType =>
  z.strictObject(Object.fromEntries(Object.entries(keys).map(([key, of]) => [key, schemaOf(of).describe(of.about).optional()])));

/** The limits of one level. */
const level = group(LIMIT_KEYS) as z.ZodType<LimitSpec>;
const section = z.record(z.string().min(1), level).optional();
const rule = z.strictObject({
  symbols: names.optional(),
  sides: z
    .array(z.enum(TRADE_SIDES, `must be one of ${TRADE_SIDES.join(', ')}`))
    .min(1)
    .optional(),
  accounts: names.optional(),
  traders: names.optional(),
  why: z.string().optional(),
});

/** The limits file: levels made of the table of limits, the rates that money needs, and who may trade what. */
export const limitsSchema: z.ZodType<LimitSpecs> = z.strictObject({
  firm: level.default({}),
  sessions: section,
  accounts: section,
  strategies: section,
  symbols: section,
  currency: name.optional(),
  rates: z.record(z.string().min(1), positive).optional(),
  day: z
    .strictObject({
      timeZone: name.refine(isZone, 'must be a time zone such as America/New_York').default('UTC'),
      ends: z.string('must be a time of day, as text: "17:00"').refine(isClock, 'must be a time of day, HH:MM'),
    })
    .optional(),
  restricted: z.array(rule).optional(),
  permitted: z.array(rule).optional(),
});

/** What the limits are about: the instruments, and what tells the ids of the OMS sessions (undefined where nobody knows). */
export interface Surroundings {
  readonly instruments: readonly InstrumentSpec[];
  readonly sessions: () => readonly string[] | undefined;
}

/** Limits that would silently bound nothing: a session, strategy or symbol that is not there, a currency that money cannot be counted in. */
export function limitMistakes(limits: LimitSpecs, { instruments, sessions }: Surroundings): Mistake[] {
  const symbols = instruments.map(i => i.symbol);
  const known = {
    sessions: limits.sessions && sessions(),
    strategies: Object.keys(STRATEGIES),
    symbols: symbols.includes('*') ? undefined : symbols,
  };
  const strangers = Object.entries(known).flatMap(([where, there]) =>
    Object.keys(limits[where as keyof typeof known] ?? {})
      .filter(key => key !== '*' && there !== undefined && !there.includes(key))
      .map(key => ({
        at: [where, key],
        what: `there is no such ${SINGULAR[where as keyof typeof known]}: ${there!.join(', ')}`,
      })),
  );
  const priced = instruments.find(i => i.currency !== undefined);
  const bare = limits.currency === undefined && (priced !== undefined || limits.rates !== undefined);
  const needs = priced === undefined ? 'rates need it' : `${priced.symbol} is priced in ${priced.currency}`;
  return bare ? [...strangers, { at: ['currency'], what: `say what money limits are in: ${needs}` }] : strangers;
}

const SINGULAR = { sessions: 'session', strategies: 'strategy', symbols: 'symbol' } as const;
