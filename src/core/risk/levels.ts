import { MOST_NAMES } from '../instruments';
import { Exposure } from './exposure/exposure';
import {
  allSpecs,
  LEVELS,
  type LevelName,
  type LimitSpec,
  type LimitSpecs,
  type Limits,
  limitsOf,
  NO_LIMITS,
  SECTIONS,
} from './limits';
import { Rates } from './rates';
import { TradeRules } from './trade-rules';
import { TradingDay } from './trading-day';

/** One place where limits stand, with what is used up there. It stays the same object while its limits change. */
export interface RiskLevel {
  readonly name: LevelName;
  /** Session id, account, strategy or symbol; '' for the firm. */
  readonly key: string;
  /** What its limits are written under in the limits file: '' or `soft.`. */
  readonly tier: '' | 'soft.';
  limits: Limits;
  /** Its soft limits, as the limits of a level that is not named; undefined where there are none. */
  soft: RiskLevel | undefined;
  readonly exposure: Exposure;
}

/** What an order says of where it belongs. */
export interface Place {
  readonly session: string;
  /** Account (1); '' where the order has none. */
  readonly account: string;
  readonly strategy: string;
  readonly symbol: string;
}

/** How the limits file names a limit: `limits.accounts.A1.maxOrderQty`. */
export const pathOf = ({ name, key, tier = '' }: Named, limit: string): string =>
  name === 'firm' ? `limits.firm.${tier}${limit}` : `limits.${SECTIONS[name]}.${key}.${tier}${limit}`;

interface Named extends Pick<RiskLevel, 'name' | 'key'> {
  readonly tier?: RiskLevel['tier'];
}

/** Every level that an order has been at, with its limits and exposure. Written by `Books.apply` only. */
export class RiskLevels {
  specs: LimitSpecs = { firm: {} };
  rates = new Rates(undefined, undefined);
  rules = new TradeRules(undefined, undefined);
  day = new TradingDay();
  /** Whether any level has soft limits, and whether any makes orders smaller that could trade with each other. */
  anySoft = false;
  anyDecrement = false;
  readonly firm: RiskLevel = levelAt('firm', '', NO_LIMITS);
  private readonly known: Readonly<Record<LevelName, Map<string, RiskLevel>>> = {
    firm: new Map([['', this.firm]]),
    session: new Map(),
    account: new Map(),
    strategy: new Map(),
    symbol: new Map(),
  };

  /** Takes new limits; throws an Error that names the key where one cannot be read, and then keeps the old ones. */
  set(specs: LimitSpecs): void {
    const rates = new Rates(specs.currency, specs.rates);
    const day = new TradingDay(specs.day);
    const levels = [...this.all()];
    const ready = levels.map(level => readLimits(specs, level.name, level.key));
    this.specs = specs;
    this.rates = rates;
    this.day = day;
    this.rules = new TradeRules(specs.restricted, specs.permitted);
    this.anySoft = allSpecs(specs).some(spec => spec.soft !== undefined);
    this.anyDecrement = allSpecs(specs).some(spec => spec.selfMatch === 'decrement');
    for (const [n, level] of levels.entries()) {
      level.limits = ready[n]!;
      level.soft = softOf(level);
    }
  }

  /** The level of a name and key, made where no order has been there yet. */
  of(name: LevelName, key: string): RiskLevel {
    const known = this.known[name];
    let level = known.get(key);
    if (!level) {
      level = levelAt(name, key, readLimits(this.specs, name, key));
      known.set(key, level);
    }
    return level;
  }

  /** Whether an account or symbol may be a level: it is one, the limits file names it, or there are not too many yet. */
  hasRoom(name: 'account' | 'symbol', key: string): boolean {
    const known = this.known[name];
    return known.size < MOST_NAMES || known.has(key) || Object.hasOwn(this.specs[SECTIONS[name]] ?? {}, key);
  }

  /** Every level there is: the firm, sessions, accounts, strategies, symbols, each in the order in which they came. */
  *all(): Iterable<RiskLevel> {
    for (const name of LEVELS) yield* this.known[name].values();
  }

  /** The levels of an order, the firm's first. An order without an account stands at the account ''. */
  levelsOf(place: Place): readonly RiskLevel[] {
    return [
      this.firm,
      this.of('session', place.session),
      this.of('account', place.account),
      this.of('strategy', place.strategy),
      this.of('symbol', place.symbol),
    ];
  }
}

function levelAt(name: LevelName, key: string, limits: Limits): RiskLevel {
  const level: RiskLevel = { name, key, tier: '', limits, soft: undefined, exposure: new Exposure(name, key) };
  level.soft = softOf(level);
  return level;
}

/** Soft limits as those of a level: one object for all levels whose limits are one, as with these. Which level it is, it does not say. */
function softOf({ limits }: RiskLevel): RiskLevel | undefined {
  if (limits.soft === undefined) return undefined;
  let soft = SOFT.get(limits);
  if (!soft) {
    const { maxOrderQty, maxNotional, priceCollar } = limits.soft;
    const own: Limits = { ...NO_LIMITS, maxOrderQty, maxNotional, priceCollar };
    SOFT.set(limits, (soft = { name: 'firm', key: '', tier: 'soft.', limits: own, soft: undefined, exposure: NOTHING_USED }));
  }
  return soft;
}

const SOFT = new WeakMap<Limits, RiskLevel>();
/** Soft limits are of one order: nothing is used up of them. */
const NOTHING_USED = new Exposure('firm', '');

/** What stands for every key of a level that has no limits of its own. */
export const ANY = '*';

function readLimits(specs: LimitSpecs, name: LevelName, key: string): Limits {
  if (name === 'firm') return limitsOf(specs.firm);
  const section = specs[SECTIONS[name]];
  if (!section) return NO_LIMITS;
  const [found, spec] = Object.hasOwn(section, key) ? [key, section[key]] : [ANY, section[ANY]];
  if (spec === undefined) return NO_LIMITS;
  // those that are the same for many are read once, and are one object in memory: checks go through all of them
  let limits = READ.get(spec);
  if (!limits) READ.set(spec, (limits = limitsOf(spec, `limits.${SECTIONS[name]}.${found}`)));
  return limits;
}

const READ = new WeakMap<LimitSpec, Limits>();
