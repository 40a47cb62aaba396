import { dictionaryOf } from '../../src/fix/codec/dictionary';
import { Tag } from '../../src/fix/generated/tags';
import type { FixVersion } from '../../src/fix/translate/dialect';
import type { TradingStatus } from '../market/market';

/** How a status is told: SecurityTradingStatus (326), TradSesStatus (340) of a market that is all in it, TradingSessionSubID (625). */
interface Words {
  readonly status: string;
  readonly session: string;
  readonly phase: string;
}

/** FIX 4.2 has no pre-open (21) of a symbol: there it is a price indication (5), as before every other auction. */
const PRE_OPEN = '21';
const PRICE_INDICATION = '5';

/** 326: 2 halt, 5 price indication, 17 ready to trade, 18 not available, 21 pre-open. 340: 1 halted, 2 open, 3 closed, 4 pre-open, 5 pre-close. */
const WORDS: Readonly<Record<TradingStatus, Words>> = {
  'pre-open': { status: PRE_OPEN, session: '4', phase: '1' },
  opening: { status: PRE_OPEN, session: '4', phase: '2' },
  trading: { status: '17', session: '2', phase: '3' },
  closing: { status: PRICE_INDICATION, session: '5', phase: '4' },
  closed: { status: '18', session: '3', phase: '5' },
  halted: { status: '2', session: '1', phase: '7' },
  quoting: { status: '2', session: '1', phase: '7' },
  paused: { status: '2', session: '1', phase: '9' },
  reopening: { status: PRICE_INDICATION, session: '1', phase: '9' },
};

export const TRADING_STATUSES = Object.keys(WORDS) as readonly TradingStatus[];

/** SecurityTradingStatus (326) in the words of a version. */
export function securityStatusOf(version: FixVersion, status: TradingStatus): string {
  const code = WORDS[status].status;
  return dictionaryOf(version).lists(Tag.SecurityTradingStatus, code) ? code : PRICE_INDICATION;
}

/** TradingSessionSubID (625): 1 pre-trading, 2 opening auction, 3 continuous, 4 closing auction, 5 post-trading, 7 quiescent, 9 unscheduled auction. */
export const phaseOf = (status: TradingStatus): string => WORDS[status].phase;

/** TradSesStatus (340). */
export const sessionStatusOf = (status: TradingStatus): string => WORDS[status].session;

/** Where symbols differ, the market is in the first of these that any of them is in. */
const MARKET_ORDER: readonly TradingStatus[] = [
  'trading',
  'closing',
  'opening',
  'pre-open',
  'reopening',
  'paused',
  'quoting',
  'halted',
  'closed',
];

/** The status of a market of several symbols. */
export const marketStatus = (statuses: ReadonlySet<TradingStatus>): TradingStatus =>
  MARKET_ORDER.find(status => statuses.has(status)) ?? 'closed';
