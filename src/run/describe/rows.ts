import { type Facts, factsOf } from '../../../simulator/market/facts/facts';
import type { Recording } from '../../../simulator/market/facts/recording';

/** A row of the table of facts: what it is, and how many decimals it is told with. */
interface FactRow {
  readonly fact: keyof Facts;
  readonly label: string;
  readonly decimals: number;
}

const row = (fact: keyof Facts, label: string, decimals: number): FactRow => ({ fact, label, decimals });

const ROWS: readonly FactRow[] = [
  row('minutes', 'minutes watched', 0),
  row('spreadTicks', 'spread, ticks', 2),
  row('spreadBps', 'spread, bps', 2),
  row('depthLots', 'depth at the best price, lots', 0),
  row('depthTrades', 'depth, mean trades', 2),
  row('tradesPerMinute', 'trades a minute', 1),
  row('tradeLots', 'lots a trade', 0),
  row('volatilityBps', 'volatility, bps a minute', 2),
  row('kurtosis10s', 'excess kurtosis, 10 s returns', 1),
  row('kurtosis60s', 'excess kurtosis, 1 min returns', 1),
  row('returnAcf', 'autocorrelation, returns', 3),
  row('absAcf', 'autocorrelation, absolute returns', 3),
  row('absAcfLong', 'the same, mean of 30 lags', 3),
  row('signAcf1', 'trade signs, lag 1', 3),
  row('signAcf10', 'trade signs, lag 10', 3),
  row('signDecay', 'trade signs, decay exponent', 2),
];

/** Facts of several markets side by side: a row a fact, a column a market. What could not be told is a dash. */
export function factTable(of: readonly Recording[]): string[][] {
  const facts = of.map(factsOf);
  return ROWS.map(({ fact, label, decimals }) => [
    label,
    ...facts.map(f => (Number.isFinite(f[fact]) ? f[fact].toFixed(decimals) : '-')),
  ]);
}

/** The facts of a market with its name; what could not be told is null in JSON. */
export const factNumbers = (recording: Recording): Facts & { readonly name: string } => ({
  name: recording.name,
  ...factsOf(recording),
});
