import type { Exact } from '../../core/numbers';
import { isBuy, type Parent } from '../../core/order/parent';
import { type SumsAt, twapOf, vwapOf } from '../market/sums';

/** Basis points, above 0 is worse; null where what it is measured against is not known. */
export interface SlippageBps {
  readonly arrival: number | null;
  readonly vwap: number | null;
  readonly twap: number | null;
}

const NONE: SlippageBps = { arrival: null, vwap: null, twap: null };

/** An exact number as a float. */
export const numberOf = ({ n, scale }: Exact): number => Number(n) / 10 ** scale;

/** Average price of what was filled, as a float; NaN before the first fill. */
export const averageOf = ({ state, instrument }: Pick<Parent, 'state' | 'instrument'>): number =>
  state.cumQty > 0 ? numberOf(state.cost) / (state.cumQty / 10 ** instrument.qtyScale) : Number.NaN;

/**
 * What of an order has traded, against the mid when it came, and against the market's volume and time weighted averages from then until `until`.
 * For an order still at work, or one that is over.
 */
export function slippageOf(
  parent: Parent,
  { arrival, began }: { readonly arrival: number | undefined; readonly began: SumsAt | undefined },
  until: SumsAt | undefined,
): SlippageBps {
  const paid = averageOf(parent);
  if (!(paid > 0)) return NONE;
  const sign = isBuy(parent.side) ? 1 : -1;
  const bps = (than: number): number | null => (than > 0 ? round((1e4 * sign * (paid - than)) / than) : null);
  const unit = 10 ** parent.instrument.priceScale;
  const between = (of: (from: SumsAt, to: SumsAt) => number): number =>
    began && until && until.time >= began.time && until.volume >= began.volume ? of(began, until) / unit : Number.NaN;
  return { arrival: bps(arrival ?? Number.NaN), vwap: bps(between(vwapOf)), twap: bps(between(twapOf)) };
}

/** A price against another, bps of that; null where that is not known. */
export const bpsOf = (side: string, px: number, than: number | undefined): number | null =>
  than !== undefined && than > 0 ? round((1e4 * (isBuy(side) ? 1 : -1) * (px - than)) / than) : null;

const round = (bps: number): number => Math.round(bps * 100) / 100;
