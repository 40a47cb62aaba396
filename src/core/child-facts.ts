import { among } from './among';
import type { Fact } from './facts';

/** Facts about a child order. */
export type ChildFact = Extract<Fact, { childId: string }>;

/** All of them: the compiler misses one that is not here. */
const LISTED: Readonly<Record<ChildFact['type'], true>> = {
  ChildOrderProposed: true,
  ChildOrderDenied: true,
  ChildOrderReleased: true,
  ChildCancelReleased: true,
  ChildReplaceProposed: true,
  ChildReplaceDenied: true,
  ChildReplaceReleased: true,
  ChildStatusAsked: true,
  ChildStatusAnswered: true,
  ChildLeftInDoubt: true,
  ChildOrderAcknowledged: true,
  ChildOrderRejected: true,
  ChildOrderNotSent: true,
  ChildOrderFilled: true,
  ChildOrderCanceled: true,
  ChildOrderExpired: true,
  ChildOrderDoneForDay: true,
  ChildOrderCalculated: true,
  ChildOrderReplaced: true,
  ChildOrderRestated: true,
  ChildOrderStopped: true,
  ChildOrderSuspended: true,
  ChildRequestRejected: true,
  ChildTradeCanceled: true,
  ChildTradeCorrected: true,
};

export const CHILD_FACTS = Object.keys(LISTED) as ChildFact['type'][];

/** Whether a fact is about a child: by its type, which is quicker than to look for a field in facts of many shapes. */
export const isChildFact: (fact: Fact) => fact is ChildFact = among(CHILD_FACTS);
