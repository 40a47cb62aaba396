import type { FactOf, RegimeState } from '../facts';
import type { Micros } from '../numbers';
import { filtered } from './filter';
import type { HmmModel } from './hmm-model';

/** Taken once: under a test runner each use of a global is looked up. */
const { max, round } = Math;

/** The states of the filter, in their order. */
export const REGIME_NAMES = ['calm', 'busy', 'stressed'] as const;

/** A regime is entered above this probability, and left below that one; */
const ENTER = 0.95;
const LEAVE = 0.1;
/** it lasts so many bars at least, */
const LEAST_BARS = 3;
/** and is unknown after so many bars in a row that no state explains, until as many in a row are explained. */
const IN_A_ROW = 2;

/** Where a symbol's regime stands. */
export interface Regime {
  readonly posteriors: readonly [number, number, number];
  readonly state: RegimeState;
  /** End of the bar that it is as of. */
  readonly end: Micros;
  /** Bars that the state has lasted. */
  readonly bars: number;
  /** Bars in a row that were not explained, and that were. */
  readonly poor: number;
  readonly fair: number;
}

/** What a bar is to the filter. */
export interface Observed {
  readonly symbol: string;
  readonly end: Micros;
  /** Logs without their time of day. */
  readonly series: readonly (number | null)[];
}

/** What a bar says of the regime; its posteriors are rounded, so that a journal that is read back goes on from the same ones. */
export function regimeAfter(
  model: HmmModel,
  before: Regime | undefined,
  { symbol, end, series }: Observed,
  bar: Micros,
): FactOf<'RegimeSeen'> {
  const steps = before ? round((end - before.end) / bar) : 0;
  const { posteriors, fit } = filtered(model, before?.posteriors, steps, series);
  const rounded = [six(posteriors[0]!), six(posteriors[1]!), six(posteriors[2]!)] as const;
  const { poor, fair } = explained(before, fit, model.floor);
  const state = stateAfter(before, rounded, { poor, fair });
  const changed = state !== (before?.state ?? 'unknown');
  return { type: 'RegimeSeen', symbol, end, posteriors: rounded, state, changed, fit: fit === null ? null : six(fit) };
}

/** The same as books keep it. */
export function regimeSeen(before: Regime | undefined, fact: FactOf<'RegimeSeen'>, floor: number): Regime {
  const { posteriors, state, end, changed, fit } = fact;
  return { posteriors, state, end, bars: changed ? 1 : (before?.bars ?? 0) + 1, ...explained(before, fit, floor) };
}

const six = (x: number): number => round(x * 1e6) / 1e6;

function explained(before: Regime | undefined, fit: number | null, floor: number): { poor: number; fair: number } {
  return fit === null || fit < floor ? { poor: (before?.poor ?? 0) + 1, fair: 0 } : { poor: 0, fair: (before?.fair ?? 0) + 1 };
}

function stateAfter(
  before: Regime | undefined,
  posteriors: readonly number[],
  { poor, fair }: { readonly poor: number; readonly fair: number },
): RegimeState {
  if (poor >= IN_A_ROW) return 'unknown';
  const now = before?.state ?? 'unknown';
  const likely = posteriors.indexOf(max(...posteriors)) as 0 | 1 | 2;
  if (now === 'unknown') return fair >= IN_A_ROW && posteriors[likely]! >= ENTER ? likely : 'unknown';
  const may = before!.bars >= LEAST_BARS && likely !== now;
  return may && (posteriors[likely]! >= ENTER || posteriors[now]! < LEAVE) ? likely : now;
}
