import type { MarketRows } from './rows';

/** The touch at each row: prices, and the quantities that an order which joins has before it. NaN where not known. */
export interface Touches {
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly bidQty: Float64Array;
  readonly askQty: Float64Array;
}

/** The longest queue that a feature tells of (s): one at it may be any longer. */
const LONGEST = 3600;

/**
 * Reads the touch back from features: prices from mid and spread; quantities from how long the queue takes at the rate of those who trade against
 * it, and where that rate is next to nothing from the other side's by the imbalance.
 */
export function touchesOf(rows: MarketRows): Touches {
  const spread = rows.column('spreadBps');
  const [trades, signed] = [rows.column('trades'), rows.column('signedTrades')];
  const [queueBid, queueAsk] = [rows.column('queueBid'), rows.column('queueAsk')];
  const imbalance = rows.column('imbalance1');
  const n = rows.at.length;
  const of = (): Float64Array => new Float64Array(n).fill(Number.NaN);
  const found = { bid: of(), ask: of(), bidQty: of(), askQty: of() };
  for (let k = 0; k < n; k++) {
    const half = (rows.mid[k]! * spread[k]!) / 20_000;
    found.bid[k] = rows.mid[k]! - half;
    found.ask[k] = rows.mid[k]! + half;
    const bid = quantity(queueBid[k]!, (trades[k]! - signed[k]!) / 2);
    const ask = quantity(queueAsk[k]!, (trades[k]! + signed[k]!) / 2);
    const ratio = (1 + imbalance[k]!) / (1 - imbalance[k]!);
    found.bidQty[k] = Number.isNaN(bid) ? ask * ratio : bid;
    found.askQty[k] = Number.isNaN(ask) ? bid / ratio : ask;
  }
  return found;
}

const quantity = (seconds: number, rate: number): number => (seconds < LONGEST && rate > 0 ? seconds * rate : Number.NaN);
