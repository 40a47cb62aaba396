import { HORIZONS } from '../../core/impact/mark-outs';
import { slippageBps } from '../../core/measures/volume-weighted';
import { type Exact, type Micros, mulExact } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import type { RebuiltOrder } from '../rebuild/order';
import { isMid, priceAt, priceBefore, type SymbolMarket } from './market';
import { fillsOf } from './order-cost';
import { floatOf } from './split';

/** A fill by itself: for what venues and liquidity say. */
export interface FillMeasure {
  readonly venue: string;
  readonly liquidity: 'maker' | 'taker' | 'not told';
  readonly notional: number;
  readonly qty: number;
  /** Distance from the mid just before it, above 0 worse: bps of the mid. */
  readonly spreadBps: number | null;
  /** The mid's move after each of HORIZONS, above 0 with the fill (as in core/impact/mark-outs.ts): bps of the mid before it. */
  readonly markOuts: readonly (number | null)[];
  readonly fee: number | null;
}

/** Measures each fill of an order that counts. */
export function measureFills(order: RebuiltOrder, market: SymbolMarket | undefined): FillMeasure[] {
  const buy = isBuy(order.side);
  return fillsOf(order).map(fill => {
    const qty: Exact = { n: BigInt(fill.qty), scale: order.qtyScale };
    const px: Exact = { n: BigInt(fill.px), scale: order.pxScale };
    const before = market && isMid(market.kind) ? priceBefore(market, fill.at) : undefined;
    const mid = before ? floatOf(before) : Number.NaN;
    const fee = fill.fee === undefined ? Number.NaN : Number(fill.fee);
    return {
      venue: fill.venue,
      liquidity: fill.liquidity === '1' ? 'maker' : fill.liquidity === '2' ? 'taker' : 'not told',
      notional: floatOf(mulExact(qty, px)),
      qty: floatOf(qty),
      spreadBps: known(slippageBps(buy, floatOf(px), mid)),
      markOuts: HORIZONS.map(seconds => (before ? moveAfter(market!, { buy, mid, at: fill.at + seconds * 1_000_000 }) : null)),
      fee: known(fee),
    };
  });
}

/** A moment that the data do not reach is not known. */
function moveAfter(market: SymbolMarket, { buy, mid, at }: { buy: boolean; mid: number; at: Micros }): number | null {
  const then = at <= market.until ? priceAt(market, at) : undefined;
  return then ? known(slippageBps(buy, floatOf(then), mid)) : null;
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
