import type { Micros } from '../numbers';
import type { RiskLevel } from '../risk/levels';
import { windowOf } from '../risk/windows';

/** Of what a limit allows, tactics use up no more than one part in so many: the rest is for slices, and for orders that come. */
const PART = 2;

/**
 * Whether a message that only betters a price may be sent: no level has used up half of its message rate or of its order-to-trade ratio. So following
 * the market never makes a limit bite, and never shuts out an order.
 */
export function hasSpareMessages(levels: readonly RiskLevel[], at: Micros): boolean {
  for (const { limits, exposure } of levels) {
    const { messageRate: rate, orderToTrade: ratio } = limits;
    if (rate?.orders !== undefined) {
      const spare = Math.floor(rate.orders / PART);
      if (spare === 0 || exposure.orders.above(spare - 1, at, windowOf(rate))) return false;
    }
    if (ratio?.ratio !== undefined) {
      const { messages, fills } = exposure.day;
      const free = (ratio.from ?? 0) / PART;
      if (messages >= free && messages >= (ratio.ratio * Math.max(fills, 1)) / PART) return false;
    }
  }
  return true;
}
