import { ORD_STATUS_NAMES, ordStatus } from '../../core/order/order';
import { doneInLog } from './done';
import { figuresOf } from './figures';
import type { LoggedParent } from './parents';
import { isSchedulable, type PlanName } from './plans';
import type { Played } from './play';
import type { Prices } from './prices';
import type { ComparedParent } from './report';

/** Fees of all fills in the log, in money; null where one does not tell them. */
function feesIn({ happened: { fills } }: LoggedParent): number | null {
  const told = fills.filter(f => !f.busted).map(f => (f.fee === undefined ? Number.NaN : Number(f.fee)));
  const sum = told.reduce((total, fee) => total + fee, 0);
  return told.length > 0 && Number.isFinite(sum) ? sum : null;
}

/** Prices that the log's fills met, where they are known, and those of the run. */
export interface BothPrices {
  readonly ofLog: Prices | undefined;
  readonly ofRun: Prices;
}

/** A parent side by side. */
export function comparedOf(
  parent: LoggedParent,
  { result, done, slices }: Played,
  plan: PlanName,
  prices: BothPrices,
): ComparedParent {
  const { happened, clOrdId } = parent;
  return {
    clOrdId,
    plan,
    symbol: happened.symbol,
    side: done.buy ? 'buy' : 'sell',
    day: new Date(happened.received / 1000).toISOString().slice(0, 10),
    received: happened.received,
    orderQty: done.orderQty,
    log: {
      ...figuresOf(doneInLog(parent), prices.ofLog),
      status: ORD_STATUS_NAMES[ordStatus(happened.state)],
      fees: feesIn(parent),
    },
    sluice: {
      ...figuresOf(done, prices.ofRun),
      strategy: result.strategy,
      outcome: result.outcome,
      text: result.text,
      feeBps: result.feeBps,
      participation: result.participation,
      makerShare: result.makerShare,
      vwapBps: result.vwapBps,
      slices,
      replaces: result.replaces,
      cancels: result.cancels,
    },
    planned: plan === 'as logged' || isSchedulable(parent),
  };
}
