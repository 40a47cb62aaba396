import type { Micros } from '../../numbers';
import { momentOf, type Stretch, tradingBy } from '../trading-time';
import { type Cumulative, curveOf, partOf } from './cumulative';
import { type DrawKey, drawSigned } from './draws';

/** A plan's slots in time: `edges` are the start of the first, the ends of all (one more than `curve` has parts), each later than the one before. */
export interface Slots {
  readonly edges: readonly Micros[];
  readonly curve: Cumulative;
  /** The trading in the window, where it is not all of it: edges are moved in trading time. */
  readonly sessions?: readonly Stretch[] | undefined;
}

/** How far slots are moved: `times` of a slot's length (0 to 0.5), `sizes` of its part (0 to 0.5). */
export interface Jitter {
  readonly times: number;
  readonly sizes: number;
}

/**
 * Slots at times and of sizes that an observer cannot foresee: every inner edge is moved by up to `times` of the shorter of its two slots (of
 * their trading time), every slot's part multiplied by 1 +- `sizes` (and all then scaled to the whole). The window's start and end stay,
 * each slot keeps at least a microsecond, a slot without a part keeps none. The same key gives the same slots.
 */
export function jittered({ edges, curve, sessions }: Slots, { times, sizes }: Jitter, key: DrawKey): Omit<Slots, 'sessions'> {
  const moved = times === 0 ? edges : movedEdges(edges, sessions, n => drawSigned(key, 2 * n) * Math.min(times, 0.5));
  if (sizes === 0) return { edges: moved, curve };
  const parts = curve.map((_, n) => partOf(curve, n) * (1 + Math.min(sizes, 0.5) * drawSigned(key, 2 * n + 1)));
  return { edges: moved, curve: curveOf(parts) ?? curve };
}

/** `by`: how far the n-th edge moves, as a part of the shorter of its two slots. */
function movedEdges(edges: readonly Micros[], sessions: Slots['sessions'], by: (n: number) => number): Micros[] {
  const last = edges.length - 1;
  const [start, end] = [edges[0]!, edges[last]!];
  const trading = { start, end, sessions };
  // slots without any trading have only the clock
  const span =
    sessions && edges.every((e, n) => n === 0 || tradingBy(trading, e) > tradingBy(trading, edges[n - 1]!))
      ? trading
      : { start, end };
  const places = edges.map(edge => tradingBy(span, edge));
  return edges.map((edge, n) => {
    if (n === 0 || n === last) return edge;
    // less a microsecond: two neighbours that move towards each other by half a slot never meet
    const room = Math.min(places[n]! - places[n - 1]!, places[n + 1]! - places[n]!) - 1;
    return momentOf(span, places[n]! + Math.trunc(by(n) * room));
  });
}
