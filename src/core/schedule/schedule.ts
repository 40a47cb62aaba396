import type { Denial } from '../denials';
import type { ClosePlan, PlanTerms, SliceScheduled } from '../facts';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import type { Parent, Plan } from '../order/parent';
import type { Strategy } from '../strategies';
import type { Given } from '../strategy-parameters';

/** What a strategy plans by: the order as it is asked for, its window in slots of equal trading time, and what the books know. */
export interface Asked {
  readonly strategy: Strategy;
  readonly instrument: Instrument;
  readonly side: string;
  readonly orderQty: Qty;
  /** Done so far: what is left is spread. */
  readonly base: Qty;
  /** Limit price; undefined for a market order. */
  readonly price: Px | undefined;
  /** ParticipationRate (849) in millionths. */
  readonly rate: number | undefined;
  readonly given: Given;
  readonly start: Micros;
  readonly end: Micros;
  /** Edges of the slots, one more than there are; none where they are even or counted. */
  readonly edges: readonly Micros[];
  readonly auction: Pick<ClosePlan, 'at' | 'cutOff'> | undefined;
  /** Microseconds of trading in the window. */
  readonly trading: Micros;
  readonly books: Ledger;
  readonly at: Micros;
}

/** What of a plan a strategy decides; the rest is the same for all. */
export type Shape = Pick<PlanTerms, 'curve' | 'rate' | 'seenBefore' | 'seenScale' | 'expected' | 'close' | 'band' | 'basis'>;

/** Where a plan stands at a moment: what goes into SliceScheduled, and when to look again. */
export interface Look extends Omit<SliceScheduled, 'type' | 'parentId'> {
  readonly next: Micros;
  /** Nothing is scheduled now: why, or '' where nothing is due by the plan. */
  readonly skip?: string | undefined;
}

/** What a strategy's frame is made of, before there are slots. */
export interface Framed {
  readonly symbol: string;
  readonly given: Given;
  readonly start: Micros;
  readonly books: Ledger;
}

/** One way to schedule. Pure: the same order and books give the same plan and looks. */
export interface Schedule {
  /**
   * Slots: `listed` with a curve of their own, `even` where nothing moves them (any number of them), `counted` where a slot is no more than
   * the time from one look to the next.
   */
  readonly slots: 'listed' | 'even' | 'counted';
  /** Microseconds of a slot where SlotSeconds does not say; absent: a twentieth of the window, a second to a minute. */
  readonly slot?: Micros;
  /** Its end where neither ExpireTime (126) nor Duration says; absent or undefined: one of them is needed. */
  readonly endOf?: (framed: Framed) => Micros | undefined;
  /** When slices end and the auction order is sent; absent: slices go on to the end. */
  readonly auction?: (framed: Framed, end: Micros) => Pick<ClosePlan, 'at' | 'cutOff'> | Denial;
  readonly plan: (asked: Asked) => Shape | Denial;
  readonly look: (parent: Parent, plan: Plan, books: Ledger, at: Micros) => Look;
}
