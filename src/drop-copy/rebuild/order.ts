import { divideToText, type Micros } from '../../core/numbers';
import type { OrderState } from '../../core/order/order';

/** A fill as a log tells it; busts and corrections are worked in. */
export interface RebuiltFill {
  readonly execId: string;
  /** TransactTime (60), else SendingTime (52), else the log's stamp: microseconds since the epoch. */
  readonly at: Micros;
  /** In units of the order's scales. */
  readonly qty: number;
  readonly px: number;
  /** LastLiquidityInd (851): 1 added (maker), 2 removed (taker); undefined where it is not told. */
  readonly liquidity: '1' | '2' | undefined;
  /** LastMkt (30), else ExDestination (100) of the order, else who reported it. */
  readonly venue: string;
  /** Commission (12, in money) and fees (137) of this fill as decimal text; undefined where none is told. */
  readonly fee: string | undefined;
  /** Taken back (a bust): it no longer counts. */
  readonly busted: boolean;
}

/** An order as messages of a log have it, by the table of core/order: what was asked, what happened, what state that is. */
export interface RebuiltOrder {
  /** Number of the order, from 0, in the order in which they were first seen. */
  readonly index: number;
  /** Who sent it to whom, `SENDER->TARGET`; of drop copies who is copied, as far as they say. */
  readonly session: string;
  /** The chain of ClOrdIDs, oldest first. */
  readonly clOrdIds: readonly string[];
  /** OrderID (37), once told. */
  readonly orderId: string | undefined;
  /** Index of the order that this one is a child of (SecondaryClOrdID (526), 198), where the log has it. */
  readonly parent: number | undefined;
  readonly symbol: string;
  /** Side (54), OrdType (40), TimeInForce (59) as FIX has them. */
  readonly side: string;
  readonly ordType: string;
  readonly timeInForce: string;
  readonly account: string | undefined;
  /** Name of one of our strategies, else TargetStrategy (847) as it is; undefined where none is named. */
  readonly strategy: string | undefined;
  /** Where the order was sent to: ExDestination (100), else the TargetCompID. */
  readonly destination: string;
  /** When its first message was sent (52, else the log's stamp), and when it was over; microseconds. */
  readonly received: Micros;
  readonly ended: Micros | undefined;
  /** When it was decided, as far as it says: TransactTime (60) of its first message. */
  readonly decided?: Micros | undefined;
  /** EffectiveTime (168) and ExpireTime (126) where given. */
  readonly from: Micros | undefined;
  readonly until: Micros | undefined;
  /** Quantities in 10^-qtyScale, prices in 10^-pxScale. */
  readonly qtyScale: number;
  readonly pxScale: number;
  readonly state: OrderState;
  readonly fills: readonly RebuiltFill[];
  /** Times it was cancelled in vain, replaced, rejected: for rates. */
  readonly replaced: number;
  readonly refused: number;
  /** Fields of its own first message that our dictionaries do not know, `tag=value` SOH each; '' where there are none. */
  readonly custom: string;
}

/** Decimals of AvgPx at most; it is rounded half away from zero. */
const AVG_PX_DECIMALS = 8;

/** AvgPx (6) of an order as decimal text: the exact cost of its fills by its CumQty (14); '0' before the first fill. */
export const avgPxOf = ({ state, qtyScale }: RebuiltOrder): string =>
  state.cumQty <= 0 ? '0' : divideToText(state.cost, { n: BigInt(state.cumQty), scale: qtyScale }, AVG_PX_DECIMALS);
