import { clustersOf, type Estimate, overClusters } from './clusters';
import type { Spell } from './spell';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { exp } = Math;

/** Expectations count as no nearer to 0 and 1 than this: nothing is that sure. */
const LEAST = 0.01;
/** How far the odds may be off: a factor of 10,000 either way. */
const MOST = Math.log(10_000);
/** Halvings of that range: a part in ten million is left. */
const HALVINGS = 28;

/** A spell whose outcome at the end of the time that it was weighed for is known, and what it stands for. */
interface Told {
  readonly spell: Spell;
  readonly expected: number;
  readonly filled: boolean;
  readonly weight: number;
}

/**
 * How many times the odds p / (1 - p) of a fill are what the cost rule expected, with its interval over clusters: the factor by which expectations agree with what was seen, in the
 * mean. A spell that was stopped before its time has no outcome; those that have one count for it too, by 1 over the probability of not having been stopped by then (inverse probability of
 * censoring: Robins and Rotnitzky, AIDS Epidemiology, 1992); `n` is how many have one. NaN where nothing was weighed, and wherever the value or an end is a factor of 10,000 or
 * more: what is that far off, or always or never filled, the data do not tell.
 */
export function oddsOfFill(spells: readonly Spell[], seed: number): Estimate & { readonly n: number } {
  const told = toldOf(spells);
  const { of, count } = clustersOf(told.map(t => t.spell));
  const { value, low, high } = overClusters(count, times => [oddsBy(told, n => times[of[n]!]!)], seed)[0]!;
  return { value: inRange(value), low: inRange(low), high: inRange(high), clusters: count, n: told.length };
}

/** Odds within what was searched; NaN at its ends. */
const inRange = (odds: number): number => (Math.abs(Math.log(odds)) < MOST - 1e-6 ? odds : Number.NaN);

function oddsBy(told: readonly Told[], times: (n: number) => number): number {
  const excess = (shift: number): number => {
    let sum = 0;
    for (let n = 0; n < told.length; n++) {
      const { expected, filled, weight } = told[n]!;
      const counts = weight * times(n);
      if (counts > 0) sum += counts * ((filled ? 1 : 0) - shifted(expected, shift));
    }
    return sum;
  };
  if (told.length === 0) return Number.NaN;
  let [low, high] = [-MOST, MOST];
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** A probability whose log-odds moved by `shift`. */
const shifted = (p: number, shift: number): number => 1 / (1 + ((1 - p) / p) * exp(-shift));

function toldOf(spells: readonly Spell[]): Told[] {
  const weighed = spells.filter(s => s.expected);
  const unstopped = notStopped(weighed);
  return weighed.flatMap(spell => {
    const { seconds, end, weight } = spell;
    const { fill, rest } = spell.expected!;
    if (end === 'stopped' && seconds < rest) return [];
    const expected = Math.min(1 - LEAST, Math.max(LEAST, fill));
    const filled = end === 'filled' && seconds <= rest;
    return [{ spell, expected, filled, weight: weight / unstopped(Math.min(seconds, rest)) }];
  });
}

/** Kaplan-Meier of being stopped before the own time is over: the probability of not having been by just before `seconds`. */
function notStopped(spells: readonly Spell[]): (seconds: number) => number {
  const lasted = spells.map(({ seconds, end, expected, weight }) => {
    const stopped = end === 'stopped' && seconds < expected!.rest;
    return { until: Math.min(seconds, expected!.rest), stopped, weight };
  });
  // of one moment what happened comes before what was stopped
  lasted.sort((a, b) => a.until - b.until || Number(a.stopped) - Number(b.stopped));
  let atRisk = lasted.reduce((sum, s) => sum + s.weight, 0);
  let left = 1;
  const steps: { readonly at: number; readonly left: number }[] = [];
  for (const { until, stopped, weight } of lasted) {
    if (stopped) steps.push({ at: until, left: (left *= 1 - Math.min(1, weight / atRisk)) });
    atRisk -= weight;
  }
  return seconds => steps[stepsBefore(steps, seconds) - 1]?.left ?? 1;
}

/** How many steps are before a moment. */
function stepsBefore(steps: readonly { readonly at: number }[], seconds: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.at < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
