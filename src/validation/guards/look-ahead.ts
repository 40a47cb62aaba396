import { LookAheadError } from '../../core/as-of/as-of';
import type { Micros } from '../../core/numbers';
import type { Finding } from './finding';
import { cutsOf, timeText } from './moments';

/** Values that somebody computed, and as of when each claims to be (us): a feature's row, the end of a label's horizon. */
export interface Column {
  readonly name: string;
  readonly asOf: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** A market and what is computed of it. */
export interface Subject<M> {
  readonly market: M;
  /** The same market up to `cut` (us, included), and something else after it, drawn by `seed`. */
  noiseAfter(market: M, cut: Micros, seed: number): M;
  /** All columns; whatever it reads, it reads of this market. */
  compute(market: M): readonly Column[] | Promise<readonly Column[]>;
}

export interface LookAheadOptions {
  /** Moments after which everything is replaced, one at a time. */
  readonly cuts: number;
  readonly seed: number;
  /** Told after each market that was computed. */
  readonly told?: ((done: number, of: number) => void) | undefined;
}

/** What came of it. */
export interface LookedAhead {
  readonly findings: readonly Finding[];
  readonly names: readonly string[];
  /** Moments after which the noise changed something: where it changed nothing, nothing was tested. */
  readonly cuts: number;
  /** Values that were compared bit by bit. */
  readonly compared: number;
  /** Columns that did not change after any cut either: what they read was not replaced, so nothing can be said of them. */
  readonly still: readonly string[];
}

/** What was seen of one column. */
interface Seen {
  readonly column: Column;
  cuts: number;
  moved: boolean;
  compared: number;
  /** The greatest distance from a value to what changed it (us), and that value. */
  ahead: Micros;
  example: { readonly at: Micros; readonly was: number; readonly is: number | undefined; readonly cut: Micros } | undefined;
}

const GUARD = 'look-ahead';

/**
 * The one test of look-ahead, for whatever can be computed: everything after a moment is replaced by noise and all is computed again. No bit of what is as of that moment
 * or before may change. Cuts lie at moments of values, so that a value that reads the least bit further is seen. A computation that is not the same twice on one market is told by
 * that, for then nothing else can be told; so is one whose series throw a LookAheadError. Throws an Error where two columns have one name.
 */
export async function lookAhead<M>(subject: Subject<M>, options: LookAheadOptions): Promise<LookedAhead> {
  try {
    return await looked(subject, options);
  } catch (error) {
    if (!(error instanceof LookAheadError)) throw error;
    const { series: name, clock: at, message: why } = error;
    return { findings: [{ guard: GUARD, name, at, why }], names: [name], cuts: 0, compared: 0, still: [] };
  }
}

async function looked<M>(subject: Subject<M>, options: LookAheadOptions): Promise<LookedAhead> {
  const { cuts, seed, told = () => undefined } = options;
  const base = await subject.compute(subject.market);
  const twice = base.find(({ name }, n) => base.findIndex(c => c.name === name) < n);
  if (twice) throw new Error(`two columns are called '${twice.name}'`);
  const seen = base.map(seenOf);
  let effective = 0;
  const unsteady = unsteadyIn(base, await subject.compute(subject.market));
  told(2, cuts + 2);
  for (const [n, cut] of cutsOf(base, cuts, seed).entries()) {
    const changed = await subject.compute(subject.noiseAfter(subject.market, cut, seed + n));
    // a kind of value that only another future has: before the cut there must be none of it either
    for (const { name } of changed)
      if (!seen.some(s => s.column.name === name)) seen.push(seenOf({ name, asOf: [], values: [] }));
    const byName = new Map(changed.map(c => [c.name, c]));
    const counted = seen.map(of => compare(of, byName.get(of.column.name), cut));
    // noise that changes nothing anywhere tests nothing
    if (counted.some(c => c.changed)) {
      effective++;
      counted.forEach(({ values }, i) => {
        seen[i]!.compared += values;
      });
    }
    told(n + 3, cuts + 2);
  }
  return {
    findings: [...unsteady, ...seen.filter(s => s.cuts > 0 && !unsteady.some(u => u.name === s.column.name)).map(findingOf)],
    names: seen.filter(s => s.column.asOf.length > 0 || s.cuts > 0).map(s => s.column.name),
    cuts: effective,
    compared: seen.reduce((sum, s) => sum + s.compared, 0),
    still: seen.filter(s => s.column.asOf.length > 0 && s.cuts === 0 && !(s.moved && s.compared > 0)).map(s => s.column.name),
  };
}

const seenOf = (column: Column): Seen => ({ column, cuts: 0, moved: false, compared: 0, ahead: 0, example: undefined });

/** Compares a column with what it is in another future: how many values up to the cut, and whether anything, before or after, is another one. */
function compare(seen: Seen, changed: Column | undefined, cut: Micros): { readonly values: number; readonly changed: boolean } {
  const { asOf, values } = seen.column;
  let differs = false;
  let moved = changed !== undefined && changed.asOf.length > asOf.length;
  let compared = 0;
  let i = 0;
  for (; i < asOf.length; i++) {
    const at = asOf[i]!;
    const same = changed !== undefined && Object.is(changed.asOf[i], at) && Object.is(changed.values[i], values[i]);
    if (at > cut) {
      moved ||= !same;
      continue;
    }
    compared++;
    if (same) continue;
    differs = true;
    if (seen.example && cut - at < seen.ahead) continue;
    seen.ahead = cut - at;
    seen.example = { at, was: values[i]!, is: changed?.values[i], cut };
  }
  // a row up to the cut that only the other future has
  const more = changed && changed.asOf.length > i && changed.asOf[i]! <= cut;
  if (more) seen.example ??= { at: changed.asOf[i]!, was: Number.NaN, is: changed.values[i]!, cut };
  if (differs || more) seen.cuts++;
  seen.moved ||= moved;
  return { values: compared, changed: moved || differs };
}

function findingOf({ column, cuts, ahead, example }: Seen): Finding {
  const { at, was, is, cut } = example!;
  const now = is === undefined ? 'is not there' : `is ${is}`;
  const why =
    `as of ${timeText(at)} it was ${was}, and ${now} once everything after ${timeText(cut)} is something else: ` +
    `it reads more than ${ahead / 1e6} s ahead (seen at ${cuts} ${cuts === 1 ? 'cut' : 'cuts'})`;
  return { guard: GUARD, name: column.name, at, why };
}

/** Columns that are not the same on the same market. */
function unsteadyIn(base: readonly Column[], again: readonly Column[]): Finding[] {
  const second = new Map(again.map(c => [c.name, c]));
  return base.flatMap(({ name, asOf, values }) => {
    const other = second.get(name);
    const place = Array.from(values).findIndex((v, i) => !Object.is(v, other?.values[i]) || !Object.is(asOf[i], other?.asOf[i]));
    if (place < 0 && values.length === other?.values.length) return [];
    const at = asOf[Math.max(0, place)];
    return [
      { guard: GUARD, name, at, why: 'computed twice on one market it is not the same: nothing can be told of what it reads' },
    ];
  });
}
