/** What a limit is written in. A group holds limits that belong together. */
export type LimitKind = 'quantity' | 'money' | 'percent' | 'seconds' | 'count' | 'flag' | 'choice' | 'names' | 'group';

/** One key of the limits file: how it is written and what it bounds. */
export interface LimitKey {
  readonly kind: LimitKind;
  readonly about: string;
  /** Of a choice: what may be chosen. */
  readonly choices?: readonly string[];
  /** Of a group: its keys. */
  readonly keys?: Readonly<Record<string, LimitKey>>;
}

const PRICE_COLLAR = {
  kind: 'group',
  about: 'how far a limit price may stand from the reference; the tighter of per cent and ticks holds',
  keys: {
    percent: { kind: 'percent', about: 'on the aggressive side (a buy above the reference, a sale below it)' },
    ticks: { kind: 'count', about: 'the same in ticks' },
    passivePercent: { kind: 'percent', about: 'on the passive side (a buy below the reference, a sale above it)' },
    passiveTicks: { kind: 'count', about: 'the same in ticks' },
    against: {
      kind: 'choice',
      about: 'the one reference that counts; without it the first of the three that there is',
      choices: ['quote', 'last', 'close'],
    },
  },
} as const;

/**
 * Every limit that can be set, at any level. The file's schema, `sluice limits set` and what the checks compare with are all made of this table.
 * quantity: shares or contracts; money: the firm's currency; percent: at most two decimals; seconds: at most six decimals.
 */
export const LIMIT_KEYS = {
  maxOrderQty: { kind: 'quantity', about: 'shares or contracts of one order' },
  maxNotional: { kind: 'money', about: 'quantity x price x multiplier of one order' },
  priceCollar: PRICE_COLLAR,
  soft: {
    kind: 'group',
    about: 'an order beyond one of these, and within the limits themselves, is held until two persons release it',
    keys: {
      maxOrderQty: { kind: 'quantity', about: 'shares or contracts of one order' },
      maxNotional: { kind: 'money', about: 'quantity x price x multiplier of one order' },
      priceCollar: PRICE_COLLAR,
      seconds: { kind: 'seconds', about: 'for how long it is held before it is denied; 300 where it is not given' },
    },
  },
  maxOpenOrders: { kind: 'count', about: 'parent orders open at once' },
  shortSale: {
    kind: 'choice',
    about: 'a sale beyond the holding must be marked (54=5 or 6), and with `located` also have a locate',
    choices: ['marked', 'located'],
  },
  marketState: {
    kind: 'group',
    about: 'in what state of the market orders are taken',
    keys: {
      maxQuoteAge: { kind: 'seconds', about: 'age of the latest quote' },
      uncrossed: { kind: 'flag', about: 'the book must have a bid below its offer' },
      trading: { kind: 'flag', about: 'the venue must have said that the symbol trades: not halted, not closed' },
      luld: { kind: 'flag', about: 'a price must stand inside the limit up-limit down band' },
      phases: { kind: 'names', about: 'TradingSessionSubID (625) or TradingSessionID (336) in which orders are taken' },
    },
  },
  participation: {
    kind: 'group',
    about: 'our part of the volume seen in market data, filled and open together',
    keys: {
      dayPercent: { kind: 'percent', about: 'of the volume of the day' },
      intervalPercent: { kind: 'percent', about: 'of the volume of the interval' },
      interval: { kind: 'seconds', about: 'length of the interval; 300 where it is not given' },
    },
  },
  messageRate: {
    kind: 'group',
    about: 'messages in a rolling window, denied ones too',
    keys: {
      orders: { kind: 'count', about: 'orders and replaces' },
      cancels: { kind: 'count', about: 'cancels' },
      seconds: { kind: 'seconds', about: 'length of the window; 1 where it is not given' },
    },
  },
  throttle: {
    kind: 'group',
    about: 'applications of a strategy, after which it is disabled until a person enables it again',
    keys: {
      executions: { kind: 'count', about: 'how many' },
      seconds: { kind: 'seconds', about: 'in how long a rolling window' },
    },
  },
  maxPosition: { kind: 'quantity', about: 'long or short in one symbol, all open orders on the worst side included' },
  maxGross: { kind: 'money', about: 'sum of the positions without their signs, open orders on the worst side included' },
  maxNet: { kind: 'money', about: 'sum of the positions with their signs, open orders on the worst side included' },
  maxOpenValue: { kind: 'money', about: 'value of all open orders' },
  credit: { kind: 'money', about: 'what open and filled orders may take up' },
  dailyLoss: {
    kind: 'group',
    about: 'realised and marked loss of the day',
    keys: {
      reducing: { kind: 'money', about: 'from here on only what reduces a position' },
      halted: { kind: 'money', about: 'from here on nothing' },
    },
  },
  duplicateWindow: {
    kind: 'seconds',
    about: 'within which an order of the same account, symbol, side, quantity and price is a duplicate',
  },
  maxDayQty: { kind: 'quantity', about: 'quantity of all orders of the day' },
  maxDayNotional: { kind: 'money', about: 'value of all orders of the day' },
  orderToTrade: {
    kind: 'group',
    about: 'orders and requests for each fill of the day',
    keys: {
      ratio: { kind: 'count', about: 'how many for one fill' },
      from: { kind: 'count', about: 'only once there are so many orders and requests' },
    },
  },
  selfMatch: {
    kind: 'choice',
    about: 'what to do with an order that could trade with one of ours',
    choices: ['cancel-aggressive', 'cancel-passive', 'cancel-both', 'decrement'],
  },
} as const satisfies Readonly<Record<string, LimitKey>>;

type SpecOf<K extends LimitKey> = K extends { kind: 'group'; keys: infer G extends Readonly<Record<string, LimitKey>> }
  ? { readonly [P in keyof G]?: SpecOf<G[P]> | undefined }
  : K extends { kind: 'choice'; choices: readonly (infer C)[] }
    ? C
    : K['kind'] extends 'count'
      ? number
      : K['kind'] extends 'flag'
        ? boolean
        : K['kind'] extends 'names'
          ? readonly string[]
          : string;

/** The limits of one level as the file writes them: decimal text, whole numbers, words. A limit that is absent is off. */
export type LimitSpec = { readonly [P in keyof typeof LIMIT_KEYS]?: SpecOf<(typeof LIMIT_KEYS)[P]> | undefined };

type ReadyOf<K extends LimitKey> = K extends { kind: 'group'; keys: infer G extends Readonly<Record<string, LimitKey>> }
  ? { readonly [P in keyof G]: ReadyOf<G[P]> | undefined }
  : K['kind'] extends 'quantity' | 'money'
    ? Bound
    : K['kind'] extends 'percent' | 'seconds'
      ? number
      : SpecOf<K>;

/**
 * The limits of one level ready to compare with: quantity and money as a `Bound`, per cent in hundredths (bps), seconds in microseconds.
 * undefined where off.
 */
export type Limits = { readonly [P in keyof typeof LIMIT_KEYS]: ReadyOf<(typeof LIMIT_KEYS)[P]> | undefined };

/** A limit as a decimal: `units[scale]` is what it allows in whole units of 10^-scale, rounded down; Infinity beyond 2^53 - 1. */
export interface Bound {
  readonly text: string;
  readonly n: bigint;
  readonly scale: number;
  readonly units: readonly number[];
}
