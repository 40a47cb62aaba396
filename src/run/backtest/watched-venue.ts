import { Venue, type VenueParts } from '../../../simulator/fix/venue';
import type { ExchangeOrder, Fill, PublicTrade } from '../../../simulator/market/exchange-types';
import type { Print } from '../../../simulator/market/market';
import type { Micros } from '../../core/numbers';
import type { Witness } from './witness';

/** The simulator's venue, with somebody who writes down what really happens in it. */
export class WatchedVenue extends Venue {
  /** Size of a tick and of a lot, as numbers: what is written down is for measures. */
  private readonly steps = new Map<string, { readonly tick: number; readonly lot: number }>();
  private readonly symbols: string[] = [];

  constructor(
    parts: VenueParts,
    private readonly witness: Witness,
  ) {
    super(parts);
  }

  override list(...listed: Parameters<Venue['list']>): void {
    super.list(...listed);
    this.symbols.push(listed[0].symbol);
  }

  override filled(order: ExchangeOrder, fill: Fill, at: Micros): void {
    this.witness.ours(fill.tradeNo);
    super.filled(order, fill, at);
  }

  override traded(trade: PublicTrade, at: Micros): void {
    const { tick, lot } = this.step(trade.symbol);
    this.witness.of(trade.symbol).traded(at, trade.price * tick, trade.qty * lot, this.witness.isOurs(trade.tradeNo));
    super.traded(trade, at);
  }

  override printed(symbol: string, print: Print, at: Micros): void {
    this.witness.of(symbol).traded(at, Number(print.priceText), print.qty * this.step(symbol).lot, false);
    super.printed(symbol, print, at);
  }

  /** Writes down the best prices of every symbol as they are now. */
  look(at: Micros): void {
    for (const symbol of this.symbols) {
      const { tick } = this.step(symbol);
      const { bids, asks } = this.exchange.depth(symbol, 1)!;
      this.witness.of(symbol).quoted(at, (bids[0]?.price ?? Number.NaN) * tick, (asks[0]?.price ?? Number.NaN) * tick);
    }
  }

  /** Prices and quantities shown on the side that an order to buy (or to sell) would take, best first. */
  shown(symbol: string, buy: boolean): { px: number; qty: number }[] {
    const { tick, lot } = this.step(symbol);
    const { bids, asks } = this.exchange.depth(symbol, DEEP)!;
    return (buy ? asks : bids).map(level => ({ px: level.price * tick, qty: level.qty * lot }));
  }

  private step(symbol: string): { readonly tick: number; readonly lot: number } {
    let steps = this.steps.get(symbol);
    if (!steps) {
      const { tickText, lotText } = this.exchange.listing(symbol)!;
      this.steps.set(symbol, (steps = { tick: Number(tickText), lot: Number(lotText) }));
    }
    return steps;
  }
}

/** Levels that a rest is walked through at most. */
const DEEP = 1_000;
