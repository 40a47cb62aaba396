import type { Command } from 'commander';
import { askControl } from '../run/control-client';
import { printer, table } from './output';
import { sessionActs } from './sessions-act';
import { explainCommand } from './sessions-explain';
import { hashPasswordCommand } from './sessions-password';
import { controlSocket, marketDataText, type SessionRow, type SessionsFlags, sessionsFlags } from './sessions-row';

/** `sessions`: what is asked about the FIX sessions of a running gateway, and done to them. */
export function sessionsCommand(program: Command): void {
  const sessions = program
    .command('sessions')
    .description('Lists the FIX sessions of a running gateway, explains one, resets or sets its numbers, disconnects it.')
    .addHelpText('after', "\nExamples:\n  sluice sessions --data var\n  sluice sessions explain 'FIX.4.4:SLUICE->VENUE'");
  sessionsFlags(sessions.command('list', { isDefault: true }))
    .description('Lists the sessions: state, next sequence numbers, the last reset. The default.')
    .addHelpText('after', '\nExample:\n  sluice sessions list --data var --json')
    .action(async (o: SessionsFlags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'sessions' });
      printer<readonly SessionRow[]>(o.json === true, sessionTable)(answer['sessions'] as SessionRow[]);
    });
  explainCommand(sessions);
  sessionActs(sessions);
  hashPasswordCommand(sessions);
}

const HEAD = ['session', 'role', 'type', 'endpoint', 'state', 'logged on', 'next in', 'next out', 'last reset', 'market data'];

const sessionTable = (rows: readonly SessionRow[]): string =>
  table(
    HEAD,
    rows.map(s => [
      s.id,
      s.marketDataFor === undefined ? s.role : `${s.role} for ${s.marketDataFor}`,
      s.type,
      `${s.endpoint}${s.tls ? ' TLS' : ''}`,
      s.opens === null ? s.state : `closed until ${s.opens}`,
      s.loggedOn ? 'yes' : 'no',
      String(s.nextIn),
      String(s.nextOut),
      s.lastReset === null ? '' : `${s.lastReset.at} ${s.lastReset.cause}`,
      marketDataText(s),
    ]),
  );
