import { type Row, stepsOf } from './row';
import { NOT_PLAYED, ROWS } from './rows';

const INTRO = `# The order state change matrices

What happens to an order, step by step, as FIX 4.4 has it in volume 4, appendix D (groups A to L; FIX 4.2 numbers them D1 to D37, FIX 5.0 adds a
few), with the status we give it. Every row is played twice by \`test/matrices/matrices.test.ts\`: as **we tell an OMS** of its order (passed
through to a venue, or sliced where the id says so) and as **a venue tells us** of the child behind it. The page is written by
\`node scripts/build.mjs && node scripts/matrices.mjs\` from the same tables (\`test/matrices/rows\`); a test fails where the two differ.

What the OMS is told: \`8(ClOrdID,OrigClOrdID) ExecType/OrdStatus OrderQty CumQty LeavesQty\`, with \`6=\` AvgPx where it is not the order's price;
\`9(ClOrdID,OrigClOrdID) OrdStatus 102=CxlRejReason\`. The child: what we sent the venue about it, by our own ClOrdIDs (\`D(TC1)\`, \`G(TC1R1,TC1)\`),
then OrdStatus OrderQty CumQty LeavesQty. A requested cancel or replace is told as pending as soon as we have taken it up, whether or not the venue
says so of its own.

Beside the standard's rows stand some of ours, with a word behind the id or a number of their own: the other path of a row, a sliced order, a venue with
another habit. DayOrderQty, DayCumQty and DayAvgPx (424 to 426) of the GT rows are optional and not sent.
`;

const cell = (text: string): string => (text === '' ? '' : `\`${text}\``);

function section(row: Row): string {
  const of42 = row.fix42 === undefined ? '' : ` (FIX 4.2: ${row.fix42})`;
  const lines = stepsOf(row).map(step => `| ${cell(step.what)} | ${cell(step.told)} | ${cell(step.child)} |`);
  const note = row.note === undefined ? '' : `\n${row.note}\n`;
  return `\n### ${row.id}${of42}\n\n${row.title}.\n${note}\n| Step | The OMS is told | The child |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
}

function summary(): string {
  const played = ROWS.map(
    row =>
      `| ${row.id} | ${row.fix42 ?? ''} | ${row.title} | \`as we tell an OMS … ${row.id}\`, \`as a venue tells us … ${row.id}\` | pass |`,
  );
  const others = NOT_PLAYED.map(
    row => `| ${row.id} | | ${row.title} | not played: ${row.why} (\`test/fix/translate/order-flow.test.ts\`) | pass |`,
  );
  return `\n## Every row\n\n| Row | FIX 4.2 | What | Test | Result |\n| --- | --- | --- | --- | --- |\n${[...played, ...others].join('\n')}\n\n## Step by step\n`;
}

/** The page, and the groups of the standard that it covers. */
export function matricesPage(): { text: string; groups: string[] } {
  const ids = [...ROWS, ...NOT_PLAYED].map(row => row.id);
  const groups = [...new Set(ids.filter(id => /^[A-L]\.\d\.[a-z]/.test(id)).map(id => id.slice(0, 3)))];
  return { text: INTRO + summary() + ROWS.map(section).join(''), groups: groups.sort() };
}
