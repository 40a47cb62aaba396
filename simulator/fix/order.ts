import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { CancelReason, Lots, Ticks } from '../matching/types';
import type { VenueInstrument } from './instrument';
import type { ReportFields } from './reports';
import { SELF_TRADE_ID_4 } from './self-trade';

/** Fields of an order that its reports repeat as they came, where the version has them there. */
const ECHOED: readonly number[] = [
  Tag.ExecInst,
  Tag.MinQty,
  Tag.MaxFloor,
  Tag.MaxShow,
  Tag.DisplayQty,
  Tag.StopPx,
  Tag.ExpireDate,
  Tag.ExpireTime,
  Tag.SelfMatchPreventionID,
  SELF_TRADE_ID_4,
];

/** Those of a message; undefined where it has none. */
export function echoOf(view: MessageView): Map<number, string> | undefined {
  let echo: Map<number, string> | undefined;
  for (const tag of ECHOED) {
    const value = view.text(tag);
    if (value !== undefined) (echo ??= new Map()).set(tag, value);
  }
  return echo;
}

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
  /** What else its reports repeat. */
  echo: Map<number, string> | undefined;
  /** ClOrdID in force. */
  clOrdId: string;
  qty: Lots;
  price: Ticks | undefined;
  cumQty: Lots;
  /** Sum of ticks times lots over all fills. */
  cost: bigint;
  /** How it ended before it was filled: 4 canceled, C expired. */
  ended: '4' | 'C' | undefined;
  /** ExecID (17) of the last report about each of its trades, by the trade's number. */
  readonly execIds: Map<number, string>;
}

/** True while it can still trade. */
export const isOpen = (o: VenueOrder): boolean => o.ended === undefined && o.cumQty < o.qty;

/** OrdStatus (39). */
export function statusOf(o: VenueOrder): '0' | '1' | '2' | '4' | 'C' {
  if (o.cumQty >= o.qty) return '2';
  return o.ended ?? (o.cumQty > 0 ? '1' : '0');
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
    echo: o.echo,
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
  MinQty: 'MinQty (110): so much could not be matched at once',
  SelfTrade: 'self-trade prevention: it would have traded with an order of the same id',
  PriceBand: 'OrdType (40) 1: the price band is reached, and a market order does not rest',
  AuctionOver: 'TimeInForce (59): the auction that it was meant for is over',
  Expired: 'TimeInForce (59): its time is over',
};

/** OrdStatus (39) and ExecType (150) of an order that ended without being asked to or filled: canceled, or expired by its time in force. */
export const ENDED_AS: Readonly<Record<CancelReason, '4' | 'C'>> = {
  Requested: '4',
  ImmediateOrCancel: '4',
  FillOrKill: '4',
  NoLiquidity: '4',
  MinQty: '4',
  SelfTrade: '4',
  PriceBand: '4',
  AuctionOver: 'C',
  Expired: 'C',
};
