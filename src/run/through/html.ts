import { type Cells, cellsOf } from '../backtest/report/cells';
import { type ForestRow, forestOf } from '../plot/forest';
import { svgOf } from '../plot/plot';
import { htmlOf } from '../rules/html';
import { type Block, type Cell, figure, list, type Section, table, text } from '../rules/page';
import { COMPARED } from './compare';
import type { Difference, ThroughReport } from './report';

interface Shown {
  readonly report: ThroughReport;
  readonly cell: Cells;
}

/** Rows of the table of parents; parents.csv has all. */
const MOST_ROWS = 300;
const decimals = new Map(COMPARED.map(c => [c.name, c.decimals]));

/** The report as one HTML file that loads nothing; every number of a table stands in report.json where its cell names. `report`: as it was read from that file. */
export function throughHtml(report: ThroughReport): string {
  const shown: Shown = { report, cell: cellsOf(report) };
  return htmlOf({
    title: 'Replay through the gateway',
    blocks: [text(REMARK)],
    sections: [runSection(shown), ...planSections(shown), forestSection(shown), parentsSection(shown)],
  });
}

const REMARK =
  'Parent orders of a FIX log, sent again to the gateway, which works them against a market in process. On one side what the log says happened, on the other what Sluice did. Costs in basis points without fees; above 0 is worse.';

function runSection({ report, cell }: Shown): Section {
  const files = report.log.files.map(({ file }, n): Cell[] => [`messages of ${file}`, cell(`/log/files/${n}/messages`, 0)]);
  const rows: Cell[][] = [
    ...files,
    ['orders in the log', cell('/log/orders', 0)],
    ['parents sent again', cell('/log/parents', 0)],
    ['stretches, each with a market of its own', cell('/log/stretches', 0)],
    ['market', report.market],
    ['seed', cell('/seed', 0)],
    ['fees', report.fees],
    ["fills of the log within the market's best prices", cell('/sameMarket/inside', 0)],
    ['of', cell('/sameMarket/fills', 0)],
    ['code', report.run.code],
    ['config, SHA-256', `\`${report.run.configHash}\``],
    ['data, SHA-256', `\`${report.run.dataHash}\``],
  ];
  const broken = report.plans.flatMap(p => p.broken.map(line => `BROKEN: ${p.plan}: ${line}`));
  const lines = [...report.notes, ...broken];
  return { title: 'The replay', blocks: [table(['what', 'value'], rows), ...(lines.length > 0 ? [list(...lines)] : [])] };
}

function planSections(shown: Shown): Section[] {
  return shown.report.plans.map((plan, n): Section => {
    const more = plan.againstAsLogged
      ? [
          text('Against the same orders as they were logged, both by Sluice in the same market:'),
          differenceTable(shown, `/plans/${n}/againstAsLogged`, plan.againstAsLogged, ['as logged', plan.plan]),
        ]
      : [];
    return {
      title: plan.plan === 'as logged' ? 'As logged' : plan.plan,
      blocks: [
        table(
          ['parents', 'done', 'denied'],
          [[shown.cell(`/plans/${n}/parents`, 0), shown.cell(`/plans/${n}/done`, 0), shown.cell(`/plans/${n}/denied`, 0)]],
        ),
        differenceTable(shown, `/plans/${n}/againstLog`, plan.againstLog, ['log', 'Sluice']),
        ...more,
      ],
    };
  });
}

function differenceTable(
  { cell }: Shown,
  at: string,
  of: readonly Difference[],
  [base, other]: readonly [string, string],
): Block {
  const rows = of.map(({ figure: name }, n): Cell[] => {
    const places = decimals.get(name)!;
    const told = (key: string, digits: number): Cell => cell(`${at}/${n}/${key}`, digits);
    return [
      name,
      told('log', places),
      told('sluice', places),
      ...['mean', 'low', 'high'].map(end => told(`difference/${end}`, places)),
      told('difference/observations', 0),
      told('difference/clusters', 0),
    ];
  });
  return table(['figure', base, other, `${other} less ${base}`, '95 % from', 'to', 'n', 'clusters'], rows);
}

function forestSection({ report }: Shown): Section {
  const row = (name: string, { difference: { mean, low, high } }: Difference): ForestRow => ({ name, mean, low, high });
  const costs = (of: readonly Difference[]): ForestRow[] => of.filter(d => d.figure.endsWith('bps')).map(d => row(d.figure, d));
  const groups = report.plans.flatMap(p => [
    { name: `${p.plan} less log`, rows: costs(p.againstLog) },
    ...(p.againstAsLogged ? [{ name: `${p.plan} less as logged`, rows: costs(p.againstAsLogged) }] : []),
  ]);
  const dots = report.plans.map(p => ({
    name: p.plan,
    dots: true,
    points: report.parents.flatMap(({ plan, planned, log, sluice }) => {
      const [x, y] = [log.firstFillBps, sluice.firstFillBps];
      return plan === p.plan && planned && x !== null && y !== null ? [[x, y] as const] : [];
    }),
  }));
  const plot = svgOf({ title: 'Each parent: after its first fill', x: 'log, bps', y: 'Sluice, bps', series: dots });
  return {
    title: 'Differences',
    blocks: [
      figure(
        forestOf({ title: 'Differences in cost', x: 'bps; below 0 it is cheaper', groups }),
        'Paired means with 95 % intervals by a bootstrap over symbols and days; no bar where there are too few.',
      ),
      figure(plot, 'Average price against the own first fill on both sides, a dot a parent.'),
    ],
  };
}

function parentsSection({ report, cell }: Shown): Section {
  const rows = report.parents.slice(0, MOST_ROWS).map((p, n): Cell[] => {
    const both = (key: string, digits: number, times = 1): Cell[] =>
      ['log', 'sluice'].map(side => cell(`/parents/${n}/${side}/${key}`, digits, times));
    const own = [p.clOrdId, p.plan, p.symbol, p.side, cell(`/parents/${n}/orderQty`, 0), p.log.status, p.sluice.outcome];
    return [
      ...own,
      ...both('completion', 1, 100),
      ...both('avgPx', 4),
      ...both('seconds', 0),
      ...both('children', 0),
      ...both('slippageBps', 2),
      ...both('firstFillBps', 2),
    ];
  });
  const pairs = ['done %', 'average', 'seconds', 'children', 'slippage bps', 'after first fill bps'].flatMap(name => [
    `${name}, log`,
    `${name}, Sluice`,
  ]);
  const cut =
    report.parents.length > MOST_ROWS
      ? [text(`The first ${MOST_ROWS} of ${report.parents.length} rows: parents.csv has all.`)]
      : [];
  return {
    title: 'Parents',
    blocks: [table(['parent', 'worked', 'symbol', 'side', 'ordered', 'log', 'Sluice', ...pairs], rows), ...cut],
  };
}
