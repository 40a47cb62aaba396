import type { AuctionKind } from '../matching/types';
import type { TradingStatus } from './market';

/** Where a status may lead. */
export const NEXT: Readonly<Record<TradingStatus, readonly TradingStatus[]>> = {
  closed: ['pre-open', 'opening', 'trading'],
  'pre-open': ['opening', 'trading', 'halted', 'closed'],
  opening: ['trading', 'halted', 'closed'],
  trading: ['closing', 'halted', 'paused', 'closed'],
  closing: ['closed', 'halted'],
  halted: ['reopening', 'trading', 'closed'],
  quoting: ['trading', 'halted', 'closed'],
  paused: ['reopening', 'trading', 'halted', 'closed'],
  reopening: ['trading', 'halted', 'closed'],
};

const TAKES_ORDERS = new Set<TradingStatus>(['pre-open', 'opening', 'trading', 'closing', 'paused', 'reopening']);

/** Whether new orders and new terms are taken. */
export const takesOrders = (status: TradingStatus): boolean => TAKES_ORDERS.has(status);

/** The auction that the way from one status to the next holds; undefined for none. `opened`: today's opening auction is over. */
export function auctionBetween(from: TradingStatus, to: TradingStatus, opened: boolean): AuctionKind | undefined {
  if (from === 'closing' && to === 'closed') return 'close';
  if (to !== 'trading') return undefined;
  return opened ? 'reopen' : 'open';
}

/** The auction that orders are being collected for. */
export function auctionAhead(status: TradingStatus, opened: boolean): AuctionKind | undefined {
  if (status === 'trading' || status === 'closed') return undefined;
  if (status === 'closing') return 'close';
  return opened ? 'reopen' : 'open';
}
