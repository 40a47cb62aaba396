import type { Command } from 'commander';
import type { ToldAlert } from '../run/alerts/feed';
import { askControl } from '../run/control-client';
import { wholeNumber } from './options';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

interface Flags extends SessionsFlags {
  readonly after: number;
  readonly limit: number;
}

/** `alerts`: what a person should know of a running gateway. */
export function alertsCommand(program: Command): void {
  sessionsFlags(program.command('alerts'))
    .description('Lists the latest alerts of a running gateway, oldest first.')
    .option('--after <seq>', 'only those of turns behind this one', wholeNumber, 0)
    .option('--limit <n>', 'at most about so many', wholeNumber, 1000)
    .addHelpText('after', '\nExample:\n  sluice alerts --data var')
    .action(async (o: Flags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'alerts', after: o.after, limit: o.limit });
      printer<readonly ToldAlert[]>(o.json === true, alertsText)(answer['alerts'] as ToldAlert[]);
    });
}

const alertsText = (alerts: readonly ToldAlert[]): string =>
  alerts.length === 0
    ? 'no alert'
    : table(
        ['seq', 'at', 'severity', 'code', 'text'],
        alerts.map(a => [`${a.seq}`, a.at, a.severity, a.code, a.text]),
      );
