import { join } from 'node:path';
import type { Command } from 'commander';
import { askControl } from '../run/control-client';
import { printer, table } from './output';

interface SessionRow {
  readonly id: string;
  readonly role: string;
  readonly type: string;
  readonly endpoint: string;
  readonly state: string;
  readonly loggedOn: boolean;
  readonly nextIn: number;
  readonly nextOut: number;
}

/** `sessions`: the FIX sessions of a running gateway. */
export function sessionsCommand(program: Command): void {
  program
    .command('sessions')
    .description('Lists the FIX sessions of a running gateway: state and next sequence numbers.')
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--json', 'answer as JSON: an array')
    .addHelpText('after', '\nExample:\n  sluice sessions --data var')
    .action(async (o: { data: string; json?: boolean }) => {
      const answer = await askControl(join(o.data, 'control.sock'), { cmd: 'sessions' });
      printer<readonly SessionRow[]>(o.json === true, sessionTable)(answer['sessions'] as SessionRow[]);
    });
}

const HEAD = ['session', 'role', 'type', 'endpoint', 'state', 'logged on', 'next in', 'next out'];

const sessionTable = (rows: readonly SessionRow[]): string =>
  table(
    HEAD,
    rows.map(s => [s.id, s.role, s.type, s.endpoint, s.state, s.loggedOn ? 'yes' : 'no', String(s.nextIn), String(s.nextOut)]),
  );
