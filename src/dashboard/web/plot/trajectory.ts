import type { FillRow, PlanView } from '../../feed';

/** What the plot of an order is made of. Moments in us. */
export interface Course {
  readonly plan: PlanView | null | undefined;
  readonly done: readonly (readonly [at: number, cumQty: number])[];
  readonly fills: readonly FillRow[];
  /** Until when what was done is known: now, or the order's end. */
  readonly until: number;
}
type Line = (number | null)[];
/** Columns of equal length: moments in seconds, then quantities; null where there is nothing to draw. */
export interface Columns {
  readonly at: number[];
  readonly least: Line;
  readonly most: Line;
  readonly target: Line;
  readonly done: Line;
  readonly maker: Line;
  readonly taker: Line;
}

/** The planned trajectory with its band, what was done as steps, and each fill where it made or took liquidity (an auction's counts as made). */
export function trajectory({ plan, done, fills, until }: Course): Columns {
  const points = plan?.points ?? [];
  const marks = fills.filter(fill => fill.at !== null && !fill.superseded);
  const at = [
    ...new Set([...points.map(p => p[0]), ...done.map(d => d[0]), ...marks.map(f => f.at!), ...(done.length ? [until] : [])]),
  ];
  at.sort((a, b) => a - b);
  const steps = at.map(moment => (moment > until ? null : stepAt(done, moment)));
  const marked = (maker: boolean): Line => {
    const moments = new Set(marks.filter(f => f.liquidity !== null && (f.liquidity !== 'taker') === maker).map(f => f.at!));
    return at.map((moment, i) => (moments.has(moment) ? steps[i]! : null));
  };
  return {
    at: at.map(us => us / 1e6),
    least: at.map(moment => between(points, moment, 2)),
    most: at.map(moment => between(points, moment, 3)),
    target: at.map(moment => between(points, moment, 1)),
    done: steps,
    maker: marked(true),
    taker: marked(false),
  };
}

/** CumQty at a moment: that of the last step by then, 0 before the first. */
function stepAt(steps: Course['done'], at: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]![0] <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : steps[low - 1]![1];
}

/** A column of the plan at a moment, on the straight line between its neighbours; null outside them, and where one is open. */
function between(points: PlanView['points'], at: number, column: 1 | 2 | 3): number | null {
  const next = points.findIndex(p => p[0] >= at);
  if (next < 0) return null;
  const after = points[next]!;
  if (after[0] === at) return after[column];
  const before = points[next - 1];
  if (!before) return null;
  const [a, b] = [before[column], after[column]];
  return a === null || b === null ? null : a + ((b - a) * (at - before[0])) / (after[0] - before[0]);
}
