import { drawTactic } from '../bandit/draw';
import { score } from '../bandit/score';
import type { FactOf, Tactic } from '../facts';
import type { Ledger } from '../ledger';
import { cautionOf } from '../market/caution-of';
import type { Micros, Qty } from '../numbers';
import { fourDecimals } from '../round';
import type { Emit } from '../turn';
import { costInputs } from './cost-inputs';
import { type CostInputs, type Weighed, weigh } from './cost-rule';
import type { Slice } from './slice-parts';

/** How the child of a slice is priced, and how much of the slice it is. */
export interface Chosen {
  readonly tactic: Tactic;
  readonly qty: Qty;
}

/**
 * What the schedule asks for decides, with three exceptions: while there is a caution for the symbol nothing crosses; what fell below the band crosses,
 * and only that; a slice that is to be weighed goes by the cost rule, and the fact SliceWeighed says why. On paper a bandit may explore what is weighed
 * (core/bandit), and nothing else.
 */
export function chooseTactic(slice: Slice, books: Ledger, at: Micros, emit: Emit): Chosen {
  const set = setTactic(slice, books, at);
  if (!set) return { tactic: weighed(slice, books, at, emit), qty: slice.qty };
  if (books.bandit.open.size > 0) score(slice.parent, 'overtaken', books, emit);
  return set;
}

/** What is not weighed; undefined where it is. */
function setTactic(slice: Slice, books: Ledger, at: Micros): Chosen | undefined {
  const { parent, fact, qty } = slice;
  if (cautionOf(books, parent.instrument.symbol, at)) return { tactic: 'join', qty };
  if (fact.urgency === 'cross') return { tactic: 'cross', qty };
  const behind = fellBehind(slice);
  if (behind > 0) return { tactic: 'cross', qty: behind };
  if (fact.urgency === 'passive') return { tactic: 'join', qty };
  return undefined;
}

/** What of the slice's quantity is missing from the least that should be done by now: whole lots, no less than MinSlice where there is as much. */
function fellBehind({ parent, fact, child, elsewhere, qty }: Slice): Qty {
  const { least } = fact;
  if (least === undefined) return 0;
  const missing = least - parent.state.cumQty - elsewhere;
  if (missing <= 0) return 0;
  const { lot } = parent.instrument;
  const done = child?.state.cumQty ?? 0;
  const whole = Math.ceil((done + missing) / lot) * lot - done;
  return Math.min(qty, Math.max(whole, parent.plan?.rules?.minSlice ?? 0));
}

function weighed(slice: Slice, books: Ledger, at: Micros, emit: Emit): Tactic {
  const rest = restOf(slice, at);
  const inputs = costInputs(slice, rest, books, at);
  if (typeof inputs === 'string') {
    const { parent, fact, qty } = slice;
    emit({ type: 'SliceWeighed', parentId: parent.parentId, slot: fact.slot, qty, chose: 'join', plain: inputs });
    if (books.bandit.open.size > 0) score(parent, 'overtaken', books, emit);
    return 'join';
  }
  const found = weigh(inputs);
  emit(told(slice, inputs, found, books.seen.get(slice.parent.instrument.symbol)!.asOf, rest));
  return books.bandit.terms ? drawTactic(slice, { inputs, weighed: found }, books, at, emit) : found.chose;
}

/** How long the child may rest before its schedule would have it done (us): to the end of its slot, or of the plan. */
function restOf({ parent, fact }: Slice, at: Micros): Micros {
  const { start, end, slots, edges } = parent.plan!;
  const slotEnd = edges?.[fact.slot + 1] ?? start + Math.floor(((end - start) * (fact.slot + 1)) / slots);
  return Math.max(0, Math.min(slotEnd, end) - at);
}

/** The fact of what was weighed, written out whole: spreads would cost more than the rule. */
function told(
  { parent, fact, qty }: Slice,
  inputs: CostInputs,
  found: Weighed,
  asOf: Micros,
  rest: Micros,
): FactOf<'SliceWeighed'> {
  return {
    type: 'SliceWeighed',
    parentId: parent.parentId,
    slot: fact.slot,
    qty,
    chose: found.chose,
    asOf,
    cross: fourDecimals(found.cross),
    join: fourDecimals(found.join),
    improve: found.improve === undefined ? undefined : fourDecimals(found.improve),
    fillJoin: fourDecimals(inputs.join.fill),
    fillImprove: inputs.improve && fourDecimals(inputs.improve.fill),
    taker: fourDecimals(inputs.taker),
    maker: fourDecimals(inputs.maker),
    impact: fourDecimals(inputs.impact),
    drift: fourDecimals(inputs.drift),
    rest,
  };
}
