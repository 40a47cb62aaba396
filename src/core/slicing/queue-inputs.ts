import { placeOf } from '../features/names';
import type { SeenMarket } from '../seen-market';

const TRADES = placeOf('trades');
const SIGNED = placeOf('signedTrades');
const COUNT = placeOf('tradeCount');

/** Trades that come in against a resting side. */
export interface Flow {
  /** Shares a second. */
  readonly rate: number;
  /** Mean size of a trade, shares. */
  readonly size: number;
}

/** The flow that would fill a resting buy (sellers that come in) or sale (buyers); undefined where it is not known. No trade in the last minute: none is expected. */
export function flowAgainst(buy: boolean, { features }: SeenMarket): Flow | undefined {
  const trades = features[TRADES] ?? Number.NaN;
  const signed = features[SIGNED] ?? Number.NaN;
  const count = features[COUNT] ?? Number.NaN;
  if (!Number.isFinite(trades) || !Number.isFinite(signed) || !Number.isFinite(count)) return undefined;
  if (!(trades > 0) || !(count > 0)) return NO_FLOW;
  return { rate: Math.max(0, (trades - (buy ? signed : -signed)) / 2), size: trades / count };
}

const NO_FLOW: Flow = { rate: 0, size: 1 };
