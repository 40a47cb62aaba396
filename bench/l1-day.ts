import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Draws, seedOf } from '../simulator/market/draws';

const OPEN_MS = 9.5 * 3_600_000;
const HOURS = 6.5;
/** Rows of a busy US stock on an ordinary day: BAC of 2013-10-07 had about as many. */
const QUOTES = 470_000;
const TRADES = 88_000;
const CENT = 100;

/** A made-up day of best quotes and trades of one symbol, 9:30 to 16:00 in New York: a walk in cents whose spread is one cent mostly, and sizes that come and go. */
export interface L1Day {
  readonly quotes: string;
  readonly trades: string;
  readonly rows: number;
}

/** Writes such a day as LEAN has them (prices x 10,000, a side a line), by seed. */
export function writeL1Day(folder: string, seed: number): L1Day {
  const draws = new Draws(seedOf(seed, 'l1-day'), 0);
  const gap = (HOURS * 3_600_000) / (QUOTES + TRADES);
  const quotes = ['ms_since_midnight_ny,bid_x10000,bid_size,ask_x10000,ask_size,exchange,cond_flags_hex,suspicious'];
  const trades = ['ms_since_midnight_ny,price_x10000,size,exchange,cond_flags_hex,suspicious'];
  let [bid, ask] = [140_000, 140_100];
  for (let n = 0; n < QUOTES + TRADES; n++) {
    draws.decide(n);
    const at = Math.floor(OPEN_MS + n * gap);
    const size = 100 * (1 + draws.below(400));
    if (draws.uniform() < TRADES / (QUOTES + TRADES)) {
      trades.push(`${at},${draws.below(2) === 0 ? bid : ask},${100 * (1 + draws.below(20))},P,20000001,0`);
      continue;
    }
    // one change in a hundred moves a price: away from the other, or after it
    const move = draws.below(100) === 0 ? CENT : 0;
    const up = draws.below(2) === 0;
    if (draws.below(2) === 0) {
      bid = up && ask - bid > CENT ? bid + move : !up && ask - bid < 3 * CENT ? bid - move : bid;
      quotes.push(`${at},${bid},${size},0,0,P,1,0`);
    } else {
      ask = !up && ask - bid > CENT ? ask - move : up && ask - bid < 3 * CENT ? ask + move : ask;
      quotes.push(`${at},0,0,${ask},${size},P,1,0`);
    }
  }
  const file = (name: string, lines: readonly string[]): string => {
    const path = join(folder, `MADE_20260105_${name}.csv`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  return { quotes: file('quotes', quotes), trades: file('trades', trades), rows: QUOTES + TRADES };
}
