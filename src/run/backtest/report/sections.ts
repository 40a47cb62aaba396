import { HORIZONS } from '../../../core/impact/mark-outs';
import { type Block, type Cell, figure, list, type Section, table, text } from '../../rules/page';
import { FIGURES } from '../summary';
import { type Cells, pointerPart } from './cells';
import { PARTS } from './costs';
import type { BacktestDetails } from './details';
import { costPlot, histogram, liquidityPlot, markOutPlot, PART_NAMES, participationPlot, trajectoryPlot } from './plots';
import type { BacktestReport } from './report';

/** A report and what reads its numbers. */
export interface Shown {
  readonly report: Omit<BacktestReport, 'seconds'> & { readonly details: BacktestDetails };
  readonly cell: Cells;
}

/** Rows of a table of parents; the file has all. */
const MOST_ROWS = 300;
/** Mark-outs have a section of their own. */
const SHOWN = FIGURES.filter(f => !f.name.includes('mark-out'));
const SPREAD = ['mean', 'sd', 'least', 'p5', 'median', 'p95', 'most'] as const;
const SPREAD_HEAD = ['mean', 'sd', 'least', '5 %', 'median', '95 %', 'most'];

export function strategiesSection({ report, cell }: Shown): Section {
  const rows = report.strategies.map((s, n): Cell[] => [
    s.strategy,
    cell(`/strategies/${n}/parents`, 0),
    cell(`/strategies/${n}/done`, 0),
    cell(`/strategies/${n}/denied`, 0),
    ...SHOWN.map(f => cell(`/strategies/${n}/means/${pointerPart(f.name)}`, f.decimals)),
  ]);
  return {
    title: 'Strategies',
    blocks: [
      text(
        'Means over the parents of one run. One seed is one observation, so nothing here has an interval: a sweep over seeds gives one.',
      ),
      table(['strategy', 'parents', 'done', 'denied', ...SHOWN.map(f => f.name)], rows),
    ],
  };
}

export function trajectorySection({ report }: Shown): Section {
  const { parents, strategies } = report.details;
  const plots = strategies.flatMap(s => {
    const own = report.parents.flatMap((p, n) => (p.strategy === s.strategy && p.outcome !== 'denied' ? [parents[n]!.path] : []));
    return s.parents === 0
      ? []
      : [
          figure(
            trajectoryPlot(s, own),
            `${s.strategy}: each parent thin, their mean thick, the mean of their schedules dashed.`,
          ),
        ];
  });
  return { title: 'Trajectory', blocks: plots.length > 0 ? plots : [text('No parent was worked.')] };
}

export function slippageSection(shown: Shown): Section {
  const by = new Map(
    shown.report.strategies.map(s => [s.strategy, known(shown, s.strategy)] as const).filter(([, v]) => v.length > 0),
  );
  return {
    title: 'Slippage',
    blocks: [
      text('Implementation shortfall with fees, of the ordered quantity, in basis points; above 0 is worse.'),
      ...(by.size > 0
        ? [figure(histogram({ title: 'Implementation shortfall', x: 'bps' }, by), 'How it is distributed over parents.')]
        : []),
      spreadTable(shown, 'isBps', { decimals: 2, times: 1 }),
    ],
  };
}

const known = ({ report }: Shown, strategy: string): number[] =>
  report.parents.flatMap(p => (p.strategy === strategy && p.isBps !== null ? [p.isBps] : []));

export function costSection({ report, cell }: Shown): Section {
  const head = PARTS.map(part => `${PART_NAMES[part]} bps`);
  const parts = (at: string): Cell[] => PARTS.map(part => cell(`${at}/cost/${part}`, 2));
  const byStrategy = report.details.strategies.map((s, n): Cell[] => {
    const at = `/details/strategies/${n}`;
    return [s.strategy, cell(`${at}/parents`, 0), cell(`${at}/isBps/mean`, 2), ...parts(at)];
  });
  const byParent = report.details.parents
    .slice(0, MOST_ROWS)
    .map((d, n): Cell[] => [d.clOrdId, cell(`/parents/${n}/isBps`, 2), ...parts(`/details/parents/${n}`)]);
  return {
    title: 'What it cost',
    blocks: [
      text('Five parts that add up to the implementation shortfall, in basis points of the ordered value; above 0 is worse.'),
      list(...DEFINITIONS),
      figure(costPlot(report.details), 'Mean by strategy; the mark is where the parts end together: IS.'),
      table(['strategy', 'parents', 'IS bps', ...head], byStrategy),
      table(['parent', 'IS bps', ...head], byParent),
      ...cut(report.details.parents.length),
    ],
  };
}

const DEFINITIONS = [
  'spread: price of a fill against the mid last seen before it (effective half-spread; Huang and Stoll, 1996). Who rests earns it.',
  'impact: how far our orders had moved that mid since the order came, against the same market, same seed, without them.',
  'timing: where that other market went meanwhile by itself.',
  'fees: of the fills, and of completing what is left.',
  'rest: what was not done, at the price of completing at the end, against arrival (opportunity cost; Perold, 1988).',
];

export function participationSection(shown: Shown): Section {
  const { report } = shown;
  const names = report.strategies.map(s => s.strategy);
  return {
    title: 'Participation',
    blocks: [
      text('Own part of all that traded in the window until the order was over, own trades included, in percent.'),
      figure(participationPlot(report.parents, names), 'Each parent a dot.'),
      spreadTable(shown, 'participation', { decimals: 2, times: 100 }),
    ],
  };
}

export function fillsSection({ report, cell }: Shown): Section {
  const moves = (['maker', 'taker'] as const).flatMap(l => HORIZONS.map(s => `${l} mark-out ${s}s bps`));
  const rows = report.details.strategies.map((s, n): Cell[] => [
    s.strategy,
    cell(`/details/strategies/${n}/makerFills`, 0),
    cell(`/details/strategies/${n}/takerFills`, 0),
    cell(`/strategies/${n}/means/maker %`, 1),
    ...moves.map(name => cell(`/strategies/${n}/means/${pointerPart(name)}`, 2)),
  ]);
  return {
    title: 'Fills',
    blocks: [
      text(
        'A maker fill rested and was met; a taker fill crossed. A mark-out is how far the mid moved for us (above 0) or against us after a fill.',
      ),
      figure(liquidityPlot(report.details), 'Fills that added liquidity, and fills that took it.'),
      figure(markOutPlot(report.parents, HORIZONS), 'Mean over parents.'),
      table(['strategy', 'maker fills', 'taker fills', 'maker %', ...moves], rows),
    ],
  };
}

export function parentsSection({ report, cell }: Shown): Section {
  const rows = report.parents.slice(0, MOST_ROWS).map((p, n): Cell[] => {
    const at = `/parents/${n}`;
    return [
      p.clOrdId,
      p.symbol,
      p.side,
      p.strategy,
      p.outcome,
      cell(`${at}/orderQty`, 0),
      cell(`${at}/cumQty`, 0),
      cell(`${at}/arrival`, 4),
      cell(`${at}/avgPx`, 4),
      cell(`${at}/isBps`, 2),
      cell(`${at}/vwapBps`, 2),
      cell(`${at}/participation`, 2, 100),
      cell(`${at}/orders`, 0),
    ];
  });
  const head = [
    'parent',
    'symbol',
    'side',
    'strategy',
    'outcome',
    'ordered',
    'done',
    'arrival',
    'average',
    'IS bps',
    'VWAP bps',
    'participation %',
    'child orders',
  ];
  return { title: 'Parents', blocks: [table(head, rows), ...cut(report.parents.length)] };
}

const cut = (of: number): Block[] =>
  of > MOST_ROWS ? [text(`The first ${MOST_ROWS} of ${of} parents: parents.csv has all.`)] : [];

function spreadTable(
  { report, cell }: Shown,
  what: 'isBps' | 'participation',
  { decimals, times }: { decimals: number; times: number },
): Block {
  const rows = report.details.strategies.map((s, n): Cell[] => {
    const at = `/details/strategies/${n}/${what}`;
    return [s.strategy, cell(`${at}/parents`, 0), ...SPREAD.map(key => cell(`${at}/${key}`, decimals, times))];
  });
  return table(['strategy', 'parents', ...SPREAD_HEAD], rows);
}
