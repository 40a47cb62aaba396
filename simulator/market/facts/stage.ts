import type { Micros } from '../../../src/core/numbers';
import { OrderBook } from '../../matching/book';
import { BUY, type Lots, SELL, type Side, type Trade } from '../../matching/types';
import { AgentMarket, type AgentMarketOptions } from '../agent-market';
import { SECOND } from '../draws';
import type { Floor } from '../market';
import type { Observer } from './recording';
import { Recording } from './recording';

/** An agent market on its own, run as fast as it goes: a book, its agents, and whoever takes from outside. */
export class Stage {
  private readonly market: AgentMarket;
  private readonly book: OrderBook;
  private readonly floor: Floor;
  private now: Micros;
  private ids = 0;

  constructor(
    options: AgentMarketOptions,
    private readonly observer?: Observer,
  ) {
    const nothing = (): void => undefined;
    this.market = new AgentMarket(options);
    this.now = options.start;
    this.book = new OrderBook({
      rested: nothing,
      cancelled: nothing,
      replaced: nothing,
      triggered: nothing,
      traded: t => this.traded(t),
    });
    this.floor = { book: this.book, print: nothing, status: nothing };
  }

  /** Runs everything that is due up to `at`. */
  advance(at: Micros): void {
    for (let due = this.market.nextAt(); due <= at; due = this.market.nextAt()) {
      this.now = due;
      this.market.step(this.floor);
      if (this.observer) this.look(this.observer);
    }
    this.now = at;
  }

  /** Takes `qty` lots at any price, as an order from outside. */
  take(side: Side, qty: Lots): void {
    this.book.enter({ id: ++this.ids, owner: 1, side, qty, price: undefined, tif: 'IOC' });
  }

  /** Middle of the best prices, in ticks; NaN where a side is empty. */
  mid(): number {
    return ((this.book.best(BUY) ?? Number.NaN) + (this.book.best(SELL) ?? Number.NaN)) / 2;
  }

  private traded(trade: Trade): void {
    this.market.traded(trade);
    this.observer?.trade(this.now, trade.price, trade.qty, trade.side === BUY ? 1 : -1);
  }

  private look(observer: Observer): void {
    const { book } = this;
    const bid = book.best(BUY);
    const ask = book.best(SELL);
    if (bid === undefined || ask === undefined) return;
    observer.quote(this.now, bid, ask, book.levelQty(BUY, 0), book.levelQty(SELL, 0));
  }
}

/** What a market needs before it is itself: long memories fill, books build up. */
export const WARM_UP: Micros = 600 * SECOND;

/** Watches an agent market for `minutes`, after its warm-up. */
export function recordAgents(name: string, options: AgentMarketOptions, minutes: number): Recording {
  const start = options.start + WARM_UP;
  const end = start + minutes * 60 * SECOND;
  const recording = new Recording(name, start, end);
  const stage = new Stage(options, {
    quote: (at, ...quote) => at >= start && recording.quote(at, ...quote),
    trade: (at, ...trade) => at >= start && recording.trade(at, ...trade),
  });
  stage.advance(end);
  return recording;
}
