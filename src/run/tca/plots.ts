import type { Key } from '../../drop-copy/tca/groups';
import { PARTS } from '../../drop-copy/tca/split';
import type { FillGroup } from '../../drop-copy/tca/venues';
import { ALL } from '../../drop-copy/tca/venues';
import { histogram } from '../backtest/report/plots';
import { forestOf } from '../plot/forest';
import { type Series, svgOf } from '../plot/plot';
import { stackedOf } from '../plot/stacked';
import type { TcaReport } from './tca';

/** Groups that a drawing still shows. */
const MOST = 20;

/** What the shortfall is made of, over all and by the first key that was asked for. */
export function costBars({ total, groups }: TcaReport): string {
  const [first = []] = Object.values(groups);
  const rows = [...(total ? [total] : []), ...first.slice(0, MOST)];
  return stackedOf({
    title: 'What the implementation shortfall is made of',
    x: 'bps of the ordered value; the mark is the shortfall',
    parts: PARTS,
    rows: rows.map(group => ({ name: group.name.slice(0, 12), values: PARTS.map(part => group.partsBps[part]) })),
  });
}

/** Slippage against arrival and shortfall of each group, with intervals. */
export const costForest = ({ groups }: TcaReport, key: Key): string =>
  forestOf({
    title: `Costs by ${key}`,
    x: 'bps, above 0 is worse',
    groups: (
      [
        ['arrivalBps', 'against arrival'],
        ['isBps', 'implementation shortfall'],
      ] as const
    ).map(([name, title]) => ({
      name: title,
      rows: (groups[key] ?? []).slice(0, MOST).map(g => ({ ...g[name], name: g.name })),
    })),
  });

/** How the shortfall lies over orders. */
export function costHistogram({ orders, costsOf }: TcaReport): string {
  const shown = orders.filter(o => o.basis !== null && (o.basis !== 'first fill') === (costsOf === 'market'));
  return histogram(
    { title: 'Implementation shortfall by order', x: 'bps', y: 'orders' },
    new Map([['', shown.flatMap(o => o.isBps ?? [])]]),
  );
}

/** Mean mark-outs over all venues by liquidity. */
export function markOutLines({ fills }: TcaReport): string {
  const line = ({ liquidity, markOuts }: FillGroup, colour: number): Series[] => {
    const known = markOuts.flatMap(({ seconds, move }) => (move.mean === null ? [] : [{ seconds, mean: move.mean, move }]));
    const points = known.map(m => [m.seconds, m.mean] as const);
    const error = known.map(m => (m.move.high === null || m.move.low === null ? 0 : (m.move.high - m.move.low) / 2));
    return [
      { name: liquidity, points, colour },
      { name: '', points, error, dots: true, colour },
    ];
  };
  return svgOf({
    title: 'Mark-outs',
    x: 'seconds after the fill',
    y: 'bps, with us above 0',
    logX: true,
    series: fills.filter(f => f.venue === ALL).flatMap(line),
  });
}
