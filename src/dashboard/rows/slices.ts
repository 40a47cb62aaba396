import type { At, Decimal } from './units';

interface SliceBase {
  readonly id: string;
  readonly at: At;
  readonly slot: number;
}
/** By the end of the slot so much should be done. */
export interface SliceScheduled extends SliceBase {
  readonly what: 'scheduled';
  readonly target: Decimal;
  readonly least: Decimal | null;
  readonly most: Decimal | null;
  readonly urgency: 'passive' | 'weigh' | 'cross';
  readonly forClose: boolean;
}
/** What each way of pricing the child was expected to cost (bps, mid against mid); the cheapest was chosen. */
export interface SliceWeighed extends SliceBase {
  readonly what: 'weighed';
  readonly qty: Decimal;
  readonly chose: 'join' | 'improve' | 'cross';
  /** Why nothing was weighed; null where it was. */
  readonly plain: string | null;
  readonly cross: number | null;
  readonly join: number | null;
  readonly improve: number | null;
  /** Probability of a fill, joining and improving. */
  readonly fillJoin: number | null;
  readonly fillImprove: number | null;
  readonly taker: number | null;
  readonly maker: number | null;
  readonly impact: number | null;
  readonly drift: number | null;
}
export interface SliceSkipped extends SliceBase {
  readonly what: 'skipped';
  readonly reason: string;
}
/** An adaptive order's decision about a slot. */
export interface SliceTilted extends SliceBase {
  readonly what: 'tilted';
  /** Who it was decided by: a model, an answer that came late, the baseline ... and why. */
  readonly source: string;
  readonly why: string | null;
  /** What the forecast says (`raw`, with its standard deviation), what was made of it, and what was done; 0 is the baseline. */
  readonly raw: number;
  readonly sd: number;
  readonly tilt: number;
  readonly applied: number | null;
  /** What held it back. */
  readonly clip: string;
  readonly baseline: Decimal;
  readonly target: Decimal;
  readonly regime: string | null;
  readonly model: string | null;
  /** How long the answer took (us). */
  readonly took: number | null;
  readonly said: readonly { readonly name: string; readonly horizon: number; readonly value: number | null }[];
  /** What each feature added to what decides, largest first. */
  readonly attributions: readonly (readonly [name: string, added: number])[];
  readonly features: readonly {
    readonly name: string;
    readonly units: string;
    readonly value: number | null;
    readonly filled: boolean;
  }[];
}
export type SliceRow = SliceScheduled | SliceWeighed | SliceSkipped | SliceTilted;
