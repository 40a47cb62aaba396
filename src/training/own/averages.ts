import { placeOf, SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import type { MarketRows } from '../data/rows';
import { aggressorOf, type OwnTrade } from './own-trade';

const TRADES = placeOf('trades');
const SIGNED = placeOf('signedTrades');
const COUNT = placeOf('tradeCount');
const NOW = placeOf('volumeNow');
const QUEUE_BID = placeOf('queueBid');
const QUEUE_ASK = placeOf('queueAsk');

/** Span of these averages (s), how far back a trade still counts in them (spans), and the longest queue that is told (s). */
const SPAN = 60;
const FAR = 20;
const LONGEST = 3600;

/**
 * Features of a symbol as a decision read them (SYMBOL_FEATURES), without our trades: these averages are sums over trades, each faded by exp(-age / 60 s), so that our part is taken
 * out of them exactly (`trades`, `signedTrades`, `tradeCount`, `volumeNow`), and queues are told by the rate of the others. What cannot be taken apart stays as it was seen:
 * `flow300`, `tradeSign`, `volumeDay`, `orderFlow`. `own`: trades in the order of time; `quantum`: units in a share or contract.
 */
export function withoutOwnTrades(
  features: ArrayLike<number>,
  at: Micros,
  own: readonly OwnTrade[],
  quantum: number,
): Float64Array {
  const clean = Float64Array.from(features);
  const ours = oursAt(own, at, quantum);
  if (ours.count === 0) return clean;
  const before = { trades: clean[TRADES]!, signed: clean[SIGNED]! };
  const trades = Math.max(0, before.trades - ours.trades);
  const signed = Math.max(-trades, Math.min(trades, before.signed - ours.signed));
  clean[TRADES] = trades;
  clean[SIGNED] = signed;
  clean[COUNT] = Math.max(0, clean[COUNT]! - ours.count);
  clean[NOW] = before.trades > 0 ? (clean[NOW]! * trades) / before.trades : clean[NOW]!;
  clean[QUEUE_BID] = queue(clean[QUEUE_BID]!, (before.trades - before.signed) / 2, (trades - signed) / 2);
  clean[QUEUE_ASK] = queue(clean[QUEUE_ASK]!, (before.trades + before.signed) / 2, (trades + signed) / 2);
  return clean;
}

/** The same quantity at another rate. */
const queue = (seconds: number, rate: number, others: number): number =>
  Number.isNaN(seconds) ? seconds : others > 0 ? Math.min(LONGEST, (seconds * rate) / others) : LONGEST;

/** Our part of the averages. */
function oursAt(own: readonly OwnTrade[], at: Micros, quantum: number): { trades: number; signed: number; count: number } {
  const ours = { trades: 0, signed: 0, count: 0 };
  for (let i = own.length - 1; i >= 0; i--) {
    const trade = own[i]!;
    const age = (at - trade.at) / 1e6;
    if (age < 0) continue;
    if (age > FAR * SPAN) break;
    const weight = Math.exp(-age / SPAN) / SPAN;
    ours.trades += (weight * trade.qty) / quantum;
    ours.signed += (aggressorOf(trade) * weight * trade.qty) / quantum;
    ours.count += weight;
  }
  return ours;
}

/** Rows with the features of each as they would have been without our trades (`withoutOwnTrades`). */
export function othersOnly(rows: MarketRows, own: readonly OwnTrade[], quantum: number): MarketRows {
  const columns = SYMBOL_FEATURES.map(({ name }) => rows.column(name));
  const clean = Array.from(rows.at, (at, k) =>
    withoutOwnTrades(
      columns.map(column => column[k]!),
      at,
      own,
      quantum,
    ),
  );
  return { ...rows, column: name => Float64Array.from(clean, vector => vector[placeOf(name)]!) };
}
