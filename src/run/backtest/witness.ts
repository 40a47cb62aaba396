import type { ReportFields } from '../../../simulator/fix/reports';
import type { Micros } from '../../core/numbers';

/** A fill as the venue told it: prices and quantities as numbers, for measures and nothing else. */
export interface WitnessedFill {
  readonly at: Micros;
  readonly qty: number;
  readonly px: number;
  /** In the price's currency; below 0 a rebate. */
  readonly fee: number;
  readonly maker: boolean;
  /** Rows of the symbol's `quotes` that were written down before it: the market that it met. */
  readonly quotesBefore: number;
}

/** What happened in one symbol, in exchange time: columns that belong together by place. */
export class SymbolHistory {
  /** Trades, prints beside the book included. `own`: one of our orders was on a side of it. */
  readonly trades = { at: [] as Micros[], px: [] as number[], qty: [] as number[], own: [] as boolean[] };
  /** Best prices each time they were looked at and had changed; NaN where a side is empty. */
  readonly quotes = { at: [] as Micros[], bid: [] as number[], ask: [] as number[] };

  traded(at: Micros, px: number, qty: number, own: boolean): void {
    const { trades } = this;
    trades.at.push(at);
    trades.px.push(px);
    trades.qty.push(qty);
    trades.own.push(own);
  }

  quoted(at: Micros, bid: number, ask: number): void {
    const { quotes } = this;
    const last = quotes.at.length - 1;
    if (last >= 0 && Object.is(quotes.bid[last], bid) && Object.is(quotes.ask[last], ask)) return;
    quotes.at.push(at);
    quotes.bid.push(bid);
    quotes.ask.push(ask);
  }
}

/**
 * What really happened at the venue, whatever the gateway was told and when: the truth that measures are made of. No decision reads it.
 */
export class Witness {
  private readonly symbols = new Map<string, SymbolHistory>();
  /** By ClOrdID (11) of the parent. */
  private readonly byParent = new Map<string, WitnessedFill[]>();
  private ownTrade = 0;

  of(symbol: string): SymbolHistory {
    let history = this.symbols.get(symbol);
    if (!history) this.symbols.set(symbol, (history = new SymbolHistory()));
    return history;
  }

  /** The fills of a parent's children, in order; they name it by any of the ClOrdIDs that it had. */
  fillsOf(clOrdIds: readonly string[]): readonly WitnessedFill[] {
    const found = clOrdIds.flatMap(id => this.byParent.get(id) ?? []);
    return clOrdIds.length > 1 ? found.sort((a, b) => a.at - b.at) : found;
  }

  /** One of our orders takes part in a trade, which is told next. */
  ours(tradeNo: number): void {
    this.ownTrade = tradeNo;
  }

  isOurs(tradeNo: number): boolean {
    return this.ownTrade === tradeNo;
  }

  /** A report of the venue about an order of ours. */
  reported({ execType, secondaryClOrdId, symbol, lastQty, lastPx, commission, liquidity, at }: ReportFields): void {
    if (execType !== 'F' || secondaryClOrdId === undefined) return;
    let fills = this.byParent.get(secondaryClOrdId);
    if (!fills) this.byParent.set(secondaryClOrdId, (fills = []));
    fills.push({
      at,
      qty: Number(lastQty),
      px: Number(lastPx),
      fee: Number(commission ?? 0),
      maker: liquidity === '1',
      quotesBefore: this.of(symbol).quotes.at.length,
    });
  }
}
