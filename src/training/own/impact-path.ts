import { queryOf } from '../../core/impact/inputs';
import { type ImpactModel, peakImpact } from '../../core/impact/model';
import type { OwnTrade } from './own-trade';

/** What our own trades did to the price of a symbol, as time goes on. */
export interface ImpactPath {
  /** Bps of mid that our trades up to each moment had moved it by and that had not faded: above 0 after buying. */
  readonly bps: Float64Array;
  /** Trades whose order's market was not known: what they did is in nothing. */
  readonly unknown: number;
}

/**
 * What our trades did by an impact model, at moments that rise (us): each adds what its order's impact grew by, the permanent part for good, the rest fading by exp(-rho dt), as
 * `core/impact/apply-impact.ts` has it for orders that come later. `trades` in the order of time.
 */
export function impactPath(trades: readonly OwnTrade[], model: ImpactModel, moments: Float64Array): ImpactPath {
  const bps = new Float64Array(moments.length);
  let [kept, fades, last, next, unknown] = [0, 0, 0, 0, 0];
  const fadeTo = (at: number): void => {
    fades *= Math.exp((-model.decay * Math.max(0, at - last)) / 1e6);
    last = at;
  };
  moments.forEach((at, k) => {
    for (; next < trades.length && trades[next]!.at <= at; next++) {
      const trade = trades[next]!;
      const grown = grownBy(trade, model);
      if (grown === undefined) unknown++;
      else {
        fadeTo(trade.at);
        kept += model.permanent * grown;
        fades += (1 - model.permanent) * grown;
      }
    }
    fadeTo(at);
    bps[k] = kept + fades;
  });
  return { bps, unknown };
}

/** What an order's impact grew by with a trade, signed; undefined where nothing was known of its market. */
function grownBy({ order, qty, buy }: OwnTrade, model: ImpactModel): number | undefined {
  if (!order) return undefined;
  const peak = (done: number): number => peakImpact(model, queryOf({ ...order.inputs, qty: done }));
  return (buy ? 1 : -1) * (peak(order.before + qty) - peak(order.before));
}
