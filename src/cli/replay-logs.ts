import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { type RebuiltLogs, rebuildLogs } from '../run/logs/rebuild-logs';
import { findingsCsv, type LogSummary, namedFindings, summaryOf } from '../run/logs/summary';
import { UsageError } from '../run/usage-error';
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
  const bar = progressBar('read');
  const told = (bytes: number, of: number): void => bar.show(bytes / 1e6, of / 1e6, 'MB');
  const rebuilt = await rebuildLogs(files, { told, ...(o.zone !== undefined && { zone: o.zone }) }).finally(() => bar.end());
  try {
    const summary = written(rebuilt, o);
    printer<LogSummary>(o.json === true, readable)(summary);
    const unread = (summary.findings.file ?? 0) + (summary.findings.gzip ?? 0) > 0;
    process.exitCode = unread || (o.strict && Object.keys(summary.findings).length > 0) ? 1 : 0;
  } finally {
    rebuilt.close();
  }
}

/** The summary; orders and findings go to their files on the way. */
function written(rebuilt: RebuiltLogs, { orders, findings }: LogsFlags): LogSummary {
  const file = orders === undefined ? undefined : opened(orders);
  try {
    if (findings !== undefined) putFile(findings, findingsCsv(namedFindings(rebuilt)));
    return summaryOf(rebuilt, file === undefined ? undefined : text => void writeSync(file, text));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function putFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

const cannotWrite = (path: string, error: unknown): UsageError =>
  new UsageError(`${path} cannot be written: ${(error as Error).message}`);

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
      .map(f => `  ${f.file}:${f.line} (byte ${f.offset})${f.order === undefined ? '' : ` order ${f.order}`}: ${f.what}`),
  ]);
}
