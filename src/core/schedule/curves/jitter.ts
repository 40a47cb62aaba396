import type { Micros } from '../../numbers';
import { type Cumulative, curveOf, partOf } from './cumulative';
import { type DrawKey, drawSigned } from './draws';

/** A plan's slots in time: `edges` are the start of the first, the ends of all (one more than `curve` has parts), each later than the one before. */
export interface Slots {
  readonly edges: readonly Micros[];
  readonly curve: Cumulative;
}

/** How far slots are moved: `times` of a slot's length (0 to 0.5), `sizes` of its part (0 to 0.5). */
export interface Jitter {
  readonly times: number;
  readonly sizes: number;
}

/**
 * Slots at times and of sizes that an observer cannot foresee: every inner edge is moved by up to `times` of the shorter of its two slots,
 * every slot's part multiplied by 1 +- `sizes` (and all then scaled to the whole). The window's start and end stay, each slot
 * keeps at least a microsecond, a slot without a part keeps none. The same key gives the same slots.
 */
export function jittered({ edges, curve }: Slots, { times, sizes }: Jitter, key: DrawKey): Slots {
  const last = edges.length - 1;
  const moved = edges.map((edge, n) => {
    if (n === 0 || n === last || times === 0) return edge;
    // less a microsecond: two neighbours that move towards each other by half a slot never meet
    const room = Math.min(edge - edges[n - 1]!, edges[n + 1]! - edge) - 1;
    return edge + Math.trunc(drawSigned(key, 2 * n) * Math.min(times, 0.5) * room);
  });
  if (sizes === 0) return { edges: moved, curve };
  const parts = curve.map((_, n) => partOf(curve, n) * (1 + Math.min(sizes, 0.5) * drawSigned(key, 2 * n + 1)));
  return { edges: moved, curve: curveOf(parts) ?? curve };
}
