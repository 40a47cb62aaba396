import type { Key } from '../../drop-copy/tca/groups';
import { PARTS } from '../../drop-copy/tca/split';
import { cellsOf } from '../backtest/report/cells';
import { htmlOf } from '../rules/html';
import { type Cell, figure, list, type Section, table, text } from '../rules/page';
import { HELD, LIMITS, TERMS } from './definitions';
import { costBars, costHistogram } from './plots';
import { fillsSection, groupSection, MOST_ROWS, ordersSection, outlierSection, type Shown } from './sections';
import type { TcaReport } from './tca';

/**
 * The analysis as one HTML file that loads nothing and runs nothing. Every number in its tables stands in report.json, at the place that its cell names (`data-json`).
 */
export function tcaPage(report: TcaReport): string {
  const shown: Shown = { report, cell: cellsOf(report) };
  const costs = report.costsOf === 'market' ? '' : ' Costs are against the first fill of each order, for want of market data.';
  return htmlOf({
    title: 'Transaction cost analysis',
    blocks: [
      text(`What orders cost; above 0 is worse.${costs} Every number in a table stands in \`report.json\` beside this page.`),
      ...(report.notes.length > 0 ? [list(...report.notes)] : []),
    ],
    sections: [
      costSection(shown),
      ...Object.keys(report.groups).map(key => groupSection(shown, key as Key)),
      fillsSection(shown),
      outlierSection(shown),
      ordersSection(shown),
      aboutSection(shown),
      { title: 'How it is measured', blocks: [list(...TERMS), text(HELD), list(...LIMITS)] },
    ],
  });
}

function aboutSection({ report, cell }: Shown): Section {
  const counts = Object.keys(report.counts).map((name): Cell[] => [COUNT_NAMES[name] ?? name, cell(`/counts/${name}`, 0)]);
  const sources = report.sources.slice(0, MOST_ROWS).map(s => [s.symbol, s.prices, s.volume, s.from.join(', ') || 'nothing']);
  return {
    title: 'What was read',
    blocks: [
      list(...(report.of.journal === null ? report.of.logs : [report.of.journal]).map(file => `\`${file}\``)),
      table(['what', 'number'], counts),
      table(['symbol', 'prices', 'volume', 'from'], sources),
    ],
  };
}

const COUNT_NAMES: Readonly<Record<string, string>> = {
  orders: 'orders (without a parent in the log)',
  children: 'children of those',
  filled: 'filled',
  part: 'over with a rest left',
  unfilled: 'over with nothing done',
  open: 'open at the end',
  rejected: 'rejected',
  fills: 'fills',
  unseen: 'with more done than fills in the log',
  byMarket: 'with a cost against the market',
  byFirstFill: 'with a cost against their first fill',
};

function costSection({ report, cell }: Shown): Section {
  const { total } = report;
  if (!total) return { title: 'What it cost', blocks: [text('There are no orders.')] };
  const rows: Cell[][] = [
    ['implementation shortfall', cell('/total/shortfallCents', 2, 0.01), cell('/total/isBps/mean', 3)],
    ...PARTS.map((part): Cell[] => [
      part === 'timing' ? 'timing (residual)' : part,
      cell(`/total/partsCents/${part}`, 2, 0.01),
      cell(`/total/partsBps/${part}`, 3),
    ]),
  ];
  return {
    title: 'What it cost',
    blocks: [
      text('The parts add up to the shortfall: money to the cent, and means over orders in basis points of the ordered value.'),
      table(['part', 'money', 'mean, bps'], rows),
      figure(costBars(report), 'Mean by group; the mark is where the parts end together: the shortfall.'),
      figure(costHistogram(report), 'Each order counts once.'),
    ],
  };
}
