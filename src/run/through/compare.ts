import { type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { Figures } from './figures';
import type { ComparedParent, Difference } from './report';

/** A figure that both sides have. */
interface Compared {
  readonly name: string;
  readonly of: (f: Figures) => number | null;
  readonly decimals: number;
}

/** What is compared, in the order in which it is told. */
export const COMPARED: readonly Compared[] = [
  { name: 'slippage bps', of: f => f.slippageBps, decimals: 2 },
  { name: 'IS bps', of: f => f.isBps, decimals: 2 },
  { name: 'after first fill bps', of: f => f.firstFillBps, decimals: 2 },
  { name: 'completion %', of: f => 100 * f.completion, decimals: 2 },
  { name: 'seconds', of: f => f.seconds, decimals: 1 },
  { name: 'child orders', of: f => f.children, decimals: 1 },
  { name: 'fills', of: f => f.fills, decimals: 1 },
];

/** Pairs of figures: what is taken off, and what it is taken off from. */
type Pair = readonly [base: Figures, other: Figures, cluster: string];

/** Sluice against the log, paired by parent; parents that were denied, or that the plan did not take, are in none. `seed`: the bootstrap's. */
export const againstLog = (parents: readonly ComparedParent[], seed: number): Difference[] =>
  differences(
    parents.filter(isCompared).map(p => [p.log, p.sluice, clusterOf(p)] as const),
    seed,
  );

/** A plan against the orders as logged, both by Sluice: `log` of the result is what the latter came to. */
export function againstAsLogged(
  parents: readonly ComparedParent[],
  asLogged: readonly ComparedParent[],
  seed: number,
): Difference[] {
  const base = new Map(asLogged.filter(isCompared).map(p => [p.clOrdId, p.sluice]));
  const pairs = parents.filter(isCompared).flatMap((p): Pair[] => {
    const other = base.get(p.clOrdId);
    return other ? [[other, p.sluice, clusterOf(p)]] : [];
  });
  return differences(pairs, seed);
}

const isCompared = ({ planned, sluice }: ComparedParent): boolean => planned && sluice.outcome !== 'denied';

/** Parents of one symbol and day met one market. */
const clusterOf = ({ symbol, day }: ComparedParent): string => `${symbol} ${day}`;

function differences(pairs: readonly Pair[], seed: number): Difference[] {
  return COMPARED.map(({ name, of }) => {
    const both = pairs.flatMap(([base, other, cluster]) => {
      const [a, b] = [of(base), of(other)];
      return a === null || b === null ? [] : [{ a, b, cluster }];
    });
    const clusters = new Map<string, number[]>();
    for (const { a, b, cluster } of both) {
      const own = clusters.get(cluster);
      if (own) own.push(b - a);
      else clusters.set(cluster, [b - a]);
    }
    return {
      figure: name,
      log: meanOf(both.length > 0 ? both.map(pair => pair.a) : pairs.flatMap(([base]) => of(base) ?? [])),
      sluice: meanOf(both.length > 0 ? both.map(pair => pair.b) : pairs.flatMap(([, other]) => of(other) ?? [])),
      difference: meanInterval([...clusters.values()], seed),
    };
  });
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;

/** `1.23 [0.98, 1.47]`, or the mean alone where there are too few clusters for an interval. */
export function differenceText({ mean, low, high, by }: Interval, decimals: number): string {
  if (!Number.isFinite(mean)) return '-';
  const told = mean.toFixed(decimals);
  return by === 'none' ? told : `${told} [${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;
}
