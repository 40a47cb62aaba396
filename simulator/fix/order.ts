import type { SessionId } from '../../src/core/ports';
import type { CancelReason, Lots, Ticks } from '../matching/types';
import type { VenueInstrument } from './instrument';
import type { ReportFields } from './reports';

/** An order that was accepted, with the texts that its reports repeat. */
export interface VenueOrder {
  readonly session: SessionId;
  /** OrderID (37). */
  readonly orderId: string;
  readonly orderNo: number;
  readonly instrument: VenueInstrument;
  /** Side (54), OrdType (40), TimeInForce (59) as they came. */
  readonly side: string;
  readonly ordType: string;
  readonly timeInForce: string;
  /** Account (1) and SecondaryClOrdID (526), where the order had them. */
  readonly account: string | undefined;
  readonly secondaryClOrdId: string | undefined;
  /** ClOrdID in force. */
  clOrdId: string;
  qty: Lots;
  price: Ticks | undefined;
  cumQty: Lots;
  /** Sum of ticks times lots over all fills. */
  cost: bigint;
  canceled: boolean;
}

/** True while it can still trade. */
export const isOpen = (o: VenueOrder): boolean => !o.canceled && o.cumQty < o.qty;

/** OrdStatus (39). */
export function statusOf(o: VenueOrder): '0' | '1' | '2' | '4' {
  if (o.cumQty >= o.qty) return '2';
  if (o.canceled) return '4';
  return o.cumQty > 0 ? '1' : '0';
}

/** What every report about an order says of its state; the caller adds what happened. */
export function stateOf(o: VenueOrder): Omit<ReportFields, 'execId' | 'execType' | 'at'> {
  const { instrument } = o;
  return {
    orderId: o.orderId,
    clOrdId: o.clOrdId,
    ordStatus: statusOf(o),
    account: o.account,
    secondaryClOrdId: o.secondaryClOrdId,
    symbol: instrument.symbol,
    side: o.side,
    orderQty: instrument.lots.format(o.qty),
    ordType: o.ordType,
    price: o.price === undefined ? undefined : instrument.ticks.format(o.price),
    timeInForce: o.timeInForce,
    leavesQty: isOpen(o) ? instrument.lots.format(o.qty - o.cumQty) : '0',
    cumQty: instrument.lots.format(o.cumQty),
    avgPx: instrument.avgPx(o.cost, o.cumQty),
  };
}

/** Text (58) of a cancel that nobody asked for. */
export const CANCEL_TEXT: Readonly<Record<CancelReason, string | undefined>> = {
  Requested: undefined,
  ImmediateOrCancel: 'TimeInForce (59) 3: what was not matched at once is cancelled',
  FillOrKill: 'TimeInForce (59) 4: the whole quantity could not be matched at once',
  NoLiquidity: 'OrdType (40) 1: nothing is left to match a market order with',
};
