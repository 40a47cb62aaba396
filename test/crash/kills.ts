import { Draws } from '../../simulator/market/draws';
import { STOP_POINTS, type StopPoint } from '../../src/run/stop-points';

/** One death of the gateway: at the n-th pass of a point, or so long (ms) after its start. */
export type Kill = { readonly point: StopPoint; readonly n: number } | { readonly point: 'random'; readonly after: number };

/** Each point five times, early and late, and 25 instants, in an order drawn from the seed. */
export function plannedKills(seed: number): Kill[] {
  const draws = new Draws(seed, 0);
  draws.decide(0);
  const kills: Kill[] = [];
  for (const point of STOP_POINTS) for (const n of PASSES) kills.push({ point, n: n + draws.below(3) });
  for (let i = 0; i < 25; i++) kills.push({ point: 'random', after: 150 + draws.below(1500) });
  for (let i = kills.length - 1; i > 0; i--) {
    const j = draws.below(i + 1);
    [kills[i], kills[j]] = [kills[j]!, kills[i]!];
  }
  return kills;
}

/** Which pass of a point, plus 0 to 2. A run begins with Logon and TestRequest; orders and questions follow. */
const PASSES = [1, 3, 5, 8, 12];

/** How often each point came, as text. */
export function countByPoint(kills: readonly Kill[]): string {
  return [...STOP_POINTS, 'random'].map(p => `${p} ${kills.filter(k => k.point === p).length}`).join(', ');
}
