import { type Denial, denial } from '../denials';
import { priceText } from '../instruments';
import type { Ledger } from '../ledger';
import { formatDecimal, type Micros } from '../numbers';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';
import type { LimitSpec, Limits } from './limits';
import { outsideBand } from './luld';

/**
 * The state of the market in which orders are taken: a fresh quote, a book that is neither locked nor crossed, a symbol that the venue says
 * trades, a price inside its band, a phase of the session. What was asked for and is not known denies.
 */
export const marketState: Check = {
  code: 'MarketState',
  points: ['parent', 'child', 'replace'],
  about:
    'Age of the latest quote; bid below offer; trading by SecurityTradingStatus (326); price inside the limit up-limit down band; phase by TradingSessionSubID (625) or TradingSessionID (336). Each is off unless set; one that is set and not known denies.',
  source: 'SEC 15c3-5(c)(2), Regulation NMS plan on limit up-limit down, read at second hand; FIX 4.4 message f',
  rule: ({ marketState: asked }) => asked && ruleOf(asked),
  run: (order, books, levels, at) => {
    for (let i = 0; i < levels.length; i++) {
      const asked = levels[i]!.limits.marketState;
      if (asked === undefined) continue;
      const why = trouble(order, asked, books, at);
      if (why) return stateDenial(why, levels[i]!);
    }
    return undefined;
  },
};

/** What is wrong, and the key of the limit. */
interface Trouble {
  readonly key: string;
  readonly text: string;
}

const stateDenial = ({ key, text }: Trouble, level: RiskLevel): Denial =>
  denial('MarketState', `${text} (${pathOf(level, `marketState.${key}`)})`);

function trouble(order: RiskOrder, asked: NonNullable<Limits['marketState']>, books: Ledger, at: Micros): Trouble | undefined {
  const { instrument } = order;
  const { quote, market } = order.parent.drawn.mark;
  const { maxQuoteAge, phases } = asked;
  if (maxQuoteAge !== undefined && !(quote && at - quote.at <= maxQuoteAge))
    return {
      key: 'maxQuoteAge',
      text: quote ? `the quote is ${seconds(at - quote.at)} s old, at most ${seconds(maxQuoteAge)}` : 'there is no quote',
    };
  if (asked.uncrossed) {
    const { bid, ask } = quote ?? NO_QUOTE;
    if (bid === undefined || ask === undefined) return { key: 'uncrossed', text: 'the book has no bid or no offer' };
    const state = bid === ask ? 'locked' : 'crossed';
    if (bid >= ask)
      return {
        key: 'uncrossed',
        text: `the book is ${state}: bid ${priceText(instrument, bid)}, offer ${priceText(instrument, ask)}`,
      };
  }
  if (asked.trading && market?.trading !== true)
    return {
      key: 'trading',
      text: market?.trading === false ? `trading status (326) is ${market.status}` : 'trading status (326) is not known',
    };
  if (phases !== undefined && !(market && phases.includes(market.phase)))
    return {
      key: 'phases',
      text: market?.phase ? `the phase is ${market.phase}: only ${phases.join(', ')}` : 'the phase of the session is not known',
    };
  const text = asked.luld ? outsideBand(order, books, market) : undefined;
  return text === undefined ? undefined : { key: 'luld', text };
}

const NO_QUOTE = { bid: undefined, ask: undefined };
const seconds = (micros: Micros): string => formatDecimal(micros, 6);

function ruleOf({ maxQuoteAge, uncrossed, trading, luld, phases }: NonNullable<LimitSpec['marketState']>): string | undefined {
  const parts = [
    maxQuoteAge && `the quote at most ${maxQuoteAge} s old`,
    uncrossed && 'the book neither locked nor crossed',
    trading && 'the symbol trading',
    luld && 'Price (44) inside the limit up-limit down band',
    phases && `the phase one of ${phases.join(', ')}`,
  ].filter(part => part);
  return parts.length === 0 ? undefined : parts.join('; ');
}
