/** What a feature is: its name, what it counts in, and how it is made, for whoever reads a vector. */
export interface FeatureName {
  readonly name: string;
  readonly units: string;
  readonly about: string;
}

/**
 * Features of a symbol, all as of the receive time of the latest update: the order of the vector in `MarketSeen` and in feature files.
 * A row is only ever added at the end, for recordings name them by place.
 */
export const SYMBOL_FEATURES: readonly FeatureName[] = [
  { name: 'spreadBps', units: 'bps of mid', about: '(ask - bid) / mid x 10,000' },
  { name: 'imbalance1', units: '-1 to 1', about: '(Qb - Qa) / (Qb + Qa) at the touch' },
  { name: 'imbalance5', units: '-1 to 1', about: '(Qb - Qa) / (Qb + Qa) over the best five levels' },
  { name: 'microprice', units: 'bps of mid', about: '(a Qb + b Qa) / (Qa + Qb) less mid' },
  { name: 'orderFlow', units: 'mean depths', about: 'order-flow imbalance of the last 10 s over the mean depth at the touch' },
  { name: 'volatility10', units: 'bps per root second', about: 'realised volatility of mid: EWMA of squared returns over 10 s' },
  { name: 'volatility60', units: 'bps per root second', about: 'the same over 1 min' },
  { name: 'volatility300', units: 'bps per root second', about: 'the same over 5 min' },
  { name: 'signedTrades', units: 'quantity a second', about: 'EWMA over 60 s of traded quantity, buyers less sellers' },
  { name: 'trades', units: 'quantity a second', about: 'EWMA over 60 s of traded quantity' },
  { name: 'depth', units: 'quantity', about: 'mean quantity at the two touches, EWMA over 60 s' },
];

/** Place of a feature in the vector. Throws for a name that there is none of: a bug, not an input. */
export function placeOf(name: string): number {
  const place = SYMBOL_FEATURES.findIndex(feature => feature.name === name);
  if (place < 0) throw new Error(`there is no feature '${name}'`);
  return place;
}
