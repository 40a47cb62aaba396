/** What a feature is: its name, what it counts in, how it is made, and where the formula is from, for whoever reads a vector. */
export interface FeatureName {
  readonly name: string;
  readonly units: string;
  readonly about: string;
  /** Who published the formula; absent where it is no more than its words. */
  readonly source?: string;
}

const RISKMETRICS = 'J.P. Morgan/Reuters, RiskMetrics Technical Document, 1996 (EWMA), in continuous time';
const LEE_READY = 'signs: Lee and Ready, Journal of Finance 46, 1991, without their delay';

/**
 * Features of a symbol, all as of receive time: the order of the vector in `MarketSeen` and in feature files. b, a, Qb, Qa are the best
 * prices and quantities; quantities are in shares or contracts, not in units. A row is only ever added at the end, for recordings name
 * them by place.
 */
export const SYMBOL_FEATURES: readonly FeatureName[] = [
  { name: 'spreadBps', units: 'bps of mid', about: '10,000 (a - b) / mid, mid = (a + b) / 2' },
  { name: 'imbalance1', units: '-1 to 1', about: '(Qb - Qa) / (Qb + Qa) at the touch' },
  { name: 'imbalance5', units: '-1 to 1', about: 'the same of the sums over the best five levels' },
  {
    name: 'microprice',
    units: 'bps of mid',
    about: '10,000 ((a Qb + b Qa) / (Qa + Qb) - mid) / mid',
    source: 'Gatheral and Oomen, Finance and Stochastics 14, 2010',
  },
  {
    name: 'orderFlow',
    units: 'mean depths',
    about:
      'sum over the updates of the last 10 s of [b >= b0] Qb - [b <= b0] Qb0 - [a <= a0] Qa + [a >= a0] Qa0 (0: the book before), over `depth`; the window moves by tenths of a second',
    source: 'Cont, Kukanov and Stoikov, Journal of Financial Econometrics 12, 2014',
  },
  {
    name: 'volatility10',
    units: 'bps per root second',
    about: 'root of the EWMA over 10 s of squared returns of mid, 10,000 ln(mid / mid0), a second',
    source: RISKMETRICS,
  },
  { name: 'volatility60', units: 'bps per root second', about: 'the same over 1 min', source: RISKMETRICS },
  { name: 'volatility300', units: 'bps per root second', about: 'the same over 5 min', source: RISKMETRICS },
  {
    name: 'signedTrades',
    units: 'quantity a second',
    about: 'EWMA over 60 s of traded quantity, buyers that came in less sellers; a trade without a sign counts half to each',
    source: LEE_READY,
  },
  { name: 'trades', units: 'quantity a second', about: 'EWMA over 60 s of traded quantity' },
  { name: 'depth', units: 'quantity', about: '(Qb + Qa) / 2, its mean over time, EWMA over 60 s' },
  {
    name: 'queueBid',
    units: 'seconds, at most 3,600',
    about:
      'how long sellers at the rate of the last 60 s (EWMA) take to trade what is at the bid: Qb / rate, for an order that joins last',
  },
  { name: 'queueAsk', units: 'seconds, at most 3,600', about: 'the same of the ask, with buyers' },
  {
    name: 'volumeDay',
    units: 'ratio',
    about:
      'quantity traded over the quantity that the expected curve has for the same time, since its start or since it was told',
  },
  { name: 'volumeNow', units: 'ratio', about: '`trades` over the rate of the expected curve now' },
  { name: 'tradeCount', units: 'trades a second', about: 'EWMA over 60 s of the number of trades' },
  {
    name: 'tradeSign',
    units: '-1, 0 or 1',
    about: 'sign of the last trade: 1 where a buyer came in, 0 not known',
    source: LEE_READY,
  },
  { name: 'newsUrgency', units: 'Urgency (61)', about: 'of the last news: 0 normal, 1 flash, 2 background' },
  { name: 'sinceNews', units: 'seconds', about: 'since the last news' },
  { name: 'sinceHalt', units: 'seconds', about: 'since trading went on after a halt; 0 while halted' },
  { name: 'trend300', units: 'bps a second', about: 'EWMA over 5 min of returns of mid, 10,000 ln(mid / mid0), a second' },
  {
    name: 'flow300',
    units: '-1 to 1',
    about:
      'EWMA over 5 min of traded quantity, (what buyers that came in took - what sellers took) / all of it; a trade without a sign counts half to each',
    source: LEE_READY,
  },
];

/** Features of a scheduled order, as of a decision: the order of `parentFeatures`. A row is only ever added at the end. */
export const PARENT_FEATURES: readonly FeatureName[] = [
  { name: 'timeLeft', units: '0 to 1', about: 'part of the trading time of its window that is left' },
  { name: 'quantityLeft', units: '0 to 1', about: '(OrderQty - CumQty) / OrderQty' },
  {
    name: 'scheduleGap',
    units: 'part of OrderQty',
    about:
      '(target of the slot under way - CumQty) / OrderQty: above 0 where it is still to be done, below where the order is ahead',
  },
  {
    name: 'participation',
    units: '0 to 1',
    about: 'what of the volume seen in the symbol in the last 5 min (steps of 10 s) was ours',
  },
  {
    name: 'ownImpact',
    units: 'bps of mid',
    about:
      'what our own trades in the symbol left and has not faded yet, D <- exp(-rho dt) (D + kappa u): above 0 where it costs this order',
    source: 'Obizhaeva and Wang, Journal of Financial Markets 16, 2013',
  },
];

/** What else a model may be told of a decision: the order of `decisionFeatures` (core/adaptive/vector.ts). A row is only ever added at the end. */
export const DECISION_FEATURES: readonly FeatureName[] = [
  { name: 'regimeCalm', units: '0 to 1', about: 'probability of the calmest state of the regime filter, as of the last bar' },
  { name: 'regimeBusy', units: '0 to 1', about: 'of the middle one' },
  { name: 'regimeStressed', units: '0 to 1', about: 'of the one with the highest volatility' },
  {
    name: 'predictedImpact',
    units: 'bps of mid',
    about: 'what the impact model expects what is left to cost over the time that is left (q50)',
  },
  { name: 'side', units: '1 or -1', about: '1 for an order that buys, -1 for one that sells' },
  {
    name: 'signal',
    units: 'bps of mid',
    about: 'drift that the predictor expects over its horizon, against the order: above 0 waiting makes it dearer',
  },
];

/** Every feature that a model may name. */
export const MODEL_FEATURES: readonly FeatureName[] = [...SYMBOL_FEATURES, ...PARENT_FEATURES, ...DECISION_FEATURES];

/** Place of a feature in the vector. Throws for a name that there is none of: a bug, not an input. */
export function placeOf(name: string): number {
  const place = SYMBOL_FEATURES.findIndex(feature => feature.name === name);
  if (place < 0) throw new Error(`there is no feature '${name}'`);
  return place;
}
