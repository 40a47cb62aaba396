import { DataError } from '../../core/data-error';
import { DepthSide } from '../../core/depth-side';
import type { BarRow, BookRow, OrderRow, QuotedLevel, QuoteRow, TradeRow } from '../../core/market-data-rows';
import type { Micros } from '../../core/numbers';
import { type PriceColumns, type PriceKind, STALE, type SymbolMarket } from '../../drop-copy/tca/market';
import type { Window } from '../../drop-copy/tca/survey';

/** Behind the last order so much of the market is read: mark-outs look a minute ahead. */
const BEHIND: Micros = 61_000_000;

/** How a file counts. */
export interface RowScales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

interface Trades {
  readonly at: number[];
  readonly px: number[];
  readonly qty: number[];
  readonly own: boolean[];
}

const noPrices = (): PriceColumns => ({ at: [], twice: [] });
const noTrades = (): Trades => ({ at: [], px: [], qty: [], own: [] });

/** Collects what market data say of one symbol around its orders. Prices are kept in units of 10^-scale, which is at least as fine as every file's. */
export class SymbolRows {
  private readonly prices: Readonly<Record<PriceKind, PriceColumns>> = {
    quotes: noPrices(),
    books: noPrices(),
    trades: noPrices(),
    bars: noPrices(),
  };
  private readonly volume = { trades: noTrades(), bars: noTrades() };
  private readonly files = new Set<string>();
  private readonly venues = new Map<string, QuoteRow>();
  private readonly entries = new Map<string, OrderRow>();
  private readonly bids = new DepthSide(-1);
  private readonly asks = new DepthSide(1);
  private until: Micros = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly scale: number,
    private readonly window: Window,
  ) {}

  quote(file: string, row: QuoteRow, scales: RowScales): void {
    let { bid, ask } = row;
    if (row.venue !== undefined) {
      this.venues.set(row.venue, row);
      ({ bid, ask } = this.bestOfVenues());
    }
    this.mid('quotes', file, row.at, this.twiceOf(bid, ask, scales, [file, row.line]));
  }

  book(file: string, { at, bids, asks, line }: BookRow, scales: RowScales): void {
    this.mid('books', file, at, this.twiceOf(bids[0], asks[0], scales, [file, line]));
  }

  /** Market data by order: the best prices of the book that it makes. */
  order(file: string, row: OrderRow, scales: RowScales): void {
    const before = this.entries.get(row.orderId);
    if (before) this.sideOf(before).take(before.price, before.qty);
    const qty = row.kind === 'deleted' ? 0 : row.kind === 'executed' ? (before?.qty ?? 0) - row.qty : row.qty;
    if (qty > 0) {
      this.entries.set(row.orderId, { ...row, qty });
      this.sideOf(row).add(row.price, qty);
    } else this.entries.delete(row.orderId);
    const [bid, ask] = [this.bids, this.asks].map(s => (s.count > 0 ? { price: s.px[0]!, qty: 1 } : undefined));
    this.mid('books', file, row.at, this.twiceOf(bid, ask, scales, [file, row.line]));
    if (row.kind === 'executed') this.trade(file, row, scales);
  }

  /** A print that was cancelled or corrected later is passed over. */
  trade(file: string, row: Pick<TradeRow, 'at' | 'price' | 'qty' | 'line' | 'correction'>, scales: RowScales): void {
    if (row.correction !== undefined || !this.isNear(row.at)) return;
    this.mid('trades', file, row.at, 2 * this.unitsOf(row.price, scales, [file, row.line]));
    push(this.volume.trades, row.at, row.price / 10 ** scales.priceScale, row.qty / 10 ** scales.qtyScale);
  }

  /** A bar is known once it is over. */
  bar(file: string, { at, length, high, low, close, volume, vwap, line }: BarRow, scales: RowScales): void {
    const end = at + length;
    if (!this.isNear(end)) return;
    this.mid('bars', file, end, 2 * this.unitsOf(close, scales, [file, line]));
    const typical = vwap ?? (high + low + close) / 3;
    if (volume > 0) push(this.volume.bars, end - 1, typical / 10 ** scales.priceScale, volume / 10 ** scales.qtyScale);
  }

  /** All there is, in order of time: mids where there are any. */
  market(): SymbolMarket {
    const { prices, volume, scale } = this;
    const kind = (['quotes', 'books', 'trades', 'bars'] as const).find(k => prices[k].at.length > 0);
    const isByBars = volume.trades.at.length === 0 && volume.bars.at.length > 0;
    const traded = isByBars ? volume.bars : volume.trades;
    const from = [...this.files];
    const sorted = kind ? sortedPrices(prices[kind]) : noPrices();
    return {
      kind,
      from,
      scale,
      prices: sorted,
      trades: traded.at.length > 0 ? sortedTrades(traded) : undefined,
      isByBars,
      until: this.until,
    };
  }

  private mid(kind: PriceKind, file: string, at: Micros, twice: number | undefined): void {
    if (at > this.until) this.until = at;
    this.files.add(file);
    if (twice === undefined || !this.isNear(at)) return;
    const { at: times, twice: values } = this.prices[kind];
    if (values[values.length - 1] === twice && kind !== 'trades' && at - times[times.length - 1]! < STALE / 2) return;
    times.push(at);
    values.push(twice);
  }

  private isNear(at: Micros): boolean {
    return at >= this.window.from - 2 * STALE && at <= this.window.to + BEHIND;
  }

  private twiceOf(
    bid: QuotedLevel | undefined,
    ask: QuotedLevel | undefined,
    scales: RowScales,
    place: Place,
  ): number | undefined {
    if (!bid || !ask || ask.price <= bid.price) return undefined;
    return this.unitsOf(bid.price + ask.price, scales, place);
  }

  private unitsOf(price: number, { priceScale }: RowScales, [file, line]: Place): number {
    const units = price * 10 ** (this.scale - priceScale);
    if (!Number.isSafeInteger(2 * units))
      throw new DataError(file, line, `has a price beyond what ${this.scale} decimals can hold`);
    return units;
  }

  private bestOfVenues(): Pick<QuoteRow, 'bid' | 'ask'> {
    let bid: QuotedLevel | undefined;
    let ask: QuotedLevel | undefined;
    for (const quote of this.venues.values()) {
      if (quote.bid && (!bid || quote.bid.price > bid.price)) bid = quote.bid;
      if (quote.ask && (!ask || quote.ask.price < ask.price)) ask = quote.ask;
    }
    return { bid, ask };
  }

  private sideOf(row: OrderRow): DepthSide {
    return row.side === 'buy' ? this.bids : this.asks;
  }
}

type Place = readonly [file: string, line: number];

function push({ at: times, px: prices, qty: quantities, own }: Trades, at: Micros, px: number, qty: number): void {
  times.push(at);
  prices.push(px);
  quantities.push(qty);
  own.push(false);
}

/** Places in order of time; what came at one moment keeps its order. Undefined where it is in order already. */
function orderOf(at: readonly number[]): number[] | undefined {
  if (at.every((time, i) => i === 0 || time >= at[i - 1]!)) return undefined;
  return at.map((_, i) => i).sort((a, b) => at[a]! - at[b]! || a - b);
}

function sortedPrices(columns: PriceColumns): PriceColumns {
  const order = orderOf(columns.at);
  return order ? { at: order.map(i => columns.at[i]!), twice: order.map(i => columns.twice[i]!) } : columns;
}

function sortedTrades(columns: Trades): Trades {
  const order = orderOf(columns.at);
  if (!order) return columns;
  return {
    at: order.map(i => columns.at[i]!),
    px: order.map(i => columns.px[i]!),
    qty: order.map(i => columns.qty[i]!),
    own: columns.own,
  };
}
