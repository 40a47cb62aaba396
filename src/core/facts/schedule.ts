import type { Micros, Px, Qty } from '../numbers';

/** How parents are scheduled and sliced. Prices and quantities are units of the instrument. */

/** How the slices of an order may be worked, as its OMS asked for it (strategy parameters). */
export interface SliceRules {
  /** `passive` rests and crosses only what fell below the band; `normal` rests first and crosses late in a slot; `taker` crosses. */
  readonly style: Style;
  /** CompleteAtEnd: what is left in the last slot crosses. False: it is left, and expires with the window. */
  readonly completes: boolean;
  /** A child is no smaller, but for the last that takes all that is left; what would be left behind a child is no smaller either. */
  readonly minSlice?: Qty | undefined;
  /** A child is no larger. */
  readonly maxSlice?: Qty | undefined;
  /** At most so much of a child is shown. */
  readonly display?: Qty | undefined;
  /** A resting child whose touch moved away follows it at most once in so long (us); absent: core/slicing/patience.ts. */
  readonly minRest?: Micros | undefined;
  /** A child that was weighed and rests for so long (us) is weighed again; absent: likewise. */
  readonly timeout?: Micros | undefined;
  /** Where the far touch is at this price or better, everything that is left may be taken at once, at this price or better. */
  readonly wouldPrice?: Px | undefined;
}
export type Style = 'passive' | 'normal' | 'taker';
/** The closing auction that an order is meant for, and what of the order waits for it. */
export interface ClosePlan {
  /** When the auction order is sent; slices end by then. */
  readonly at: Micros;
  /** The last moment for it: when the auction takes no more orders. */
  readonly cutOff: Micros;
  /** Quantity kept for the auction. */
  readonly qty: Qty;
  /** The most that the auction may get of the order; absent: all that is left by then. */
  readonly most?: Qty | undefined;
}
/** A schedule as data: what is looked up at each timer, so that a restart goes on with it. */
export interface PlanTerms {
  readonly start: Micros;
  readonly end: Micros;
  readonly slots: number;
  /** CumQty when the plan was made: the schedule spreads what was left then. */
  readonly base: Qty;
  /** The start of the first slot and the end of each (one more than there are slots), rising; absent: slots of equal length from `start` to `end`. */
  readonly edges?: readonly Micros[] | undefined;
  /** When the market trades in the window, start and end of each stretch; absent: all the time. */
  readonly sessions?: readonly (readonly [start: Micros, end: Micros])[] | undefined;
  /** Part of what was left that should be done by the end of each slot, in parts per billion, never falling, 1e9 last; absent: equal parts. */
  readonly curve?: readonly number[] | undefined;
  /** How far CumQty may stray from the curve, in parts per million of OrderQty; absent: what is due is worked, and nothing is behind. */
  readonly band?: number | undefined;
  /** POV: the part of all volume that the order should be, in millionths. */
  readonly rate?: number | undefined;
  /** Volume that had been seen in the symbol by the start (its first slice moves it there), in units of 10^-`seenScale`: what came since is followed. */
  readonly seenBefore?: Qty | undefined;
  readonly seenScale?: number | undefined;
  /** Volume expected in the window (VWAP), whole shares or contracts; absent where nobody knows. */
  readonly expected?: number | undefined;
  readonly close?: ClosePlan | undefined;
  /** Absent in journals from before there was one. */
  readonly rules?: SliceRules | undefined;
  /** The strategy parameters in force, in their plainest form, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** In words: what the curve was made of, for who reads the journal. */
  readonly basis?: string | undefined;
}
export interface PlanMade extends PlanTerms {
  readonly type: 'PlanMade';
  readonly parentId: string;
}
export interface TimerSet {
  readonly type: 'TimerSet';
  readonly timer: string;
  readonly at: Micros;
}
/**
 * How the child of a slice may be priced. `passive` rests at the near touch; `cross` takes the far one; `weigh` leaves it to the cost rule
 * (core/slicing/cost-rule.ts), which rests, improves the touch or crosses, and is asked again while the child rests: `SliceWeighed` says why.
 */
export type Urgency = 'passive' | 'weigh' | 'cross';
/**
 * By the end of slot `slot` the parent should have `target` done; `urgency` says how the child may be priced. What holds for every slice of the
 * order (least and greatest child, display, style, completion) stands in its plan: `parent.plan.rules`.
 */
export interface SliceScheduled {
  readonly type: 'SliceScheduled';
  readonly parentId: string;
  readonly slot: number;
  readonly target: Qty;
  /** What one slot holds; a child carries at most a few of these. */
  readonly slotQty: Qty;
  readonly urgency: Urgency;
  /** CumQty below which the order has fallen out of its band: what is missing up to here crosses. Absent: the band is open below. */
  readonly least?: Qty | undefined;
  /** CumQty, with what works, that is not to be exceeded now. Absent: `target`, but for a remainder below MinSlice that its last child takes along. */
  readonly most?: Qty | undefined;
  /** No child of this slice is priced worse than this (WouldPrice), and what does not trade at once shall not rest. Price units. */
  readonly limit?: Px | undefined;
  /** What is missing goes into the closing auction: one child with TimeInForce (59) 7, market or at the order's limit. */
  readonly forClose?: true | undefined;
}
/**
 * What the cost rule found for the child of a slice: costs in bps of mid against mid, the cheapest was chosen (on paper a bandit may do otherwise: TacticDrawn). Estimates: none of
 * them is part of an order.
 */
export interface SliceWeighed {
  readonly type: 'SliceWeighed';
  readonly parentId: string;
  readonly slot: number;
  readonly qty: Qty;
  readonly chose: Tactic;
  /** Why nothing was weighed (what was seen is missing, too old, or does not hold any more): the child rests at the near touch. Absent where it was. */
  readonly plain?: string | undefined;
  /** When the market data that it is made of was received. */
  readonly asOf?: Micros | undefined;
  /** Expected cost of each way; `improve` only where the spread has room for it. */
  readonly cross?: number | undefined;
  readonly join?: number | undefined;
  readonly improve?: number | undefined;
  /** Probability that the child fills while it may rest, joining and improving. */
  readonly fillJoin?: number | undefined;
  readonly fillImprove?: number | undefined;
  /** Fees of the venue it would go to, impact beyond the far touch, expected drift against us: bps. */
  readonly taker?: number | undefined;
  readonly maker?: number | undefined;
  readonly impact?: number | undefined;
  readonly drift?: number | undefined;
  /** Time it may rest (us). */
  readonly rest?: Micros | undefined;
}
/** `join`: at the near touch; `improve`: one tick inside it; `cross`: through the far touch. */
export type Tactic = 'join' | 'improve' | 'cross';
export interface SliceSkipped {
  readonly type: 'SliceSkipped';
  readonly parentId: string;
  readonly slot: number;
  readonly reason: string;
}
