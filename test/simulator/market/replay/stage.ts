import type { Market, Print } from '../../../../simulator/market/market';
import { OrderBook } from '../../../../simulator/matching/book';
import { BUY, SELL, type Side, type Ticks, type TimeInForce, type Trade } from '../../../../simulator/matching/types';
import type { BookRow, QuotedLevel, QuoteRow, TradeRow } from '../../../../src/core/market-data-rows';
import type { Micros } from '../../../../src/core/numbers';

export const SECOND = 1_000_000;

/** Levels are written `price x lots`, in cents and shares; rows have four decimals of a dollar. */
export const level = (text: string): QuotedLevel => {
  const [price, qty] = text.split('x').map(Number);
  return { price: price! * 100, qty: qty! };
};
const levels = (text: string): QuotedLevel[] => text.split(' ').filter(Boolean).map(level);

/** `99x5 98x7 | 101x4` at a second. */
export function bookRow(second: number, text: string, line = second + 1): BookRow {
  const [bids, asks] = text.split('|');
  return { at: second * SECOND, line, bids: levels(bids!), asks: levels(asks!) };
}

export function quoteRow(second: number, text: string, venue?: string): QuoteRow {
  const { at, line, bids, asks } = bookRow(second, text);
  return { at, line, bid: bids[0], ask: asks[0], ...(venue !== undefined && { venue }) };
}

/** `buy 5@101` at a second; without a side nobody knows who came in. */
export function tradeRow(second: number, text: string, more: Partial<TradeRow> = {}): TradeRow {
  const [, side, qty, price] = /^(buy|sell)? ?(\d+)@([\d.]+)$/.exec(text)!;
  const aggressor = side === undefined ? {} : { aggressor: side as 'buy' | 'sell' };
  return { at: second * SECOND, line: second + 1, price: Number(price) * 100, qty: Number(qty), ...aggressor, ...more };
}

export const source = <R>(rows: readonly R[], file = 'tape.csv') => ({ file, priceScale: 4, qtyScale: 0, rows });
export const LISTING = { symbol: 'T', tickText: '0.01', lotText: '1', referencePriceTicks: 100 };

/** A market in a book of its own, with orders from outside; their ids count from 1. */
export class Stage {
  readonly trades: Trade[] = [];
  readonly told: string[] = [];
  private at = 0;
  private ids = 0;
  readonly book = new OrderBook({
    rested: () => undefined,
    cancelled: () => undefined,
    replaced: () => undefined,
    triggered: () => undefined,
    traded: t => this.traded(t),
  });

  constructor(readonly market: Market) {}

  /** Plays all that is due up to a second; returns the book. */
  to(second: number): string {
    this.until(Math.round(second * SECOND));
    return this.levels();
  }

  /** The same, up to a microsecond. */
  until(at: Micros): void {
    for (let due = this.market.nextAt(); due !== undefined && due <= at; due = this.market.nextAt()) {
      this.at = due;
      this.market.step({ book: this.book, print: p => this.print(p), status: () => undefined });
    }
    this.at = at;
  }

  order(side: Side, qty: number, price: Ticks | undefined, tif: TimeInForce = price === undefined ? 'IOC' : 'Day'): number {
    const id = ++this.ids;
    this.book.enter({ id, owner: 1, side, qty, price, tif });
    return id;
  }

  levels(): string {
    const side = (s: Side): string =>
      this.book
        .depth(s, 9)
        .map(l => `${l.price}x${l.qty}`)
        .join(' ');
    return `${side(BUY)} | ${side(SELL)}`;
  }

  private print(p: Print): void {
    this.told.push(`print ${p.side === BUY ? 'buy' : 'sell'} ${p.qty}@${p.priceText}`);
  }

  private traded(t: Trade): void {
    this.trades.push({ ...t });
    const ours = t.makerId > 0 ? ` maker ${t.makerId}` : t.takerId > 0 ? ` taker ${t.takerId}` : '';
    this.told.push(`${t.side === BUY ? 'buy' : 'sell'} ${t.qty}@${t.price}${ours}`);
    this.market.traded(t, this.at);
  }
}
