import { HORIZONS } from '../../core/impact/mark-outs';
import type { Group, Key } from '../../drop-copy/tca/groups';
import { PARTS } from '../../drop-copy/tca/split';
import type { Cells } from '../backtest/report/cells';
import { type Block, type Cell, figure, type Section, table, text } from '../rules/page';
import { costForest, markOutLines } from './plots';
import type { TcaReport } from './tca';

/** A report as it stands in report.json, and what reads its numbers. */
export interface Shown {
  readonly report: TcaReport;
  readonly cell: Cells;
}

/** Rows of a table of orders or groups; the files have all. */
export const MOST_ROWS = 300;

const STATS = [
  ['isBps', 'implementation shortfall'],
  ['arrivalBps', 'against arrival'],
  ['vwapBps', 'against VWAP'],
  ['twapBps', 'against TWAP'],
] as const;

/** Orders put together by a key: what they did, what it cost with intervals, and what that is made of. */
export function groupSection({ report, cell }: Shown, key: Key): Section {
  const groups = report.groups[key] ?? [];
  const title = `By ${key === 'hour' ? `hour of the day (${report.hourZone})` : key}`;
  if (groups.length === 0) return { title, blocks: [text('There are no orders.')] };
  const level = `${report.ci} %`;
  const rows = groups.slice(0, MOST_ROWS).map((group, n) => groupCells(cell, group, `/groups/${key}/${n}`));
  const spreads = groups.slice(0, MOST_ROWS / STATS.length).flatMap((group, n) => statRows(cell, group, `/groups/${key}/${n}`));
  const parts = groups.slice(0, MOST_ROWS).map((group, n): Cell[] => {
    const at = `/groups/${key}/${n}`;
    return [group.name, cell(`${at}/isBps/mean`, 2), ...PARTS.map(part => cell(`${at}/partsBps/${part}`, 2))];
  });
  return {
    title,
    blocks: [
      ...(key === 'venue' ? [text(VENUE_TEXT)] : []),
      table([key, ...GROUP_HEAD], rows),
      table([key, 'cost, bps', 'mean', `${level} from`, 'to', 'median', 'n', 'clusters', 'drawn by'], spreads),
      figure(costForest(report, key), `Mean with its ${level} interval, where there is one.`),
      table([key, 'IS bps', ...PARTS.map(part => `${part} bps`)], parts),
      ...cut(groups.length, 'groups'),
    ],
  };
}

const VENUE_TEXT =
  'Orders as they reached a venue: children, where the log has them, each against the market when it was sent there. So these costs are not those of the parents.';

const GROUP_HEAD = [
  'orders',
  'notional',
  'seconds',
  'part. %',
  'done %',
  'complete %',
  'rejected %',
  'cancelled %',
  'IS by value, bps',
  'shortfall, money',
];

const groupCells = (cell: Cells, { name }: Group, at: string): Cell[] => [
  name,
  cell(`${at}/orders`, 0),
  cell(`${at}/notional`, 0),
  cell(`${at}/durationSeconds`, 1),
  cell(`${at}/participation`, 2, 100),
  cell(`${at}/fillRate`, 1, 100),
  cell(`${at}/completeRate`, 1, 100),
  cell(`${at}/rejectRate`, 1, 100),
  cell(`${at}/cancelRate`, 1, 100),
  cell(`${at}/weightedIsBps`, 2),
  cell(`${at}/shortfallCents`, 2, 0.01),
];

/** A row a figure: means with their intervals, and what those rest on. */
const statRows = (cell: Cells, group: Group, at: string): Cell[][] =>
  STATS.map(([name, title]) => [
    group.name,
    title,
    ...['mean', 'low', 'high', 'median'].map(key => cell(`${at}/${name}/${key}`, 2)),
    cell(`${at}/${name}/n`, 0),
    cell(`${at}/${name}/clusters`, 0),
    group[name].by,
  ]);

/** Fills by venue and liquidity, with mark-outs. */
export function fillsSection({ report, cell }: Shown): Section {
  const rows = report.fills.slice(0, MOST_ROWS).map((group, n): Cell[] => {
    const at = `/fills/${n}`;
    return [
      group.venue,
      group.liquidity,
      cell(`${at}/fills`, 0),
      cell(`${at}/notional`, 0),
      cell(`${at}/share`, 1, 100),
      cell(`${at}/spreadBps/mean`, 2),
      ...HORIZONS.flatMap((_, i) => ['mean', 'low', 'high'].map(end => cell(`${at}/markOuts/${i}/move/${end}`, 2))),
      cell(`${at}/fees`, 2),
    ];
  });
  const moves = HORIZONS.flatMap(s => [`${s} s bps`, `${report.ci} % from`, 'to']);
  return {
    title: 'Fills: venues, liquidity, mark-outs',
    blocks: [
      text(
        'A maker fill rested and was met, a taker fill crossed (LastLiquidityInd, 851). Spread: distance from the mid just before, above 0 is worse. A mark-out is how far the mid moved with us (above 0) or against us after a fill: after taking, what comes back is reversion.',
      ),
      table(['venue', 'liquidity', 'fills', 'notional', '% of value', 'spread bps', ...moves, 'fees'], rows),
      figure(markOutLines(report), 'Mean over the fills of all venues, with its interval.'),
      ...cut(report.fills.length, 'rows'),
    ],
  };
}

/** Orders that cost far more or less than the others. */
export function outlierSection({ report, cell }: Shown): Section {
  const { outliers } = report;
  const rows = outliers.orders.slice(0, MOST_ROWS).map((o, n): Cell[] => {
    const at = `/outliers/orders/${n}`;
    return [o.clOrdId, cell(`${at}/isBps`, 2), cell(`${at}/z`, 1), o.part, cell(`${at}/partBps`, 2)];
  });
  const found: Block[] =
    outliers.not !== null
      ? [text(`None is named: ${outliers.not}.`)]
      : rows.length === 0
        ? [text('No order is farther than 3.5 robust standard deviations from the median.')]
        : [table(['order', 'IS bps', 'robust z', 'most of it is', 'which is, bps'], rows), ...cut(outliers.count, 'outliers')];
  const scale: Cell[][] = [
    ['orders looked at', cell('/outliers/among', 0)],
    ['outliers', cell('/outliers/count', 0)],
    ['median, bps', cell('/outliers/median', 2)],
    ['median absolute deviation, bps', cell('/outliers/mad', 2)],
  ];
  return {
    title: 'Outliers',
    blocks: [
      text('Orders whose shortfall has 0.6745 (x - median) / MAD beyond 3.5. They are in every mean.'),
      table(['what', 'value'], scale),
      ...found,
    ],
  };
}

/** Every order. */
export function ordersSection({ report, cell }: Shown): Section {
  const rows = report.orders.slice(0, MOST_ROWS).map((o, n): Cell[] => {
    const at = `/orders/${n}`;
    return [
      o.clOrdId,
      o.symbol,
      o.side,
      o.strategy,
      o.outcome,
      o.basis ?? 'nothing',
      ...ORDER_NUMBERS.map(([name, , decimals, times]) => cell(`${at}/${name}`, decimals, times)),
      ...PARTS.map(part => cell(`${at}/partsBps/${part}`, 2)),
    ];
  });
  const head = ['order', 'symbol', 'side', 'strategy', 'outcome', 'against', ...ORDER_NUMBERS.map(([, name]) => name)];
  return {
    title: 'Orders',
    blocks: [table([...head, ...PARTS.map(part => `${part} bps`)], rows), ...cut(report.counts.orders, 'orders')],
  };
}

const ORDER_NUMBERS: readonly (readonly [name: string, title: string, decimals: number, times: number])[] = [
  ['orderQty', 'ordered', 0, 1],
  ['filledQty', 'done', 0, 1],
  ['notional', 'notional', 0, 1],
  ['durationSeconds', 'seconds', 1, 1],
  ['participation', 'participation %', 2, 100],
  ['arrival', 'arrival', 4, 1],
  ['avgPx', 'average', 4, 1],
  ['arrivalBps', 'arrival bps', 2, 1],
  ['vwapBps', 'VWAP bps', 2, 1],
  ['twapBps', 'TWAP bps', 2, 1],
  ['isBps', 'IS bps', 2, 1],
  ['shortfallCents', 'shortfall, money', 2, 0.01],
];

const cut = (of: number, what: string): Block[] =>
  of > MOST_ROWS ? [text(`The first ${MOST_ROWS} of ${of} ${what}: report.json and orders.csv have more.`)] : [];
