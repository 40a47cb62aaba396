import { type Exact, exactFromText, type Micros, parseDecimal } from '../numbers';
import { type Bound, LIMIT_KEYS, type LimitKey, type LimitSpec, type Limits } from './limit-keys';
import type { TradeRule } from './trade-rules';
import type { DaySpec } from './trading-day';

export type { Bound, LimitSpec, Limits } from './limit-keys';

/** The levels that limits stand at. All of an order's must pass, so that the tightest wins. */
export const LEVELS = ['firm', 'session', 'account', 'strategy', 'symbol'] as const;
export type LevelName = (typeof LEVELS)[number];

/** What each level is called in the limits file. */
export const SECTIONS = {
  firm: 'firm',
  session: 'sessions',
  account: 'accounts',
  strategy: 'strategies',
  symbol: 'symbols',
} as const satisfies Record<LevelName, string>;

/** Limits of one level by session id, account, strategy or symbol. */
type Section = Readonly<Record<string, LimitSpec>> | undefined;

/** The whole limits file. The firm's hold for every order. */
export interface LimitSpecs {
  readonly firm: LimitSpec;
  readonly sessions?: Section;
  readonly accounts?: Section;
  readonly strategies?: Section;
  readonly symbols?: Section;
  /** What money limits are in, and what one unit of another currency is worth in it. */
  readonly currency?: string | undefined;
  readonly rates?: Readonly<Record<string, string>> | undefined;
  /** When the day of daily limits ends; at 00:00 UTC where it is not said. */
  readonly day?: DaySpec | undefined;
  /** What may not be traded, and (where there is any) the only things that may. */
  readonly restricted?: readonly TradeRule[] | undefined;
  readonly permitted?: readonly TradeRule[] | undefined;
}

/** Reads the limits of one level; `path` names it (`limits.firm`). Throws an Error that names the key. */
export const limitsOf = (spec: LimitSpec, path = 'limits.firm'): Limits => readGroup(LIMIT_KEYS, spec, path) as Limits;

/** Nothing is limited. */
export const NO_LIMITS: Limits = limitsOf({});

function readGroup(keys: Readonly<Record<string, LimitKey>>, spec: object, path: string): object {
  const ready: Record<string, unknown> = {};
  const given = spec as Readonly<Record<string, unknown>>;
  // every key, in the table's order, so that limits of all levels have one shape
  for (const [name, key] of Object.entries(keys))
    ready[name] = given[name] === undefined ? undefined : readLimit(key, given[name], `${path}.${name}`);
  return ready;
}

function readLimit(key: LimitKey, value: unknown, path: string): unknown {
  switch (key.kind) {
    case 'group':
      return readGroup(key.keys!, value as object, path);
    case 'quantity':
    case 'money':
      return boundOf(String(value), path);
    case 'percent':
      return units(String(value), 2, `${path}: '${value}' is not a per cent with at most two decimals`);
    case 'seconds':
      return units(String(value), 6, `${path}: '${value}' is not a number of seconds with at most six decimals`) as Micros;
    default:
      return value;
  }
}

function units(text: string, scale: number, wrong: string): number {
  const value = parseDecimal(text, scale);
  if (typeof value === 'string' || value < 0) throw new Error(wrong);
  return value;
}

/** Decimals that `Bound.units` knows. */
const SCALES = 31;

function boundOf(text: string, path: string): Bound {
  const value = exactFromText(text);
  if (!value || value.n < 0n) throw new Error(`${path}: '${text}' is not a number at or above zero`);
  const allowed = Array.from({ length: SCALES }, (_, scale) => {
    const shift = scale - value.scale;
    const n = shift >= 0 ? value.n * 10n ** BigInt(shift) : value.n / 10n ** BigInt(-shift);
    return n > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(n);
  });
  return { text, n: value.n, scale: value.scale, units: allowed };
}

/** Whether any level asks what a venue says of trading in a symbol: its status, its phase, its band. */
export const asksForStatus = (specs: LimitSpecs): boolean =>
  allSpecs(specs).some(({ marketState: m }) => m?.trading === true || m?.luld === true || m?.phases !== undefined);

/** The limits of every level, the firm's first. */
export const allSpecs = ({ firm, sessions, accounts, strategies, symbols }: LimitSpecs): readonly LimitSpec[] => [
  firm,
  ...[sessions, accounts, strategies, symbols].flatMap(section => Object.values(section ?? {})),
];

/** value > limit, exactly. */
export function exceeds(value: Exact, limit: Bound): boolean {
  return value.scale >= limit.scale
    ? value.n > limit.n * 10n ** BigInt(value.scale - limit.scale)
    : value.n * 10n ** BigInt(limit.scale - value.scale) > limit.n;
}
