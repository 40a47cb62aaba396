import { type Forest, type ForestRow, forestOf } from '../../plot/forest';
import { htmlOf } from '../../rules/html';
import { type Block, type Cell, figure, list, type Section, table, text } from '../../rules/page';
import { FIGURES } from '../summary';
import type { Axis } from '../sweep/plan';
import type { CellSummary, StrategyCell, SweepSummary } from '../sweep/results';
import { type Cells, cellsOf, pointerPart } from './cells';

/** The figure that a sweep is about first, and those of the whole table. */
const COST = FIGURES[0]!;
const SHOWN = FIGURES.filter(f => !f.name.includes('mark-out'));

/**
 * A sweep as one HTML file that loads nothing and runs nothing: how the cost depends on each thing that was swept over (latency, queue model, fees ...), with
 * 95 % intervals over seeds. Every number in its tables stands in summary.json, at the place that its cell names.
 */
export function sweepHtml(summary: SweepSummary): string {
  const cell = cellsOf(summary);
  const swept = summary.axes.filter(axis => axis.values.length > 1);
  return htmlOf({
    title: 'Backtest sweep',
    blocks: [text('The same orders by seed in every cell. Every number in a table stands in `summary.json` beside this page.')],
    sections: [aboutSection(summary, cell), ...swept.map(axis => axisSection(axis, summary, cell)), cellsSection(summary, cell)],
  });
}

function aboutSection({ axes, seeds, run, notes, broken }: SweepSummary, cell: Cells): Section {
  const rows: Cell[][] = [
    ...axes.map(axis => [`\`${axis.key}\``, axis.values.join(', ')]),
    ['seeds', `${seeds.length} from ${seeds[0]} on`],
    ['simulated, seconds', cell('/simulatedSeconds', 0)],
    ['code', run.code],
    ['config, SHA-256', `\`${run.configHash}\``],
    ['data, SHA-256', `\`${run.dataHash}\``],
  ];
  const told = [...broken.map(line => `BROKEN: ${line}`), ...notes];
  return { title: 'The sweep', blocks: [table(['what', 'value'], rows), ...(told.length > 0 ? [list(...told)] : [])] };
}

/** What one axis does where all others have their first value. */
function axisSection({ key, values }: Axis, summary: SweepSummary, cell: Cells): Section {
  const alone = values.flatMap(value => summary.cells.filter(c => c.values[key] === value && isFirstBut(key, c, summary.axes)));
  const names = [...new Set(alone.flatMap(c => c.strategies.map(s => s.strategy)))];
  const groupsOf = (figures: (of: StrategyCell) => StrategyCell['less']): Forest['groups'] =>
    names.map(name => ({
      name,
      rows: alone.flatMap(c => c.strategies.flatMap(s => (s.strategy === name ? rowOf(c.values[key]!, figures(s)) : []))),
    }));
  const differences = groupsOf(s => s.less);
  const others = summary.axes.length > 1 ? ' All other keys have their first value.' : '';
  return {
    title: `By ${key}`,
    blocks: [
      text(`Mean implementation shortfall by \`${key}\`, with its 95 % interval over seeds.${others}`),
      figure(
        forestOf({ title: `Implementation shortfall by ${key}`, x: COST.name, groups: groupsOf(s => s.figures) }),
        'A colour a strategy; the line is 0.',
      ),
      text('What each value changes, on the same orders: less the first cell, which is what it is held against.'),
      figure(
        forestOf({
          title: `Change of the implementation shortfall by ${key}`,
          x: `${COST.name} less the first cell`,
          groups: differences,
        }),
        'Above 0 is dearer than in the first cell.',
      ),
      costTable(key, alone, summary, cell),
    ],
  };
}

const isFirstBut = (key: string, { values }: CellSummary, axes: readonly Axis[]): boolean =>
  axes.every(axis => axis.key === key || values[axis.key] === axis.values[0]);

function rowOf(name: string, figures: StrategyCell['less']): ForestRow[] {
  if (!figures) return [];
  const { mean, low, high } = figures[COST.name]!;
  return [{ name, mean, low, high }];
}

function costTable(key: string, alone: readonly CellSummary[], summary: SweepSummary, cell: Cells): Block {
  const rows = alone.flatMap(c =>
    c.strategies.map((s, n): Cell[] => {
      const at = `/cells/${summary.cells.indexOf(c)}/strategies/${n}`;
      return [c.values[key]!, s.strategy, ...costCells(at, s, cell)];
    }),
  );
  return table([key, 'strategy', ...COST_HEAD], rows);
}

const COST_HEAD = ['seeds', COST.name, 'low', 'high', 'less the first cell', 'low', 'high', 'p (Holm)'];

/** Cost with its interval, and what it is less that of the same orders in the first cell. */
function costCells(at: string, { less }: StrategyCell, cell: Cells): Cell[] {
  const name = pointerPart(COST.name);
  const interval = (of: string): Cell[] => ['mean', 'low', 'high'].map(end => cell(`${at}/${of}/${name}/${end}`, COST.decimals));
  return [
    cell(`${at}/figures/${name}/clusters`, 0),
    ...interval('figures'),
    ...(less ? interval('less') : ['-', '-', '-']),
    less ? cell(`${at}/p`, 3) : '-',
  ];
}

function cellsSection({ cells, axes }: SweepSummary, cell: Cells): Section {
  const rows = cells.flatMap((c, n) =>
    c.strategies.map((s, k): Cell[] => [
      ...axes.map(axis => c.values[axis.key]!),
      s.strategy,
      ...SHOWN.map(f => cell(`/cells/${n}/strategies/${k}/figures/${pointerPart(f.name)}/mean`, f.decimals)),
    ]),
  );
  return {
    title: 'All cells',
    blocks: [text('Means over parents.'), table([...axes.map(a => a.key), 'strategy', ...SHOWN.map(f => f.name)], rows)],
  };
}
