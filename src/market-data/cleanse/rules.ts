import type { Rule } from './rule';
import { barFlat } from './rules/bar-flat';
import { barShape } from './rules/bar-shape';
import { barSpike } from './rules/bar-spike';
import { barVolume } from './rules/bar-volume';
import { barVwap } from './rules/bar-vwap';
import { clockSkew } from './rules/clock-skew';
import { corrected } from './rules/corrected';
import { crossed } from './rules/crossed';
import { duplicate } from './rules/duplicate';
import { extendedHours } from './rules/extended-hours';
import { farOrder } from './rules/far-order';
import { fleetingOrder } from './rules/fleeting-order';
import { gap } from './rules/gap';
import { halted } from './rules/halted';
import { jump } from './rules/jump';
import { oddLot } from './rules/odd-lot';
import { offExchange } from './rules/off-exchange';
import { offSession } from './rules/off-session';
import { offTick } from './rules/off-tick';
import { orderLife } from './rules/order-life';
import { outlier } from './rules/outlier';
import { split } from './rules/split';
import { stampOrder } from './rules/stamp-order';
import { tickerReuse } from './rules/ticker-reuse';
import { wideSpread } from './rules/wide-spread';
import { zeroQuote } from './rules/zero-quote';

/**
 * Every rule, in the order in which they see a row: what decides whether it counts at all first, then what is wrong with it, then what is
 * worth a word. A row that a rule drops is not seen by those after it.
 */
export const RULES: readonly Rule[] = [
  tickerReuse,
  stampOrder,
  duplicate,
  corrected,
  zeroQuote,
  crossed,
  barShape,
  offTick,
  orderLife,
  halted,
  outlier,
  wideSpread,
  farOrder,
  fleetingOrder,
  barVwap,
  barFlat,
  barVolume,
  barSpike,
  jump,
  split,
  gap,
  offSession,
  clockSkew,
  oddLot,
  offExchange,
  extendedHours,
] as readonly Rule[];
