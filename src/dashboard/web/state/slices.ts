import type { SliceRow, SliceScheduled, SliceSkipped, SliceTilted, SliceWeighed } from '../../feed';

/** All that was decided about one slot of an order. */
export interface Slot {
  readonly slot: number;
  readonly at: number;
  readonly scheduled: SliceScheduled | undefined;
  readonly tilted: SliceTilted | undefined;
  readonly skipped: SliceSkipped | undefined;
  /** A child that rests is weighed again: the latest last. */
  readonly weighed: readonly SliceWeighed[];
}

/** Slices by slot, the latest slot first. */
export function slotsOf(slices: readonly SliceRow[]): Slot[] {
  const slots = new Map<number, SliceRow[]>();
  for (const slice of slices) {
    const of = slots.get(slice.slot);
    if (of) of.push(slice);
    else slots.set(slice.slot, [slice]);
  }
  return [...slots.entries()].sort(([a], [b]) => b - a).map(([slot, told]) => slotOf(slot, told));
}

function slotOf(slot: number, told: readonly SliceRow[]): Slot {
  const last = <What extends SliceRow['what']>(what: What) =>
    told.findLast((slice): slice is Extract<SliceRow, { what: What }> => slice.what === what);
  const weighed = told.filter((slice): slice is SliceWeighed => slice.what === 'weighed');
  return {
    slot,
    at: told[0]!.at,
    scheduled: last('scheduled'),
    tilted: last('tilted'),
    skipped: last('skipped'),
    weighed,
  };
}

const URGENCY: Readonly<Record<SliceScheduled['urgency'], string>> = {
  passive: 'rests',
  weigh: 'rests or crosses by cost',
  cross: 'crosses',
};
export const urgencyText = (urgency: SliceScheduled['urgency']): string => URGENCY[urgency];

const CLIPS: Readonly<Record<string, string>> = {
  none: 'nothing held it back',
  band: 'held by the band around the baseline',
  cap: 'held by the participation cap',
  lots: 'held by whole lots and OrderQty',
  shadow: 'shadow: the baseline was done',
};
/** What held a tilt back, in words. */
export const clipText = (clip: string): string => CLIPS[clip] ?? clip;

/** A tilt (natural log of quantity over the baseline's) as per cent more or less of the slot: `0.0953` -> `+10 %`. */
export function tiltText(tilt: number | null): string {
  if (tilt === null) return 'nothing to do';
  const more = Math.round(Math.expm1(tilt) * 100);
  return more === 0 ? 'as the baseline' : `${more > 0 ? '+' : '\u2212'}${Math.abs(more)} %`;
}
