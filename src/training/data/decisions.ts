import { DAY_MICROS, utcDayOf } from '../../core/civil';
import type { Micros } from '../../core/numbers';
import { STILL, WARM_UP } from './labels';
import { mirrorOf } from './mirror';
import type { MarketRows } from './rows';
import { Growing, type Sample, type SampleTerms, weightOf } from './sample';

/** Mids of a symbol as they changed, in the order of time: in any unit of price, NaN while nothing is known. */
export interface MidPath {
  readonly at: Float64Array;
  readonly mid: Float64Array;
  /** When whoever read them began anew, in the order of time: averages of before are not those of after. */
  readonly starts: Float64Array;
}

/**
 * Makes a sample of what decisions read, where nobody recorded the market: rows are moments at which a decision was due, no less than `terms.every` apart, and what followed is
 * read off the quotes. `drift` and `volatility` have labels, `volume` and `fill` have none (NaN): quotes do not tell them. `own`: what our trades had moved the mid by (bps), at a
 * moment. Such rows are there only when a schedule had something to do: no even sample of a day.
 */
export function decisionSample(
  cluster: string,
  rows: MarketRows,
  { path, own }: { readonly path: MidPath; readonly own: (moments: Float64Array) => Float64Array },
  terms: SampleTerms,
): Sample {
  const { features, targets, every, mirror } = terms;
  const kept = apart(rows.at, path, every);
  const columns = features.map(name => (name === 'side' ? undefined : rows.column(name)));
  const volatility = rows.column('volatility60');
  const mirrored = mirrorOf(features);
  const longest = Math.max(...targets.map(t => t.horizon * 1e6));
  const ours = new Map(targets.map(t => [t.horizon, own(Float64Array.from(kept, k => rows.at[k]! + t.horizon * 1e6))]));
  const before = own(Float64Array.from(kept, k => rows.at[k]!));
  const into = new Growing(features.length, targets.length);
  kept.forEach((k, n) => {
    const at = rows.at[k]!;
    if (Number.isNaN(volatility[k]!) || at + longest > path.at.at(-1)!) return;
    const side = n % 2 === 0 ? 1 : -1;
    const y = targets.map(({ name, horizon }) => {
      const walked = walk(path, at, horizon);
      if (name === 'drift') return walked.drift - (ours.get(horizon)![n]! - before[n]!);
      return name === 'volatility' ? movement(walked.squares / horizon, volatility[k]!) : Number.NaN;
    });
    if (y.every(Number.isNaN)) return;
    const x = columns.map(column => (column ? column[k]! : side));
    const row = { at, x, y, calm: weightOf(volatility[k]!), states: [Number.NaN, Number.NaN, Number.NaN] };
    into.add(row);
    if (mirror) into.add({ ...row, x: mirrored(x), y: y.map((v, i) => (targets[i]!.name === 'drift' ? -v : v)) });
  });
  return into.sample(cluster);
}

/** Places of rows that are `every` apart, none before the averages know enough: after each start and each day (UTC) that begins they have seen nothing. */
function apart(at: Float64Array, path: MidPath, every: Micros): number[] {
  const kept: number[] = [];
  let [next, began, warm] = [Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY];
  for (let k = 0; k < at.length; k++) {
    const start = path.starts[lastBefore(path.starts, at[k]!)] ?? Number.NEGATIVE_INFINITY;
    const since = Math.max(start, DAY_MICROS * utcDayOf(at[k]!));
    if (since !== began) warm = firstQuote(path, since) + WARM_UP;
    began = since;
    if (at[k]! < Math.max(warm, next)) continue;
    kept.push(k);
    next = at[k]! + every;
  }
  return kept;
}

/** When the mid was known for the first time from `since` on; never is infinity. */
function firstQuote({ at, mid }: MidPath, since: Micros): Micros {
  let k = lastBefore(at, since - 1) + 1;
  while (k < at.length && Number.isNaN(mid[k]!)) k++;
  return at[k] ?? Number.POSITIVE_INFINITY;
}

/** Change of mid over a horizon (s) from `at`, bps, and the sum of squared returns on the way; NaN where the mid was not known all the time. */
function walk({ at: times, mid }: MidPath, at: Micros, horizon: number): { readonly drift: number; readonly squares: number } {
  let k = lastBefore(times, at);
  const first = mid[k] ?? Number.NaN;
  let now = first;
  let squares = 0;
  for (k++; k < times.length && times[k]! <= at + horizon * 1e6; k++) {
    const move = 10_000 * Math.log(mid[k]! / now);
    squares += move * move;
    now = mid[k]!;
  }
  return Number.isNaN(squares) ? { drift: Number.NaN, squares } : { drift: (10_000 * (now - first)) / first, squares };
}

/** ln of the realised volatility over that of the last minute, as `Labels` has it. */
const movement = (realised: number, usual: number): number => 0.5 * Math.log((realised + STILL ** 2) / (usual ** 2 + STILL ** 2));

/** The last place whose time is not after `at`; -1 before the first. */
function lastBefore(times: Float64Array, at: Micros): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
