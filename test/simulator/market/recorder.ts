import type { ExchangeListener, ExchangeOrder, Fill, PublicTrade } from '../../../simulator/market/exchange-types';
import type { Print, TradingStatus } from '../../../simulator/market/market';

const terms = (o: ExchangeOrder): string =>
  `#${o.orderNo} ${o.owner}/${o.ref} ${o.side === 0 ? 'buy' : 'sell'} ${o.qty} ${o.symbol}@${o.price ?? 'market'} cum ${o.cumQty} leaves ${o.leavesQty}`;

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
