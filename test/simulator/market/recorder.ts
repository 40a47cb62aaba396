import type {
  AuctionResult,
  ExchangeListener,
  ExchangeOrder,
  Fill,
  PriceBands,
  PublicTrade,
  TradeAmendment,
} from '../../../simulator/market/exchange-types';
import type { Print, TradingStatus } from '../../../simulator/market/market';

const terms = (o: ExchangeOrder): string =>
  `#${o.orderNo} ${o.owner}/${o.ref} ${o.side === 0 ? 'buy' : 'sell'} ${o.qty} ${o.symbol}@${o.price ?? 'market'} cum ${o.cumQty} leaves ${o.leavesQty}`;

const amendment = (a: TradeAmendment): string => `${a.kind} T${a.tradeNo} ${a.oldQty}@${a.oldPx} -> ${a.qty}@${a.px}`;

/** Writes each event of an exchange as a line that begins with its time. */
export class ExchangeRecorder implements ExchangeListener {
  readonly lines: string[] = [];
  trades = 0;

  accepted(order: ExchangeOrder, at: number): void {
    this.lines.push(`${at} accepted ${terms(order)}`);
  }

  filled(order: ExchangeOrder, f: Fill, at: number): void {
    this.lines.push(`${at} filled ${f.lastQty}@${f.lastPx} ${f.liquidity} T${f.tradeNo} ${terms(order)}`);
  }

  cancelled(order: ExchangeOrder, qty: number, reason: string, at: number): void {
    this.lines.push(`${at} cancelled ${qty} ${reason} ${terms(order)}`);
  }

  replaced(order: ExchangeOrder, at: number): void {
    this.lines.push(`${at} replaced ${terms(order)}`);
  }

  triggered(order: ExchangeOrder, at: number): void {
    this.lines.push(`${at} triggered ${terms(order)}`);
  }

  repriced(order: ExchangeOrder, at: number): void {
    this.lines.push(`${at} repriced ${terms(order)}`);
  }

  amended(order: ExchangeOrder, a: TradeAmendment, at: number): void {
    this.lines.push(`${at} ${amendment(a)} for ${terms(order)}`);
  }

  tradeAmended(a: TradeAmendment, at: number): void {
    this.lines.push(`${at} ${amendment(a)}`);
  }

  uncrossed(r: AuctionResult, at: number): void {
    this.lines.push(`${at} ${r.kind} auction ${r.symbol} ${r.qty}@${r.price ?? 'none'} surplus ${r.surplus}`);
  }

  bands(symbol: string, b: PriceBands | undefined, at: number): void {
    const limit = b?.limit === undefined ? '' : ` limit ${b.limit === 0 ? 'up' : 'down'}`;
    this.lines.push(`${at} bands ${symbol} ${b ? `${b.lower} to ${b.upper} around ${b.reference}${limit}` : 'none'}`);
  }

  traded(t: PublicTrade, at: number): void {
    this.trades++;
    this.lines.push(`${at} trade T${t.tradeNo} ${t.symbol} ${t.qty}@${t.price} ${t.side === 0 ? 'buy' : 'sell'}`);
  }

  printed(symbol: string, p: Print, at: number): void {
    this.lines.push(`${at} print ${symbol} ${p.qty}@${p.priceText} ${p.side === 0 ? 'buy' : 'sell'}`);
  }

  status(symbol: string, status: TradingStatus, at: number): void {
    this.lines.push(`${at} status ${symbol} ${status}`);
  }
}
