import { htmlOf } from '../../rules/html';
import { type Block, type Cell, list, type Section, table, text } from '../../rules/page';
import { cellsOf, pointerPart } from './cells';
import {
  costSection,
  fillsSection,
  parentsSection,
  participationSection,
  type Shown,
  slippageSection,
  strategiesSection,
  trajectorySection,
} from './sections';

/**
 * The report of a backtest as one HTML file that loads nothing and runs nothing. Every number in its tables stands in report.json, at the place that
 * its cell names (`data-json`, a JSON Pointer; `data-times` where it is shown as a multiple).
 */
export function reportHtml(report: Shown['report']): string {
  const shown: Shown = { report, cell: cellsOf(report) };
  return htmlOf({
    title: 'Backtest',
    blocks: [text(REMARK)],
    sections: [
      runSection(shown),
      strategiesSection(shown),
      trajectorySection(shown),
      slippageSection(shown),
      costSection(shown),
      participationSection(shown),
      fillsSection(shown),
      parentsSection(shown),
    ],
  });
}

const REMARK =
  'Parent orders through the line of the gateway against a market in process, under a clock that jumps. Every number in a table stands in `report.json` beside this page.';

function runSection({ report, cell }: Shown): Section {
  const alarms = Object.keys(report.alarms).map((code): Cell[] => [`alarm ${code}`, cell(`/alarms/${pointerPart(code)}`, 0)]);
  const rows: Cell[][] = [
    ['seed', cell('/seed', 0)],
    ['simulated, seconds', cell('/simulatedSeconds', 0)],
    ['turns of the line', cell('/turns', 0)],
    ['fees', report.fees],
    ['code', report.run.code],
    ['config, SHA-256', `\`${report.run.configHash}\``],
    ['data, SHA-256', `\`${report.run.dataHash}\``],
    ['digest of the journal', `\`${report.digest}\``],
    ...alarms,
  ];
  return { title: 'The run', blocks: [table(['what', 'value'], rows), ...warnings(report)] };
}

/** What a reader must know before a figure. */
function warnings({ notes = [], broken, pinned, skipped }: Shown['report']): Block[] {
  const lines = [
    ...notes,
    ...broken.map(line => `BROKEN: ${line}`),
    ...pinned.map(symbol => `${symbol}: a bridge through bars, drawn towards known ends: nothing may be concluded there.`),
    ...(skipped.events > 0 ? [`Left out of the replayed file: ${skipped.events} events, first ${skipped.first}`] : []),
  ];
  const holds = broken.length === 0 ? [text('All that must hold of a run holds.')] : [];
  return [...(lines.length > 0 ? [list(...lines)] : []), ...holds];
}
