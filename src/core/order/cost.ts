import type { TradeText } from '../facts';
import type { Instrument } from '../instruments';
import { addExact, divideToText, type Exact, exactFromText, mulExact } from '../numbers';
import type { OrderState } from './order';

/** AvgPx is written with at most this many decimals beyond the price's own scale, rounded half away from zero. */
const AVG_PX_EXTRA = 2;

/** LastQty x LastPx, exactly: from the venue's own text where that is finer than our units. */
export function costOf(instrument: Instrument, trade: TradeText): Exact {
  const qty = exactly(trade.lastQtyText, trade.lastQty, instrument.qtyScale);
  return mulExact(qty, exactly(trade.lastPxText, trade.lastPx, instrument.priceScale));
}

const exactly = (text: string | undefined, units: number, scale: number): Exact =>
  (text !== undefined && exactFromText(text)) || { n: BigInt(units), scale };

/** a - b */
export const minus = (a: Exact, b: Exact): Exact => addExact(a, { n: -b.n, scale: b.scale });

/** AvgPx (6): exact cost over CumQty; "0" before the first fill. */
export function avgPxText(instrument: Instrument, order: OrderState): string {
  if (order.cumQty <= 0) return '0';
  return divideToText(order.cost, { n: BigInt(order.cumQty), scale: instrument.qtyScale }, instrument.priceScale + AVG_PX_EXTRA);
}
