import type { Gate, StageReport, ValidationReport, Verdict } from '../../validation/report';
import { forestOf } from '../plot/forest';
import { htmlOf } from '../rules/html';
import { type Block, type Cell, figure, list, type Section, table, text } from '../rules/page';
import { boundText } from './gates';

const VERDICT_TEXT: Readonly<Record<Verdict, string>> = {
  pass: 'PASS',
  inconclusive: 'INCONCLUSIVE: it may run in shadow, and must not act',
  fail: 'FAIL',
};

/** The report as one HTML file that loads nothing. Numbers name their place in report.json, and are what stands there. */
export function reportPage(name: string, report: ValidationReport): string {
  const { model, run, scope, stages } = report;
  return htmlOf({
    title: `Validation ${name}: ${model.name}`,
    blocks: [
      text(`${VERDICT_TEXT[report.verdict]}.`),
      table(
        ['stage', 'verdict', 'gates', 'seconds'],
        stages.map((s, n) => [s.stage, s.verdict, gatesText(s), number(s.seconds, `/stages/${n}/seconds`)]),
      ),
      list(
        `model \`${model.hash}\``,
        `made ${report.at} by \`${run.code}\`, seed ${run.seed}, config \`${run.configHash}\`, data \`${run.dataHash}\``,
        `scope: ${scope.venue}; symbols ${scope.symbols.join(', ')}; up to ${scope.maxQty}, Band ${scope.maxBand}, ${scope.maxWindow} s; regimes ${scope.regimes.join(', ')}`,
        `${report.trials} trials counted in the registry; ${report.sealedAccesses} accesses to the sealed data`,
      ),
    ],
    sections: stages.map((stage, n) => sectionOf(stage, n)),
  });
}

function gatesText({ gates }: StageReport): string {
  const count = (verdict: Verdict): number => gates.filter(g => g.verdict === verdict).length;
  return gates.length === 0 ? 'none' : `${count('pass')} pass, ${count('inconclusive')} inconclusive, ${count('fail')} fail`;
}

function sectionOf(stage: StageReport, n: number): Section {
  return {
    title: `${stage.stage}: ${stage.verdict}`,
    blocks: [
      ...(stage.gates.length > 0 ? [gatesTable(stage.gates, n)] : []),
      ...intervals(stage.gates),
      ...(stage.notes.length > 0 ? [list(...stage.notes)] : []),
    ],
    sections: stage.tables.map((t, k) => ({
      title: t.title,
      blocks: [
        table(
          t.head,
          t.rows.map((row, r) => row.map((cell, c) => cellOf(cell, `/stages/${n}/tables/${k}/rows/${r}/${c}`))),
        ),
      ],
    })),
  };
}

const gatesTable = (gates: readonly Gate[], n: number): Block =>
  table(
    ['gate', 'verdict', 'value', 'low', 'high', 'must be', 'why', 'what it is'],
    gates.map((g, k) => {
      const at = `/stages/${n}/gates/${k}`;
      const cell = (value: number | null | undefined, key: string): Cell => cellOf(value ?? null, `${at}/${key}`);
      return [
        `\`${g.id}\``,
        g.verdict,
        cell(g.value, 'value'),
        cell(g.low, 'low'),
        cell(g.high, 'high'),
        boundText(g),
        g.why,
        g.what,
      ];
    }),
  );

/** Gates of one kind with their intervals, one under the other: those that share all but the last part of their ids, and so their unit. */
function intervals(gates: readonly Gate[]): Block[] {
  const told = gates.filter(g => isKnown(g.value) && isKnown(g.low) && isKnown(g.high));
  return [...new Set(told.map(kindOf))].map(kind => {
    const own = told.filter(g => kindOf(g) === kind);
    const rows = own.map(g => ({ name: g.id.slice(kind.length + 1), mean: g.value, low: g.low!, high: g.high! }));
    const bounds = [...new Set(own.map(boundText))].join(', ');
    return figure(
      forestOf({ title: kind, x: `${kind}, 95 % interval`, groups: [{ name: kind, rows }] }),
      `${kind}: means with their intervals; must be ${bounds}.`,
    );
  });
}

const kindOf = ({ id }: Gate): string => id.slice(0, Math.max(0, id.lastIndexOf('.')));
const isKnown = (value: number | null | undefined): value is number => Number.isFinite(value);

const cellOf = (cell: string | number | null, of: string): Cell =>
  cell === null ? '-' : typeof cell === 'string' ? cell : number(cell, of);

/** A number as text, of at most six digits that matter. */
const number = (value: number, of: string): Cell => ({ text: String(Number(value.toPrecision(6))), of, times: 1 });
