import type { AlarmCode } from '../alarms';
import type { Px, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { TradeText } from './parents';

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
}
/** Refused by us; the child stays as it was. */
export interface ChildReplaceDenied {
  readonly type: 'ChildReplaceDenied';
  readonly childId: string;
  readonly code: string;
  readonly text: string;
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
}
/** In doubt: the venue is asked what it knows (OrderStatusRequest, H). */
export interface ChildStatusAsked {
  readonly type: 'ChildStatusAsked';
  readonly childId: string;
  readonly clOrdId: string;
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
}
export interface ChildOrderClosed extends ChildFact {
  readonly type: 'ChildOrderCanceled' | 'ChildOrderExpired' | 'ChildOrderDoneForDay';
  readonly clOrdId: string;
  readonly text?: string | undefined;
}
export interface ChildOrderReplaced extends ChildFact {
  readonly type: 'ChildOrderReplaced';
  readonly clOrdId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
}
export interface ChildRequestRejected extends ChildFact {
  readonly type: 'ChildRequestRejected';
  readonly kind: 'Cancel' | 'Replace';
  readonly clOrdId: string;
  readonly cxlRejReason: number;
  readonly text: string;
}
/** A trade taken back (bust, `lastQty` 0) or corrected: it now reads lastQty at lastPx. */
export interface ChildTradeChanged extends ChildFact, TradeText {
  readonly type: 'ChildTradeCanceled' | 'ChildTradeCorrected';
  readonly execId: string;
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
