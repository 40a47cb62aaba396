import type { TiltDecided } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { type Parent, workingQty } from '../order/parent';
import { roomOf } from '../risk/participation';
import { baselineLook } from '../schedule/adaptive';
import { partOfQty } from '../schedule/progress';
import { clipTilt, type TiltLimits } from './clip';
import type { RawTilt } from './forecast-tilt';
import type { Said } from './orders';
import { shrunk } from './shrink';
import { behind, standingOf } from './standing';

/** Features told of a decision: those that moved it most. */
const TOLD = 6;

type Tilted = Omit<TiltDecided, 'type' | 'parentId' | 'slot' | 'source' | 'why'>;

/**
 * The slot under way of an order, by what a model said and the tilt that follows (both undefined: untilted): clips and targets. Six decimals: what is
 * behind them is not the same on every machine.
 */
export function tiltOf(parent: Parent, said: Said | undefined, { raw, sd }: RawTilt, books: Ledger, at: Micros): Tilted {
  const tilt = rounded(shrunk(raw, sd));
  const limits = limitsOf(parent, books, at);
  const clipped = clipTilt(tilt, limits);
  const shadow = said !== undefined && standingOf(behind(said, books.adaptive.of(parent.parentId)), parent, books, at).shadow;
  const target = shadow ? clipped.untilted : clipped.target;
  return {
    ...(said && { ask: said.ask, model: said.terms.hash }),
    y: said?.y ?? [],
    sd: rounded(sd),
    raw: rounded(raw),
    tilt,
    applied: shadow && clipped.applied !== undefined ? 0 : clipped.applied,
    clip: shadow ? 'shadow' : clipped.clip,
    baseline: limits.target,
    target: Math.max(target, Math.min(parent.state.cumQty, parent.state.orderQty)),
    attributions: said ? largest(said) : [],
    regime: books.learning.regimeOf(parent.instrument.symbol, at)?.state,
  };
}

/** Where the order and its baseline stand, and how far a tilt may go. */
function limitsOf(parent: Parent, books: Ledger, at: Micros): TiltLimits {
  const { state, instrument } = parent;
  const plan = parent.plan!;
  const base = Math.min(plan.base, state.orderQty);
  const { decided } = books.adaptive.of(parent.parentId);
  const room = roomOf(parent, books);
  return {
    done: Math.min(decided?.target ?? base, state.orderQty),
    before: Math.min(decided?.baseline ?? base, state.orderQty),
    target: baselineLook(parent, plan, books, at).target,
    orderQty: state.orderQty,
    band: partOfQty(state.orderQty, plan.band ?? 0),
    most: room === undefined ? Number.POSITIVE_INFINITY : state.cumQty + workingQty(parent) + Math.max(0, room),
    lot: instrument.lot,
  };
}

/** Never -0, which JSON does not have. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

function largest({ terms, attributions }: Said): (readonly [string, number])[] {
  const named = terms.features.map(({ name }, n) => [name, rounded(attributions[n] ?? 0)] as const);
  return named
    .filter(([, added]) => added !== 0)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, TOLD);
}
