import { Exposure } from './exposure/exposure';
import { LEVELS, type LevelName, type LimitSpec, type LimitSpecs, type Limits, limitsOf, NO_LIMITS, SECTIONS } from './limits';
import { Rates } from './rates';
import { TradeRules } from './trade-rules';

/** One place where limits stand, with what is used up there. It stays the same object while its limits change. */
export interface RiskLevel {
  readonly name: LevelName;
  /** Session id, account, strategy or symbol; '' for the firm. */
  readonly key: string;
  limits: Limits;
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
export const pathOf = (level: Pick<RiskLevel, 'name' | 'key'>, key: string): string =>
  level.name === 'firm' ? `limits.firm.${key}` : `limits.${SECTIONS[level.name]}.${level.key}.${key}`;

/** Every level that an order has been at, with its limits and exposure. Written by `Books.apply` only. */
export class RiskLevels {
  specs: LimitSpecs = { firm: {} };
  rates = new Rates(undefined, undefined);
  rules = new TradeRules(undefined, undefined);
  readonly firm: RiskLevel = { name: 'firm', key: '', limits: NO_LIMITS, exposure: new Exposure('firm', '') };
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
    const levels = [...this.all()];
    const ready = levels.map(level => readLimits(specs, level.name, level.key));
    this.specs = specs;
    this.rates = rates;
    this.rules = new TradeRules(specs.restricted, specs.permitted);
    for (const [n, level] of levels.entries()) level.limits = ready[n]!;
  }

  /** The level of a name and key, made where no order has been there yet. */
  of(name: LevelName, key: string): RiskLevel {
    const known = this.known[name];
    let level = known.get(key);
    if (!level) {
      level = { name, key, limits: readLimits(this.specs, name, key), exposure: new Exposure(name, key) };
      known.set(key, level);
    }
    return level;
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
