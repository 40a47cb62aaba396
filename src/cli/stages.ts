import type { Gate, ReportTable, StageReport } from '../validation/report';
import { table } from './output';

const MARKS = { pass: 'pass        ', inconclusive: 'inconclusive', fail: 'FAIL        ' } as const;

/** A table with its title. */
export const tableText = ({ title, head, rows }: ReportTable): string =>
  `${title}\n${table(
    [...head],
    rows.map(row => row.map(cell => (cell === null ? '-' : String(cell)))),
  )}`;

/** A gate in a line: verdict, id, why. */
export const gateText = ({ id, verdict, why }: Gate): string => `${MARKS[verdict]} ${id}: ${why}`;

/** A stage as a terminal shows it: tables, gates, notes, verdict. */
export const stageText = ({ stage, verdict, gates, tables, notes }: StageReport): string =>
  [...tables.map(tableText), ...gates.map(gateText), ...notes, `stage ${stage}: ${verdict}`].join('\n');
