import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askControl } from '../run/control-client';
import { UsageError } from '../run/usage-error';
import { wholeNumber } from './options';
import { printer } from './output';
import { controlSocket, ID_HELP, type SessionRow, type SessionsFlags, sessionsFlags } from './sessions-row';

interface ActFlags extends SessionsFlags {
  readonly by: string;
  readonly reason: string;
  readonly in?: number;
  readonly out?: number;
  readonly force?: boolean;
}

/** How long (ms) a session has to log out; more than any LogoutTimeout in practice. */
const PATIENCE_MS = 30_000;

/** `sessions reset`, `set-seq` and `disconnect`: done by hand, with a name and a reason that the journal keeps. */
export function sessionActs(sessions: Command): void {
  act(sessions, 'reset')
    .description(
      'Sets both sequence numbers of a session to 1, after a Logout where it is connected. The peer has to do the same.',
    )
    .addHelpText('after', '\nExample:\n  sluice sessions reset VENUE --reason "agreed with the venue by phone"');
  act(sessions, 'set-seq')
    .option('--in <n>', 'the number expected next from the peer', wholeNumber)
    .option('--out <n>', 'the number of our next message', wholeNumber)
    .option('--force', 'also where a number is lower than the peer knows it')
    .description('Sets the sequence numbers of a session, after a Logout where it is connected.')
    .addHelpText('after', '\nExample:\n  sluice sessions set-seq VENUE --in 120 --reason "venue restored from a backup"');
  act(sessions, 'disconnect')
    .description(
      'Logs a session out and closes its connection. The peer may come back; an initiator does, after ReconnectInterval.',
    )
    .addHelpText('after', '\nExample:\n  sluice sessions disconnect OMS --reason "moving to the other site"');
}

function act(sessions: Command, name: 'reset' | 'set-seq' | 'disconnect'): Command {
  return sessionsFlags(sessions.command(name))
    .argument('<id>', ID_HELP)
    .requiredOption('--reason <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username)
    .action(async (id: string, o: ActFlags) => {
      for (const flag of ['reason', 'by'] as const)
        if (o[flag].trim() === '') throw new UsageError(`--${flag}: must not be empty`);
      if (name === 'set-seq' && o.in === undefined && o.out === undefined)
        throw new UsageError('set-seq: give --in, --out or both');
      const request = { cmd: `session-${name}`, session: id, by: o.by, reason: o.reason, in: o.in, out: o.out, force: o.force };
      const answer = await askControl(controlSocket(o), request, PATIENCE_MS);
      printer<SessionRow>(o.json === true, row => done(name, row))(answer['session'] as SessionRow);
    });
}

function done(name: 'reset' | 'set-seq' | 'disconnect', s: SessionRow): string {
  const numbers = `next in ${s.nextIn}, next out ${s.nextOut}`;
  if (name !== 'disconnect') return `${s.id}: ${numbers}`;
  return `${s.id}: disconnected; ${numbers}; ${s.type === 'initiator' ? 'it dials again after ReconnectInterval' : 'the peer may log on again'}`;
}
