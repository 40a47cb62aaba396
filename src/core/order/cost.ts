import type { TradeText } from '../facts';
import type { Instrument } from '../instruments';
import { addExact, divideToText, type Exact, exactFromText, mulExact, ZERO } from '../numbers';
import type { OrderState } from './order';
import type { OrderEvent } from './transitions';

/** AvgPx is written with at most this many decimals beyond the price's own scale, rounded half away from zero. */
const AVG_PX_EXTRA = 2;

/** LastQty x LastPx, exactly: from the venue's own text where that is finer than our units. */
export function costOf(instrument: Instrument, trade: TradeText): Exact {
  const qty = exactly(trade.lastQtyText, trade.lastQty, instrument.qtyScale);
  return mulExact(qty, exactly(trade.lastPxText, trade.lastPx, instrument.priceScale));
}

/** What a trade's LastQty is finer than our units; ZERO where it is not. */
const remainderOf = (instrument: Instrument, trade: TradeText): Exact =>
  trade.lastQtyText === undefined
    ? ZERO
    : minus(exactly(trade.lastQtyText, trade.lastQty, instrument.qtyScale), {
        n: BigInt(trade.lastQty),
        scale: instrument.qtyScale,
      });

/** The order event of a fill. */
export const fillEvent = (instrument: Instrument, trade: TradeText): OrderEvent => ({
  type: 'Filled',
  lastQty: trade.lastQty,
  cost: costOf(instrument, trade),
  remainder: remainderOf(instrument, trade),
});

/** The order event of a trade that read `prior` and now reads `trade`; a bust reads 0. */
export const changeEvent = (instrument: Instrument, trade: TradeText, prior: TradeText): OrderEvent => ({
  type: 'TradeCorrected',
  qtyChange: trade.lastQty - prior.lastQty,
  costChange: minus(costOf(instrument, trade), costOf(instrument, prior)),
  remainderChange: minus(remainderOf(instrument, trade), remainderOf(instrument, prior)),
});

const exactly = (text: string | undefined, units: number, scale: number): Exact =>
  (text !== undefined && exactFromText(text)) || { n: BigInt(units), scale };

/** a - b */
const minus = (a: Exact, b: Exact): Exact => addExact(a, { n: -b.n, scale: b.scale });

/** AvgPx (6): exact cost over CumQty; "0" before the first fill. */
export function avgPxText(instrument: Instrument, order: OrderState): string {
  const filled: Exact = { n: BigInt(order.cumQty), scale: instrument.qtyScale };
  const quantity = order.remainder.n === 0n ? filled : addExact(filled, order.remainder);
  return quantity.n <= 0n ? '0' : divideToText(order.cost, quantity, instrument.priceScale + AVG_PX_EXTRA);
}
