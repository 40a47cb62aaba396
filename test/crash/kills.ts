import { Draws } from '../../simulator/market/draws';
import { STOP_POINTS, type StopPoint } from '../../src/run/stop-points';

/** One death of the gateway: at the n-th pass of a point, or so long (ms) after its start. */
export type Kill = { readonly point: StopPoint; readonly n: number } | { readonly point: 'random'; readonly after: number };

type Named = Exclude<Kill, { point: 'random' }>;

/** Points of a batch to the venue, and which passes of each. A run begins with Logon and TestRequest; orders and questions follow. */
const BATCH_POINTS = ['before-commit', 'after-commit', 'mid-write', 'before-written'] as const;
const PASSES = [1, 4, 9];
const LONG_PASSES = Array.from({ length: 17 }, (_, i) => 1 + (i % 10));

/** What a run dies of, in an order drawn from the seed: 32 deaths, 200 in the long run; of these 12 and 100 at any instant. */
export function plannedKills(seed: number, long: boolean): Kill[] {
  const draws = new Draws(seed, 0);
  draws.decide(0);
  const groups: Kill[][] = [];
  const named = (point: StopPoint, n: number): Named => ({ point, n: n + draws.below(3) });
  for (const point of BATCH_POINTS) for (const n of long ? LONG_PASSES : PASSES) groups.push([named(point, n)]);
  for (let i = 0; i < (long ? 8 : 2); i++) {
    // what was committed and never written is asked for at the next logon: the answer to that is cut short
    groups.push([named('after-commit', 3), { point: 'mid-resend', n: 1 }]);
    groups.push([named('before-archived', 1)], [named('after-archived', 1)]);
  }
  for (let i = 0; i < (long ? 100 : 12); i++) groups.push([{ point: 'random', after: 150 + draws.below(1500) }]);
  for (let i = groups.length - 1; i > 0; i--) {
    const j = draws.below(i + 1);
    [groups[i], groups[j]] = [groups[j]!, groups[i]!];
  }
  return groups.flat();
}

/** How often each point came, as text. */
export function countByPoint(kills: readonly Kill[]): string {
  return [...STOP_POINTS, 'random'].map(p => `${p} ${kills.filter(k => k.point === p).length}`).join(', ');
}
