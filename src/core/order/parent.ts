import type { FactOf, PlanTerms, StrategyName } from '../facts';
import type { Instrument } from '../instruments';
import type { Micros, Px, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { Drawn } from '../risk/exposure/drawn';
import type { RiskLevel } from '../risk/levels';
import type { OwnPart } from '../risk/own-part';
import type { Child } from './child';
import { isOpen, isOver, type OrderState, type Pending } from './order';

/** How a scheduled parent is spread, and how far its slices got. */
export interface Plan extends PlanTerms {
  /** The latest slot that was scheduled, and its target: a target never falls. */
  readonly last: { readonly slot: number; readonly target: Qty } | undefined;
}

/** Why an order waits for two persons, and how far they are. */
export interface Hold {
  readonly code: string;
  readonly text: string;
  readonly since: Micros;
  readonly until: Micros;
  /** The first person. */
  readonly asked: { readonly by: string; readonly reason: string } | undefined;
}

/** A parent order: what an OMS gave us, and what we told it. */
export interface Parent {
  readonly parentId: string;
  readonly session: SessionId;
  instrument: Instrument;
  readonly side: string;
  readonly strategy: StrategyName;
  /** Where its limits stand: the firm, its session, account, strategy and symbol. */
  readonly levels: readonly RiskLevel[];
  /** What it takes up there. */
  readonly drawn: Drawn;
  readonly timeInForce: string;
  /** The order as received; its body travels with a DMA child. */
  readonly received: FactOf<'ParentOrderReceived'>;
  ordType: string;
  /** ClOrdID in force: the last one that was accepted. */
  clOrdId: string;
  /** Every ClOrdID that leads to it: of the order and of each request on it, refused ones too. */
  readonly clOrdIds: string[];
  state: OrderState;
  /** False until the risk gate let it through. */
  accepted: boolean;
  plan: Plan | undefined;
  /** The latest slice of its plan: what is asked again while its child rests. */
  slice: FactOf<'SliceScheduled'> | undefined;
  /** What it is expected to cost; undefined where nobody said. */
  estimate: FactOf<'CostEstimated'> | undefined;
  /** The part of the volume that it may be (849); undefined where it does not say. */
  ownPart: OwnPart | undefined;
  /** The replaces that are being worked, oldest first, with their own schedule fields. */
  replacing: FactOf<'ParentReplaceReceived'>[];
  /** The last cancel that was taken up; its fields travel with a DMA child's. */
  cancelling: FactOf<'ParentCancelReceived'> | undefined;
  /** Why we are ending it ourselves (kill switch); undefined while nobody asked. */
  ending: { readonly reason: string; readonly as: 'Expired' | 'Canceled' } | undefined;
  /** A soft limit holds it: why, until when, and who asked that it goes on; undefined where none does. */
  hold: Hold | undefined;
  /** Two persons released it from a soft limit. */
  released: boolean;
  /** Why the latest slice was skipped; undefined once a child went out after it. */
  held: string | undefined;
  children: Child[];
}

/** What a parent begins with: most have one child, and an array that grows takes room for many. */
export const NO_CHILDREN: Child[] = [];
export const NONE_REPLACING: FactOf<'ParentReplaceReceived'>[] = [];

/** Buys: 1, 3 (buy minus); everything else sells. */
export const isBuy = (side: string): boolean => side === '1' || side === '3';

/** True where its children must go before it can close or shrink: we end it, its OMS cancels it, or a replace asks for less than works. */
export function wantsStop(p: Parent): boolean {
  if (p.ending) return true;
  for (const r of p.state.pending) {
    if (r.kind === 'Cancel') return true;
    if (p.strategy !== 'DMA' && outgrows(p, r)) return true;
  }
  return false;
}

export const isWorking = (p: Parent): boolean => p.accepted && isOpen(p.state);

/** True where what works is more, or at a worse price, than a replace asks for. */
function outgrows(p: Parent, asked: Pending): boolean {
  if (asked.orderQty !== undefined && p.state.cumQty + workingQty(p) > asked.orderQty) return true;
  const limit = asked.price;
  if (limit === undefined) return false;
  const worse = (price: Px | undefined): boolean => price !== undefined && (isBuy(p.side) ? price > limit : price < limit);
  return p.children.some(c => reservedQty(c) > 0 && (worse(c.state.price) || c.state.pending.some(r => worse(r.price))));
}

/** Quantity that children may still fill. A child in doubt counts in full. */
export function workingQty(p: Parent): Qty {
  let sum = 0;
  for (const c of p.children) sum += reservedQty(c);
  return sum;
}

/** Quantity that a child may still fill: until a replace is answered, the larger of old and new counts, even where the old one is filled. */
export function reservedQty(c: Child): Qty {
  const { state } = c;
  if (isOver(state)) return 0;
  let most = state.orderQty;
  for (const r of state.pending) if (r.orderQty !== undefined && r.orderQty > most) most = r.orderQty;
  return Math.max(0, most - state.cumQty);
}

/** The child that a replace would change: the one that may still trade, or one that is filled and may be given more. */
export function replaceableChild(p: Parent): Child | undefined {
  const open = openChild(p);
  if (open) return open;
  const last = p.children.at(-1);
  return last && !isOver(last.state) ? last : undefined;
}

/** The child that may still trade, newest first; undefined where none may. */
export function openChild(p: Parent): Child | undefined {
  for (let i = p.children.length - 1; i >= 0; i--) if (reservedQty(p.children[i]!) > 0) return p.children[i];
  return undefined;
}
