/** How each figure is measured, for readers; docs/tca.md has the formulas and their sources. */
export const TERMS: readonly string[] = [
  'implementation shortfall: what was ordered at the price when it was decided, against what was paid, the rest at the price when the order was over, and fees (Perold, 1988).',
  'delay: from the decision (TransactTime, 60, of the order, else when it was sent) until it first could trade (its first child, else itself), on all that was ordered.',
  'spread: price of a fill against the mid just before it, the effective half-spread (Huang and Stoll, 1996). Who rests earns it.',
  'impact: how far the earlier fills of the same order had moved the mid, each within a second or until the next; fills that rested move nothing.',
  'timing: the residual, what the other parts leave: where the market went by itself, and every part that there are no data for.',
  'opportunity: what was not done, from the price when the order first could trade to the price when it was over.',
  'fees: Commission (12) and MiscFeeAmt (137) of the fills.',
  'arrival: average price against the last mid when the order was received. VWAP, TWAP: against what traded, and the mid by time, between the order and its end.',
  'participation: own part of what traded between the order and its end.',
];

/** What happens where data are missing. */
export const HELD =
  'A part without data is shown as a dash. Delay, spread and impact are then in timing; opportunity and fees are then in nothing, and the shortfall is without them.';

/** What must not be read out of it. */
export const LIMITS: readonly string[] = [
  'Impact is seen, not known: what the market would have done without the order nobody has seen. What several orders in one symbol do to each other is in timing.',
  'Money is in the currency of each price; sums over symbols assume one currency, and a contract multiplier is not known.',
  'Clocks of log and market data are taken as they are: a feed that is late makes spreads wrong by what the mid moved meanwhile.',
  'Prices older than ten minutes count as none.',
];
