import type { HmmModel } from '../../core/learning/hmm-model';
import { type Bars, logDensities } from './bars';

const { exp, log } = Math;

/** What a model says of bars, those that come later included: for fitting, never for deciding. */
export interface Passes {
  /** Probability of each state (K a bar) given the whole sequence. */
  readonly smoothed: Float64Array;
  /** The same given the bars up to this one. */
  readonly filtered: Float64Array;
  /** Expected moves from state to state: K rows of K. */
  readonly moves: Float64Array;
  /** Log-likelihood of each bar given those before it. */
  readonly fits: Float64Array;
}

/** Both passes over all sequences, scaled bar by bar so that nothing underflows (Rabiner, Proceedings of the IEEE 77, 1989). */
export function passes(model: HmmModel, bars: Bars): Passes {
  const states = model.start.length;
  const chain = chainOf(model);
  const found = {
    smoothed: new Float64Array(bars.count * states),
    filtered: new Float64Array(bars.count * states),
    moves: new Float64Array(states * states),
    fits: new Float64Array(bars.count),
  };
  const dense = densities(model, bars);
  for (let s = 0; s + 1 < bars.begins.length; s++) {
    const span = { begin: bars.begins[s]!, end: bars.begins[s + 1]! };
    const scales = forward(chain, dense, span, found);
    backward(chain, dense, span, { ...found, scales });
  }
  return found;
}

interface Chain {
  readonly states: number;
  readonly start: Float64Array;
  readonly transition: Float64Array;
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

const chainOf = ({ start, transition }: HmmModel): Chain => ({
  states: start.length,
  start: Float64Array.from(start),
  transition: Float64Array.from(transition.flat()),
});

/** Densities of each bar over the largest of them, and the logarithm of that. */
interface Densities {
  readonly relative: Float64Array;
  readonly top: Float64Array;
}

function densities(model: HmmModel, bars: Bars): Densities {
  const states = model.start.length;
  const relative = new Float64Array(bars.count * states);
  const top = new Float64Array(bars.count).fill(Number.NEGATIVE_INFINITY);
  for (let k = 0; k < states; k++) {
    const density = logDensities(bars, model.mean[k]!, model.variance[k]!);
    for (let t = 0; t < bars.count; t++) {
      relative[t * states + k] = density[t]!;
      if (density[t]! > top[t]!) top[t] = density[t]!;
    }
  }
  for (let t = 0; t < bars.count; t++)
    for (let k = 0; k < states; k++) relative[t * states + k] = exp(relative[t * states + k]! - top[t]!);
  return { relative, top };
}

function forward(
  { states, start, transition }: Chain,
  { relative, top }: Densities,
  { begin, end }: Span,
  found: Passes,
): Float64Array {
  const scales = new Float64Array(end - begin);
  const { filtered, fits } = found;
  for (let t = begin; t < end; t++) {
    let whole = 0;
    for (let k = 0; k < states; k++) {
      let before = t === begin ? start[k]! : 0;
      if (t > begin) for (let j = 0; j < states; j++) before += filtered[(t - 1) * states + j]! * transition[j * states + k]!;
      whole += filtered[t * states + k] = before * relative[t * states + k]!;
    }
    for (let k = 0; k < states; k++) filtered[t * states + k]! /= whole;
    scales[t - begin] = whole;
    fits[t] = log(whole) + top[t]!;
  }
  return scales;
}

function backward(
  { states, transition }: Chain,
  { relative }: Densities,
  { begin, end }: Span,
  { smoothed, filtered, moves, scales }: Passes & { readonly scales: Float64Array },
): void {
  const later = new Float64Array(states).fill(1);
  const now = new Float64Array(states);
  for (let t = end - 1; t >= begin; t--) {
    for (let k = 0; k < states; k++) smoothed[t * states + k] = filtered[t * states + k]! * later[k]!;
    if (t === begin) return;
    now.fill(0);
    for (let j = 0; j < states; j++)
      for (let k = 0; k < states; k++) {
        const move = (transition[j * states + k]! * relative[t * states + k]! * later[k]!) / scales[t - begin]!;
        now[j]! += move;
        moves[j * states + k]! += filtered[(t - 1) * states + j]! * move;
      }
    later.set(now);
  }
}
