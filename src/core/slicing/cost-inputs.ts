import type { Ledger } from '../ledger';
import { formatDecimal, type Micros, type Px, type Qty } from '../numbers';
import { isBuy, reservedQty } from '../order/parent';
import { readyVenue } from '../routing/ready';
import type { BookLevel, SeenMarket } from '../seen-market';
import type { CostInputs, Resting } from './cost-rule';
import { fillProbability } from './fill-probability';
import { STALE } from './patience';
import { isMarketable } from './price';
import { type Flow, flowAgainst } from './queue-inputs';
import type { Slice } from './slice-parts';

/** The best of both sides as the order sees it, in units. */
interface Touches {
  readonly near: BookLevel;
  readonly far: BookLevel;
  /** Levels that crossing eats, best first. */
  readonly against: readonly BookLevel[];
}

/**
 * What the cost rule weighs for the child of a slice, from what was seen of the market (`books.seen`), or in words why nothing can be weighed. `rest`: how
 * long the child may rest (us). Fees are those of the venue where it works, or else of the first that takes orders.
 */
export function costInputs({ parent, child, qty }: Slice, rest: Micros, books: Ledger, at: Micros): CostInputs | string {
  const { symbol, priceScale, qtyScale, tick } = parent.instrument;
  const buy = isBuy(parent.side);
  const seen = books.seen.get(symbol);
  if (!seen) return 'nothing was seen of the market';
  const stale = books.stale.get(symbol);
  if (stale !== undefined) return `market data does not flow: ${stale}`;
  if (at - seen.asOf > STALE) return `what was seen of the market is ${formatDecimal(at - seen.asOf, 6)} s old`;
  const touches = touchesOf(buy, seen);
  if (typeof touches === 'string') return touches;
  const { near, far } = touches;
  if (!stands(touches, buy, books, symbol)) return 'the touch has moved since it was seen';
  if (!isMarketable(parent, far.px)) return 'the far touch is beyond the limit';
  const flow = flowAgainst(buy, seen);
  if (!flow) return 'the rate of trades is not known';
  const mid = (near.px + far.px) / 2;
  const price = mid / 10 ** priceScale;
  const bps = 10_000 / mid;
  const halfSpread = (Math.abs(far.px - near.px) / 2) * bps;
  const impact = walk(touches, qty) * bps;
  const venue = child?.venue ?? readyVenue(parent.received, false, books);
  const ours = child?.state.price === near.px ? shownOf(child) : 0;
  const book: NearBook = { ours, near: near.qty, far: far.qty, halfSpread };
  const ways = { qty, shares: 10 ** qtyScale, flow, seconds: rest / 1_000_000 };
  return {
    halfSpread,
    taker: books.fees.bps(venue, 'taker', price),
    maker: books.fees.bps(venue, 'maker', price),
    impact,
    impactLater: impact,
    drift: lean(near.qty, far.qty) * halfSpread,
    join: joining(book, ways),
    improve: roomInside(touches, tick) && near.qty > ours ? improving(book, ways, tick * bps) : undefined,
  };
}

function touchesOf(buy: boolean, { bids, asks }: SeenMarket): Touches | string {
  const [bid, ask] = [bids[0], asks[0]];
  if (!bid || !ask || bid.qty <= 0 || ask.qty <= 0) return 'a side of the book is empty, or its size is not told';
  if (bid.px >= ask.px) return `the book is ${bid.px === ask.px ? 'locked' : 'crossed'}`;
  return buy ? { near: bid, far: ask, against: asks } : { near: ask, far: bid, against: bids };
}

/** Quotes come with every change, what was seen only with a decision: where they differ, the quote is the newer. */
function stands({ near, far }: Touches, buy: boolean, books: Ledger, symbol: string): boolean {
  const quote = books.quotes.get(symbol);
  if (!quote) return true;
  return buy ? quote.bid === near.px && quote.ask === far.px : quote.ask === near.px && quote.bid === far.px;
}

const roomInside = ({ near, far }: Touches, tick: Px): boolean => Math.abs(far.px - near.px) >= 2 * tick;

/** What of a child stands in the book for all to see. */
const shownOf = (child: NonNullable<Slice['child']>): Qty =>
  Math.min(reservedQty(child), child.displayQty ?? Number.POSITIVE_INFINITY);

/**
 * Mean distance beyond the far touch (price units) at which `qty` trades. What the levels seen do not hold is taken to trade as far again behind the
 * last of them, at least a spread.
 */
function walk({ near, far, against }: Touches, qty: Qty): number {
  let left = qty;
  let sum = 0;
  let beyond = 0;
  for (const level of against) {
    const taken = Math.min(left, Math.max(level.qty, 0));
    beyond = Math.abs(level.px - far.px);
    sum += taken * beyond;
    left -= taken;
    if (left <= 0) return sum / qty;
  }
  return (sum + left * (beyond + Math.max(beyond, Math.abs(far.px - near.px)))) / qty;
}

/** (Qn - Qf) / (Qn + Qf): times half the spread, how far the microprice stands from mid on the far side. */
const lean = (near: number, far: number): number => (near + far > 0 ? (near - far) / (near + far) : 0);

/** The touch as the child finds it: quantities in units, half the spread in bps. */
interface NearBook {
  readonly ours: Qty;
  readonly near: Qty;
  readonly far: Qty;
  readonly halfSpread: number;
}
interface Ways {
  readonly qty: Qty;
  /** Units of a share. */
  readonly shares: number;
  readonly flow: Flow;
  readonly seconds: number;
}

/**
 * Joining: everything at the touch stands ahead, but for the child itself where it is there already (it may have come further: nobody tells). Once it fills,
 * the queue is eaten up, and mid is expected where the microprice of such a book is: at the near touch, half a spread against the order.
 */
function joining({ ours, near, halfSpread }: NearBook, { qty, shares, flow, seconds }: Ways): Resting {
  const ahead = Math.max(0, near - ours) / shares;
  const fill = fillProbability({ ahead, qty: qty / shares, rate: flow.rate, tradeSize: flow.size, seconds });
  return { fill, edge: halfSpread, adverse: halfSpread };
}

/**
 * Improving: nothing stands ahead. The trade that fills it goes on into the old touch with what is left of it, and mid is expected at the microprice
 * of the book behind; never in favour of the order, for whoever trades knows why.
 */
function improving({ near, far, halfSpread }: NearBook, { qty, shares, flow, seconds }: Ways, tick: number): Resting {
  const fill = fillProbability({ ahead: 0, qty: qty / shares, rate: flow.rate, tradeSize: flow.size, seconds });
  const behind = Math.max(0, near - Math.max(0, flow.size * shares - qty));
  return { fill, edge: halfSpread - tick, adverse: Math.max(0, -lean(behind, far)) * halfSpread };
}
