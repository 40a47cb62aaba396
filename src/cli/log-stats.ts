import type { Command } from 'commander';
import { timeText } from '../run/log-view/moment';
import { logStats, type SessionStats, type Stats } from '../run/log-view/stats';
import { shownValue } from '../run/shown-text';
import { type LogFlags, logCommandOf, readingBar } from './log-options';
import { printer, table } from './output';

/** `log stats`: what logs hold, counted. */
export function logStatsCommand(log: Command): void {
  logCommandOf(log, 'stats')
    .description('Counts messages by session and type, orders, rejects, the busiest second, and how long answers took.')
    .addHelpText('after', '\nExample:\n  sluice log stats logs/ --json')
    .action(async (files: string[], o: LogFlags) => {
      const bar = readingBar();
      const stats = await logStats({ files, zone: o.zone, told: bar.told });
      bar.end();
      printer<Stats>(o.json === true, statsText)(stats);
    });
}

function statsText(s: Stats): string {
  const head = `${s.messages} messages in ${s.bytes} bytes of logs, ${s.unreadable} that cannot be read, ${s.damaged} damaged stretches`;
  return [head, ...s.sessions.map(sessionText)].join('\n\n');
}

function sessionText(s: SessionStats): string {
  const types = Object.entries(s.types).map(([type, n]) => `${shownValue(type)} ${n}`);
  const rejects = Object.entries(s.rejects).map(([type, n]) => `${type} ${n}`);
  const span = s.first === undefined || s.last === undefined ? 'no times' : `${timeText(s.first)} to ${timeText(s.last)}`;
  const seconds = Math.max(1, ((s.last ?? 0) - (s.first ?? 0)) / 1_000_000);
  const lines = [
    `${shownValue(s.session)}: ${s.messages} messages${s.otherEnd > 0 ? ` (${s.otherEnd} of them by both ends)` : ''}, ${s.bytes} bytes, ${span}`,
    `  a second: ${(s.messages / seconds).toFixed(2)}, in the busiest ${s.peak}`,
    `  types: ${types.join(', ')}`,
    `  orders ${s.orders}; rejects: ${rejects.join(', ')}`,
  ];
  if (s.latency.length === 0) return lines.join('\n');
  const rows = s.latency.map(({ log, phase, spread: l }) => [
    `${phase}${log ? ` (${log})` : ''}`,
    ...[l.n, l.min, l.p50, l.p99, l.max].map(String),
  ]);
  const told = table(['microseconds', 'n', 'min', 'p50', 'p99', 'max'], rows);
  return [...lines, ...told.split('\n').map(line => `  ${line}`)].join('\n');
}
