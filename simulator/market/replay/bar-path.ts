import type { Lots, Ticks } from '../../matching/types';
import type { Draws } from '../draws';

/** A bar in ticks and lots. */
export interface Bar {
  readonly open: Ticks;
  readonly high: Ticks;
  readonly low: Ticks;
  readonly close: Ticks;
  readonly volume: Lots;
}

/** Prices that a bar's path passes in any case: open, high and low where neither end is them (in an order that is drawn), close. */
export function turnsOf({ open, high, low, close }: Bar, draws: Draws): Ticks[] {
  const extremes = draws.below(2) === 0 ? [high, low] : [low, high];
  const turns = [open, ...extremes.filter(price => price !== open && price !== close), close];
  return turns.filter((price, i) => i === 0 || price !== turns[i - 1]);
}

/**
 * A path of `steps` prices through a bar that begins at its open, ends at its close, touches its high and its low and never leaves
 * them: a random walk on each leg, pinned to where the leg ends. `steps` at least the number of turns.
 */
export function pathOf(bar: Bar, turns: readonly Ticks[], steps: number, draws: Draws): Ticks[] {
  const path: Ticks[] = [];
  const legs = turns.slice(1).map((to, i) => Math.abs(to - turns[i]!));
  const total = legs.reduce((a, b) => a + b, 0);
  const spare = steps - turns.length;
  let walked = 0;
  let given = 0;
  turns.forEach((turn, i) => {
    path.push(turn);
    if (i === legs.length) return;
    walked += legs[i]!;
    const upTo = total === 0 ? spare : Math.round((spare * walked) / total);
    path.push(...leg(turn, turns[i + 1]!, upTo - given, { bar, draws }));
    given = upTo;
  });
  while (path.length < steps) path.push(turns.at(-1)!);
  return path;
}

/** `n` prices between two turns. */
function leg(from: Ticks, to: Ticks, n: number, { bar, draws }: { bar: Bar; draws: Draws }): Ticks[] {
  const prices: Ticks[] = [];
  let at = from;
  for (let i = n; i > 0; i--) {
    const drift = (to - at) / (i + 1);
    const noise = ((bar.high - bar.low) / 8) * draws.normal() * Math.sqrt(i / (i + 1));
    at = Math.min(bar.high, Math.max(bar.low, Math.round(at + drift + noise)));
    prices.push(at);
  }
  return prices;
}

/** `volume` lots in `n` parts of at least one lot each, drawn; `n` at most `volume`. */
export function partsOf(volume: Lots, n: number, draws: Draws): Lots[] {
  const weights = Array.from({ length: n }, () => 0.2 + draws.uniform());
  const total = weights.reduce((a, b) => a + b, 0);
  let sum = 0;
  let given = 0;
  return weights.map((weight, i) => {
    sum += weight;
    const upTo = i === n - 1 ? volume - n : Math.floor(((volume - n) * sum) / total);
    const part = 1 + upTo - given;
    given = upTo;
    return part;
  });
}
