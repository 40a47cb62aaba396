import type { StrategyName } from '../../core/facts';
import { formatDecimal, type Micros } from '../../core/numbers';
import { oneOf, STRATEGIES, strategyOf } from '../../core/strategies';
import type { ParentSpec } from '../backtest/parents';
import type { NewOrder } from '../order-client-messages';
import { type LoggedParent, overAt } from './parents';

/** How the parents of a log are worked: each as it says itself, or all by one schedule. */
export type PlanName = 'as logged' | StrategyName;

/** What a schedule is told beside the order's own words. */
export interface PlanTerms {
  /** ParticipationRate (849) of POV, for orders that name none. */
  readonly rate: string;
  /** Length of the window of an order that says none and was over at once, microseconds. */
  readonly window: Micros;
  /** Strategy parameters (957) by schedule. */
  readonly parameters: Readonly<Partial<Record<StrategyName, Readonly<Record<string, string>>>>>;
}

/** Shorter windows are none. */
const SHORTEST: Micros = 60_000_000;

/** False for orders that trade at once, at an auction or not at all: no schedule takes them, and they go as they were logged. */
export const isSchedulable = ({ order }: LoggedParent): boolean => oneOf('016', order.timeInForce);

/** The order of a backtest that begins at `start` (us, log time), sent at its time with its cancels and replaces at theirs. */
export function specOf(parent: LoggedParent, plan: PlanName, terms: PlanTerms, start: Micros): ParentSpec {
  const { clOrdId, happened, changes } = parent;
  const own = happened.clOrdIds[0];
  return {
    clOrdId,
    after: happened.received - start,
    order: plan === 'as logged' || !isSchedulable(parent) ? parent.order : scheduled(parent, plan, terms),
    changes: changes.map(({ sent, origClOrdId, ...change }) => ({
      ...change,
      origClOrdId: origClOrdId === own ? clOrdId : origClOrdId,
      after: sent - start,
    })),
  };
}

/** The order by a schedule: the client's limit, window and cap stay, other parameters of what it asked for do not. */
function scheduled(parent: LoggedParent, plan: StrategyName, { rate, window, parameters }: PlanTerms): NewOrder {
  const { order } = parent;
  const aims = STRATEGIES[plan].rate === 'target';
  return {
    side: order.side,
    symbol: order.symbol,
    orderQty: order.orderQty,
    price: order.price,
    timeInForce: '0',
    strategy: STRATEGIES[plan].code,
    parameters: { Duration: formatDecimal(windowOf(parent, window), 6), ...parameters[plan] },
    rate: order.rate ?? (aims ? rate : undefined),
    effectiveTime: order.effectiveTime,
  };
}

/** How long an order was to be worked: as it says, else as long as it was in the log; `otherwise` where it was over at once. Microseconds. */
function windowOf({ happened, order }: LoggedParent, otherwise: Micros): Micros {
  const from = order.effectiveTime ?? happened.received;
  const seconds = Number(order.parameters?.['Duration']);
  if (order.expireTime !== undefined && order.expireTime > from) return order.expireTime - from;
  if (seconds > 0) return Math.round(seconds * 1e6);
  const lasted = overAt(happened) - from;
  return lasted >= SHORTEST ? lasted : otherwise;
}

/** Name of the strategy that works an order. */
export const workedBy = ({ strategy }: NewOrder): StrategyName => strategyOf(strategy)!.name;
