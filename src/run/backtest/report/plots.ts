import { type Plot, type Series, svgOf } from '../../plot/plot';
import { stackedOf } from '../../plot/stacked';
import type { ParentResult } from '../results';
import { PARTS } from './costs';
import type { BacktestDetails, StrategyDetail } from './details';
import { type Path, STEPS } from './path';

/** Lines of single parents that a plot still shows apart. */
const MOST_LINES = 60;
const BINS = 24;

/** Names of the parts of costs, for readers. */
export const PART_NAMES: Readonly<Record<(typeof PARTS)[number], string>> = {
  spreadBps: 'spread',
  impactBps: 'impact',
  timingBps: 'timing',
  feeBps: 'fees',
  restPriceBps: 'rest',
};

const along = (values: readonly number[]): Series['points'] => values.map((v, k) => [(100 * k) / STEPS, 100 * v]);

/** What a strategy's orders did against their schedules: each parent thin, their means thick. */
export function trajectoryPlot({ strategy, path }: StrategyDetail, parents: readonly Path[]): string {
  const each = parents.slice(0, MOST_LINES).map((p): Series => ({ name: '', points: along(p.done), thin: true, colour: 0 }));
  const means: Series[] = [{ name: 'done, mean', points: along(path.done), colour: 0 }];
  if (path.schedule) means.push({ name: 'schedule, mean', points: along(path.schedule), colour: 1, dashed: true });
  return svgOf({
    title: `${strategy}: done along the window`,
    x: '% of the window',
    y: '% of the order',
    series: [...each, ...means],
  });
}

/** How a figure of parents (`y` where of something else) is distributed, a colour a strategy, in bins that all share. */
export function histogram(
  about: Pick<Plot, 'title' | 'x'> & Partial<Pick<Plot, 'y'>>,
  byStrategy: ReadonlyMap<string, readonly number[]>,
): string {
  const all = [...byStrategy.values()].flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const width = (high - low || 1) / BINS;
  const series = [...byStrategy].map(([name, values]): Series => {
    const counts = Array.from({ length: BINS }, () => 0);
    for (const v of values) counts[Math.min(BINS - 1, Math.floor((v - low) / width))]!++;
    return { name, bars: width, points: counts.flatMap((n, bin) => (n > 0 ? [[low + (bin + 0.5) * width, n] as const] : [])) };
  });
  return svgOf({ y: 'parents', ...about, series });
}

export const costPlot = ({ strategies }: BacktestDetails): string =>
  stackedOf({
    title: 'What the implementation shortfall is made of, mean by strategy',
    x: 'bps of the order; the mark is IS',
    parts: PARTS.map(part => PART_NAMES[part]),
    rows: strategies.map(s => ({ name: s.strategy, values: PARTS.map(part => s.cost[part]) })),
  });

export const liquidityPlot = ({ strategies }: BacktestDetails): string =>
  stackedOf({
    title: 'Fills by strategy',
    x: 'fills',
    parts: ['maker', 'taker'],
    rows: strategies.map(s => ({ name: s.strategy, values: [s.makerFills, s.takerFills] })),
  });

/** Participation of each parent, in the order in which they came. */
export const participationPlot = (parents: readonly ParentResult[], names: readonly string[]): string =>
  svgOf({
    title: 'Participation by parent',
    x: 'parents, in the order in which they came',
    y: '% of the volume of the window',
    series: names.map(name => ({
      name,
      dots: true,
      points: parents.flatMap((p, n) =>
        p.strategy === name && p.participation !== null ? [[n + 1, 100 * p.participation] as const] : [],
      ),
    })),
  });

/** Mean mark-outs by the time after a fill, over all parents that have one. */
export function markOutPlot(parents: readonly ParentResult[], seconds: readonly number[]): string {
  const mean = (liquidity: 'maker' | 'taker', after: number): number => {
    const known = parents.flatMap(p => p.markOuts[liquidity][`${after}s`] ?? []);
    return known.reduce((sum, v) => sum + v, 0) / known.length;
  };
  const line = (liquidity: 'maker' | 'taker'): Series => ({
    name: liquidity,
    points: seconds.map(s => [s, mean(liquidity, s)] as const).filter(([, v]) => Number.isFinite(v)),
  });
  return svgOf({
    title: 'Mark-outs',
    x: 'seconds after the fill',
    y: 'bps, for us above 0',
    logX: true,
    series: [line('maker'), line('taker')],
  });
}
