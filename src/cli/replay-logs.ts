import { type RebuiltLogs, rebuildLogs } from '../run/logs/rebuild-logs';
import { findingsCsv, type LogSummary, namedFindings, summaryOf } from '../run/logs/summary';
import { refuseSame, WholeFile } from '../run/logs/whole-file';
import { shownValue } from '../run/shown-text';
import { printer, table } from './output';
import { progressBar } from './progress';

/** Options of a replay of logs. */
export interface LogsFlags {
  readonly orders?: string;
  readonly findings?: string;
  readonly zone?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/**
 * Rebuilds what FIX logs tell of and shows it. The exit code is 1 where a file could not be read to its end, and with `--strict` where anything is wrong
 * or inconsistent.
 */
export async function runLogs(files: readonly string[], o: LogsFlags): Promise<void> {
  const outputs = { '--orders': o.orders, '--findings': o.findings };
  refuseSame(outputs, []);
  const bar = progressBar('read');
  const told = (bytes: number, of: number): void => bar.show(bytes / 1e6, of / 1e6, 'MB');
  const opened = (read: readonly string[]): void => refuseSame(outputs, read);
  const rebuilt = await rebuildLogs(files, { told, opened, ...(o.zone !== undefined && { zone: o.zone }) }).finally(() =>
    bar.end(),
  );
  try {
    const summary = written(rebuilt, o);
    printer<LogSummary>(o.json === true, readable)(summary);
    const unread = (summary.findings.file ?? 0) + (summary.findings.gzip ?? 0) > 0;
    process.exitCode = unread || (o.strict && Object.keys(summary.findings).length > 0) ? 1 : 0;
  } finally {
    rebuilt.close();
  }
}

/** The summary; orders and findings go to their files on the way, which are there once all is written. */
function written(rebuilt: RebuiltLogs, o: LogsFlags): LogSummary {
  const orders = o.orders === undefined ? undefined : WholeFile.make(o.orders);
  const findings = o.findings === undefined ? undefined : WholeFile.make(o.findings);
  try {
    const summary = summaryOf(rebuilt, orders && (text => orders.write(text)));
    findings?.write(findingsCsv(namedFindings(rebuilt)));
    orders?.keep();
    findings?.keep();
    return summary;
  } finally {
    orders?.drop();
    findings?.drop();
  }
}

function readable(s: LogSummary): string {
  const { count, byStatus, parents } = s.orders;
  const states = Object.entries(byStatus).map(([name, n]) => `${name} ${n}`);
  const busted = s.busts + s.corrections > 0 ? `, ${s.busts} busted, ${s.corrections} corrected` : '';
  const parts = parents > 0 ? `; ${parents} of them have others as their parts` : '';
  return [
    filesText(s),
    `${s.messages} messages, ${s.again} of them told before`,
    `${count} orders${count > 0 ? `: ${states.join(', ')}` : ''}${parts}`,
    `${s.fills} fills${busted}`,
    ...(s.sessions.length > 0 ? ['', sessionsText(s)] : []),
    '',
    ...findingsText(s),
  ].join('\n');
}

const filesText = ({ files }: LogSummary): string =>
  table(
    ['file', 'kind', 'messages', 'damaged'],
    files.map(f => [f.file, f.format, `${f.messages}`, `${Object.values(f.damaged).reduce((sum, n) => sum + n, 0)}`]),
  );

const MS = 1_000;
const ms = (micros: number | undefined): string => (micros === undefined ? '' : (micros / MS).toFixed(1));

const sessionsText = ({ sessions }: LogSummary): string =>
  table(
    [
      'session',
      'messages',
      'logons',
      'cuts',
      'logouts',
      'gaps',
      'missing',
      'came late',
      'resets',
      'rejects',
      'heartbeats',
      'late p50 ms',
      'p99 ms',
    ],
    sessions.map(v => [
      ...[`${v.sender}->${v.target}`, `${v.messages}`, `${v.logons}`, `${v.cuts}`, `${v.logouts}`, `${v.gaps}`, `${v.missing}`],
      ...[`${v.refilled}`, `${v.resets}`, `${v.rejects}`, `${v.heartbeats}`, ms(v.lateness?.p50), ms(v.lateness?.p99)],
    ]),
  );

function findingsText({ findings, firstFindings }: LogSummary): string[] {
  const kinds = Object.entries(findings);
  if (kinds.length === 0) return ['nothing is damaged or inconsistent'];
  return kinds.flatMap(([kind, n]) => [
    `${kind}: ${n}`,
    ...firstFindings
      .filter(f => f.kind === kind)
      .map(
        f =>
          `  ${f.file}:${f.line} (byte ${f.offset})${f.order === undefined ? '' : ` order ${shownValue(f.order)}`}: ${shownValue(f.what)}`,
      ),
  ]);
}
