/** A line of the restricted list or of the permissions: orders that match all that it names. What it does not name matches every order. */
export interface TradeRule {
  readonly symbols?: readonly string[] | undefined;
  /** `buy` is 54=1, `sell` 54=2, `short` 54=5 and 6. */
  readonly sides?: readonly TradeSide[] | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly traders?: readonly string[] | undefined;
  /** Why it stands there: told to whom it denies. */
  readonly why?: string | undefined;
}

export const TRADE_SIDES = ['buy', 'sell', 'short'] as const;
export type TradeSide = (typeof TRADE_SIDES)[number];

/** What a rule is compared with. */
export interface Trade {
  readonly symbol: string;
  /** Side (54). */
  readonly side: string;
  readonly account: string;
  readonly trader: string;
}

const SIDE_NAMES: Readonly<Record<string, TradeSide>> = { '1': 'buy', '2': 'sell', '5': 'short', '6': 'short' };

/** Rules found by symbol: a long list costs an order no more than a short one. */
class RuleList {
  readonly size: number;
  private readonly bySymbol = new Map<string, TradeRule[]>();
  private readonly anySymbol: TradeRule[] = [];

  constructor(rules: readonly TradeRule[]) {
    this.size = rules.length;
    for (const rule of rules) {
      if (!rule.symbols) this.anySymbol.push(rule);
      for (const symbol of rule.symbols ?? []) {
        const there = this.bySymbol.get(symbol);
        if (there) there.push(rule);
        else this.bySymbol.set(symbol, [rule]);
      }
    }
  }

  /** The first rule that an order matches, those of its symbol before those of any. */
  match(trade: Trade): TradeRule | undefined {
    return firstMatch(this.bySymbol.get(trade.symbol), trade) ?? firstMatch(this.anySymbol, trade);
  }
}

function firstMatch(rules: readonly TradeRule[] | undefined, trade: Trade): TradeRule | undefined {
  if (rules)
    for (const rule of rules)
      if (
        (!rule.accounts || rule.accounts.includes(trade.account)) &&
        (!rule.traders || rule.traders.includes(trade.trader)) &&
        (!rule.sides || rule.sides.includes(SIDE_NAMES[trade.side]!))
      )
        return rule;
  return undefined;
}

/** Who may trade what: the restricted list, and the permissions where there are any. */
export class TradeRules {
  private readonly restricted: RuleList;
  private readonly permitted: RuleList | undefined;

  constructor(restricted: readonly TradeRule[] | undefined, permitted: readonly TradeRule[] | undefined) {
    this.restricted = new RuleList(restricted ?? []);
    this.permitted = permitted && new RuleList(permitted);
  }

  /** Why an order may not be traded; undefined where it may. */
  trouble(trade: Trade): string | undefined {
    if (this.restricted.size > 0) {
      const rule = this.restricted.match(trade);
      if (rule) return `limits.restricted has ${told(rule)}${rule.why === undefined ? '' : `: ${rule.why}`}`;
    }
    if (!this.permitted || this.permitted.match(trade)) return undefined;
    const { symbol, side, account, trader } = trade;
    return `limits.permitted has no line for Symbol (55) '${symbol}', Side (54) '${side}', Account (1) '${account}', trader '${trader}'`;
  }
}

const told = ({ why: _why, ...names }: TradeRule): string =>
  Object.entries(names)
    .filter(([, of]) => of !== undefined)
    .map(
      ([name, of]) =>
        `${name} ${(of as readonly string[]).slice(0, 3).join(', ')}${(of as readonly string[]).length > 3 ? ', ...' : ''}`,
    )
    .join('; ') || 'a line for every order';
