import type { AlarmCode } from '../alarms';
import type { Px, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { TradeText } from './parents';
import type { VenueChoice } from './routing';

/** What we decide and are told about children, and what a person should know. */

// derived: children
export interface ChildOrderProposed {
  readonly type: 'ChildOrderProposed';
  readonly childId: string;
  readonly parentId: string;
  readonly orderQty: Qty;
  readonly ordType: string;
  readonly price: Px | undefined;
  readonly timeInForce: string;
  /** Where a slice was split over venues: the one this part is for. */
  readonly venue?: SessionId | undefined;
  /** At most so much of it is shown (MaxFloor, DisplayQty); absent: all of it. */
  readonly displayQty?: Qty | undefined;
}
/** Refused by us; never sent. */
export interface ChildOrderDenied {
  readonly type: 'ChildOrderDenied';
  readonly childId: string;
  readonly code: string;
  readonly text: string;
}
export interface ChildOrderReleased {
  readonly type: 'ChildOrderReleased';
  readonly childId: string;
  readonly venue: SessionId;
  /** Absent where no other venue would have taken it. */
  readonly choice?: VenueChoice | undefined;
}
export interface ChildCancelReleased {
  readonly type: 'ChildCancelReleased';
  readonly childId: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
}
/** A working child should have another quantity or price. */
export interface ChildReplaceProposed {
  readonly type: 'ChildReplaceProposed';
  readonly childId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  readonly ordType: string;
  /** The OMS's own fields, where the replace is passed through. */
  readonly body?: string | undefined;
  /** ClOrdID of the OMS's request that it passes on. */
  readonly answers?: string | undefined;
}
/** Refused by us; the child stays as it was. */
export interface ChildReplaceDenied {
  readonly type: 'ChildReplaceDenied';
  readonly childId: string;
  readonly code: string;
  readonly text: string;
  /** ClOrdID of the OMS's request that it was to pass on. */
  readonly answers?: string | undefined;
}
export interface ChildReplaceReleased {
  readonly type: 'ChildReplaceReleased';
  readonly childId: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  readonly ordType: string;
  /** The OMS's own fields, where the replace is passed through. */
  readonly body?: string | undefined;
  /** ClOrdID of the OMS's request that it passes on. */
  readonly answers?: string | undefined;
}
/** In doubt: the venue is asked what it knows (OrderStatusRequest, H). */
export interface ChildStatusAsked {
  readonly type: 'ChildStatusAsked';
  readonly childId: string;
  readonly clOrdId: string;
}
/** The venue is asked for every order it has of ours (OrderMassStatusRequest, AF): one that we do not know shows up so. */
export interface MassStatusAsked {
  readonly type: 'MassStatusAsked';
  readonly session: SessionId;
  /** MassStatusReqID (584). */
  readonly requestId: string;
}
/** A venue is asked to cancel every order of ours (OrderMassCancelRequest, q). */
export interface VenueMassCancelAsked {
  readonly type: 'VenueMassCancelAsked';
  readonly session: SessionId;
  /** ClOrdID (11) of the request. */
  readonly requestId: string;
}
/** A venue did not answer a kill's cancels in time: we leave it, which makes it cancel by itself. */
export interface VenueEscalated {
  readonly type: 'VenueEscalated';
  readonly session: SessionId;
  readonly act: 'logout' | 'disconnect';
  /** Orders that it had not cancelled. */
  readonly outstanding: number;
}
/** In doubt, and nobody can be asked: its full quantity stays reserved, and nothing is added to it, until somebody has looked. */
export interface ChildLeftInDoubt extends ChildFact {
  readonly type: 'ChildLeftInDoubt';
}
/** The venue answered what was asked about it. */
export interface ChildStatusAnswered extends ChildFact {
  readonly type: 'ChildStatusAnswered';
}
/** What a venue says about an order (150=I), or its drop copy about an order or a trade, is not what we have booked. `clOrdId` is the one that was named. */
export interface ReconciliationDiffered {
  readonly type: 'ReconciliationDiffered';
  readonly session: SessionId;
  readonly clOrdId: string;
  /** Ours, where it is one of ours. */
  readonly order?: string | undefined;
  readonly what: 'CumQty' | 'OrdStatus' | 'UnknownToVenue' | 'UnknownToUs' | CopyDifference;
  readonly ours: string;
  readonly theirs: string;
  /** What differs is a trade: its ExecID (17). */
  readonly execId?: string | undefined;
  /** `session` is a drop copy: what its venue itself said. */
  readonly venue?: string | undefined;
}
/** A trade that only the drop copy has, or only we have, or that reads otherwise; an order that it tells otherwise. */
export type CopyDifference = 'NotBooked' | 'NotCopied' | 'TradeDiffers' | 'OrderDiffers';
/** What differed agrees now. */
export interface ReconciliationAgreed {
  readonly type: 'ReconciliationAgreed';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly execId?: string | undefined;
}
interface ChildFact {
  readonly childId: string;
}
export interface ChildOrderAcknowledged extends ChildFact {
  readonly type: 'ChildOrderAcknowledged';
  readonly orderId: string;
}
export interface ChildOrderRejected extends ChildFact {
  readonly type: 'ChildOrderRejected';
  readonly ordRejReason: number;
  readonly text: string;
}
/** Asked for, and the venue never had it: it was not sent, it is closed. */
export interface ChildOrderNotSent extends ChildFact {
  readonly type: 'ChildOrderNotSent';
}
export interface ChildOrderFilled extends ChildFact, TradeText {
  readonly type: 'ChildOrderFilled';
  readonly orderId: string;
  readonly execId: string;
  /** Trade date, YYYYMMDD as the venue told it; an ExecID is unique within one. */
  readonly date?: string | undefined;
  /** LastLiquidityInd (851) as the venue told it: 1 added, 2 removed, 4 auction. */
  readonly liquidity?: string | undefined;
}
export interface ChildOrderClosed extends ChildFact {
  readonly type: 'ChildOrderCanceled' | 'ChildOrderExpired' | 'ChildOrderDoneForDay';
  readonly clOrdId: string;
  /** ExecRestatementReason (378) of a cancel that nobody asked for. */
  readonly restatementReason?: number | undefined;
  readonly text?: string | undefined;
}
/** Held, guaranteed or calculated by the venue; a guarantee (Stopped) names quantity and price, which are no trade. */
export interface ChildOrderMarked extends ChildFact {
  readonly type: 'ChildOrderStopped' | 'ChildOrderSuspended' | 'ChildOrderCalculated';
  readonly lastQty?: Qty | undefined;
  readonly lastPx?: Px | undefined;
  readonly text?: string | undefined;
}
export interface ChildOrderReplaced extends ChildFact {
  readonly type: 'ChildOrderReplaced';
  readonly clOrdId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  /** ClOrdID of the OMS's request that it grants; absent where the venue, or we, acted unasked. */
  readonly answers?: string | undefined;
}
/** Changed or renewed by the venue on its own: what it reads now. */
export interface ChildOrderRestated extends ChildFact {
  readonly type: 'ChildOrderRestated';
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  /** What a corporate action made of CumQty; absent where it stays. */
  readonly cumQty?: Qty | undefined;
  /** It trades again after it was done for the day or suspended. */
  readonly reopens: boolean;
  /** ExecRestatementReason (378). */
  readonly restatementReason: number;
  readonly text?: string | undefined;
}
export interface ChildRequestRejected extends ChildFact {
  readonly type: 'ChildRequestRejected';
  readonly kind: 'Cancel' | 'Replace';
  readonly clOrdId: string;
  readonly cxlRejReason: number;
  readonly text: string;
  /** ClOrdID of the OMS's request that it refuses; absent where we asked on our own. */
  readonly answers?: string | undefined;
}
/** A trade taken back (bust, `lastQty` 0) or corrected: it now reads lastQty at lastPx. */
export interface ChildTradeChanged extends ChildFact, TradeText {
  readonly type: 'ChildTradeCanceled' | 'ChildTradeCorrected';
  readonly execId: string;
  readonly date?: string | undefined;
  readonly execRefId: string;
  readonly prior: TradeText;
}
/** A report that fits no order or no status: journaled and alarmed, never thrown. */
export interface UnexpectedReport {
  readonly type: 'UnexpectedReport';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly execId: string;
  readonly why: string;
}
/** Something a person should know. */
export interface Alarmed {
  readonly type: 'Alarmed';
  readonly code: AlarmCode;
  readonly text: string;
}
