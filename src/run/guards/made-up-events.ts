import { Draws, SECOND } from '../../../simulator/market/draws';
import type { Micros } from '../../core/numbers';

/** A level of a book: price and quantity in units. */
export type MarketLevel = readonly [px: number, qty: number];

/** What was received of a symbol at one moment; prices and quantities in units. */
export type MarketEvent =
  | { readonly type: 'book'; readonly at: Micros; readonly bids: readonly MarketLevel[]; readonly asks: readonly MarketLevel[] }
  | { readonly type: 'trade'; readonly at: Micros; readonly px: number; readonly qty: number; readonly sign: number }
  | { readonly type: 'status'; readonly at: Micros; readonly trading: boolean }
  | { readonly type: 'news'; readonly at: Micros; readonly urgency: number };

/** Made-up prices are in cents. */
export const MADE_UP_PRICE_SCALE = 2;

/** When and how events are made up. */
export interface MadeUpTerms {
  readonly seed: number;
  readonly from: Micros;
  readonly to: Micros;
}

const MEAN_GAP: Micros = 250_000;
/** Every so many events one is news, and one the beginning of a halt: however short the stream, there are some. */
const NEWS_EVERY = 70;
const HALT_EVERY = 150;
/** How often a book says nothing. */
const ODD = 0.01;
const HALTED_FOR: Micros = 5 * SECOND;

/**
 * A made-up stream of books, trades, halts and news: nobody's market, but with every kind of event that features are made of. A random walk whose steps come in quiet and busy
 * spells. The same terms give the same events.
 */
export function madeUpEvents({ seed, from, to }: MadeUpTerms): MarketEvent[] {
  const draws = new Draws(seed, 0);
  const events: MarketEvent[] = [];
  let mid = 10_000 + draws.below(200);
  let busy = 1;
  for (let at = from, n = 1; ; n++) {
    draws.decide(n);
    at += draws.wait(MEAN_GAP);
    if (at > to) return events;
    if (draws.uniform() < 0.01) busy = 0.3 + 3 * draws.uniform();
    mid = Math.max(100, mid + Math.round(0.4 * busy * draws.normal()));
    if (n % NEWS_EVERY === 0) events.push({ type: 'news', at, urgency: draws.below(3) });
    else if (n % HALT_EVERY === 0) {
      events.push({ type: 'status', at, trading: false });
      at += HALTED_FOR;
      if (at <= to) events.push({ type: 'status', at, trading: true });
    } else if (draws.uniform() < 0.3) events.push(tradeOf(draws, at, mid, busy));
    else events.push(bookOf(draws, at, mid, draws.uniform() < ODD));
  }
}

function tradeOf(draws: Draws, at: Micros, mid: number, busy: number): MarketEvent {
  const sign = draws.below(5) === 0 ? 0 : 2 * draws.below(2) - 1;
  return { type: 'trade', at, px: mid + sign, qty: 1 + draws.below(Math.ceil(200 * busy)), sign };
}

/** `odd`: a side is empty, or the book is crossed. */
function bookOf(draws: Draws, at: Micros, mid: number, odd: boolean): MarketEvent {
  const half = 1 + draws.below(3);
  const side = (sign: 1 | -1, first: number): MarketLevel[] =>
    Array.from({ length: 1 + draws.below(6) }, (_, n): MarketLevel => [mid + sign * (first + n), 1 + draws.below(900)]);
  const [bids, asks] = [side(-1, odd ? -2 : half), side(1, half)];
  return odd && draws.below(2) === 0 ? { type: 'book', at, bids, asks: [] } : { type: 'book', at, bids, asks };
}
