import type { LimitSpec, LimitSpecs } from '../src/core/risk/limits';

/** Every limit there is, wide enough to pass. */
const EVERY: Required<LimitSpec> = {
  maxOrderQty: '1000000',
  maxNotional: '1000000000',
  priceCollar: { percent: '20', ticks: 10_000, passivePercent: '50', passiveTicks: 10_000 },
  soft: {
    maxOrderQty: '900000',
    maxNotional: '900000000',
    priceCollar: { percent: '15', ticks: 9_000, passivePercent: '40', passiveTicks: 9_000 },
    seconds: '60',
  },
  maxOpenOrders: 1_000_000,
  shortSale: 'marked',
  marketState: { maxQuoteAge: '3600', uncrossed: true, trading: true, luld: true, phases: ['3'] },
  participation: { dayPercent: '50', intervalPercent: '50', interval: '300' },
  messageRate: { orders: 1_000_000, cancels: 1_000_000, seconds: '1' },
  throttle: { executions: 1_000_000, seconds: '1' },
  maxPosition: '100000000',
  maxGross: '100000000000',
  maxNet: '100000000000',
  maxOpenValue: '100000000000',
  credit: '100000000000',
  dailyLoss: { reducing: '1000000', halted: '2000000' },
  duplicateWindow: '0.5',
  maxDayQty: '1000000000',
  maxDayNotional: '100000000000',
  orderToTrade: { ratio: 1_000_000, from: 10 },
  selfMatch: 'cancel-aggressive',
};

const everywhere = (limits: LimitSpec): LimitSpecs => ({
  firm: limits,
  sessions: { '*': limits },
  accounts: { '*': limits },
  strategies: { '*': limits },
  symbols: { '*': limits },
  currency: 'USD',
  rates: { EUR: '1.08' },
  restricted: [{ symbols: ['BARRED'] }],
});

export const EVERYWHERE = everywhere(EVERY);

const { marketState: _state, participation: _part, ...WITHOUT_MARKET } = EVERY;

/** The same without the two that deny where no market data tell of the market, and taking orders that are alike. */
export const WITHOUT_MARKET_DATA = everywhere({ ...WITHOUT_MARKET, duplicateWindow: '0.000001' });
