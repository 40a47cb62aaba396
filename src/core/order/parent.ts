import type { FactOf, StrategyName } from '../facts';
import type { Instrument } from '../instruments';
import type { Micros, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { Child } from './child';
import { isOpen, type OrderState } from './order';

/** How a scheduled parent is spread: the window, in slots of equal length. */
export interface Plan {
  readonly start: Micros;
  readonly end: Micros;
  readonly slots: number;
  /** CumQty when it was made. */
  readonly base: Qty;
}

/** A parent order: what an OMS gave us, and what we told it. */
export interface Parent {
  readonly parentId: string;
  readonly session: SessionId;
  readonly instrument: Instrument;
  readonly side: string;
  readonly strategy: StrategyName;
  readonly timeInForce: string;
  /** The order as received; its body travels with a DMA child. */
  readonly received: FactOf<'ParentOrderReceived'>;
  ordType: string;
  /** ClOrdID in force: the last one that was accepted. */
  clOrdId: string;
  state: OrderState;
  /** False until the risk gate let it through. */
  accepted: boolean;
  plan: Plan | undefined;
  /** The replace that is being worked, with its own schedule fields. */
  replacing: FactOf<'ParentReplaceReceived'> | undefined;
  /** Why we are ending it ourselves (kill switch); undefined while nobody asked. */
  ending: { readonly reason: string; readonly as: 'Expired' | 'Canceled' } | undefined;
  readonly children: Child[];
}

/** Buys: 1, 3 (buy minus); everything else sells. */
export const isBuy = (side: string): boolean => side === '1' || side === '3';

/** True where its children must go before it can close or shrink: we end it, its OMS cancels it, or a replace asks for less than works. */
export function wantsStop(p: Parent): boolean {
  if (p.ending) return true;
  for (const r of p.state.pending) {
    if (r.kind === 'Cancel') return true;
    if (p.strategy !== 'DMA' && r.orderQty !== undefined && p.state.cumQty + workingQty(p) > r.orderQty) return true;
  }
  return false;
}

export const isWorking = (p: Parent): boolean => p.accepted && isOpen(p.state);

/** Quantity that children may still fill. A child in doubt counts in full. */
export function workingQty(p: Parent): number {
  let sum = 0;
  for (const c of p.children) if (isOpen(c.state)) sum += c.state.orderQty - c.state.cumQty;
  return sum;
}

/** The child that is open, newest first; undefined where none is. */
export function openChild(p: Parent): Child | undefined {
  for (let i = p.children.length - 1; i >= 0; i--) if (isOpen(p.children[i]!.state)) return p.children[i];
  return undefined;
}
