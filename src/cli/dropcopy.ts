import type { Command } from 'commander';
import { askControl, control, NoGateway } from '../run/control-client';
import type { CopyRow } from '../run/copies-in/desk';
import { timeOption } from './options';
import { printer, table } from './output';
import { controlSocket, ID_HELP, type SessionsFlags, sessionsFlags } from './sessions-row';

interface Replayed {
  readonly session: string;
  readonly from: string;
  readonly sent: number;
}

/** `dropcopy replay`: sends a consumer its copies again; `dropcopy status`: how far the copies that we read and our books agree. */
export function dropCopyCommand(program: Command): void {
  const dropcopy = program.command('dropcopy').description('What is done to the drop copy sessions of a running gateway.');
  sessionsFlags(dropcopy.command('status'))
    .description('Shows how far the drop copies that the gateway reads, its venues and its books have told the same.')
    .addHelpText('after', '\nExample:\n  sluice dropcopy status --data var')
    .action(async (o: SessionsFlags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'dropcopy-status' });
      printer<readonly CopyRow[]>(o.json === true, statusText)(answer['copies'] as readonly CopyRow[]);
    });
  sessionsFlags(dropcopy.command('replay'))
    .argument('<session>', ID_HELP)
    .requiredOption('--from <time>', 'copies of events at or after this time: ISO 8601, as 2026-01-05T09:30:00Z', timeOption)
    .description('Sends a consumer again what it was sent from a time on: new messages with PossResend (97=Y), the same ExecIDs.')
    .addHelpText('after', '\nExample:\n  sluice dropcopy replay COPY --from 2026-01-05T09:30:00Z --data var')
    .action(async (session: string, o: SessionsFlags & { from: string }) => {
      printer<Replayed>(o.json === true, r => `${r.sent} copies sent again to ${r.session}`)(await replay(session, o));
    });
}

const HEAD = ['session', 'copies', 'state', 'up to date', 'told', 'others', 'matched', 'awaited', 'not booked', 'differ', 'last'];

const statusText = (rows: readonly CopyRow[]): string =>
  rows.length === 0
    ? 'this gateway reads no drop copy: it takes a session with Role=dropcopy and ConnectionType=initiator'
    : table(
        HEAD,
        rows.map(r => [
          ...[r.session, r.venue, r.state, r.upToDate ? 'yes' : 'no', `${r.told}`, `${r.foreign}`, `${r.matched}`],
          ...[`${r.awaited}`, `${r.ahead}`, `${r.differences}`, r.last ?? ''],
        ]),
      );

async function replay(session: string, o: SessionsFlags & { from: string }): Promise<Replayed> {
  let answer: Replayed | undefined;
  const { done, stop } = control(controlSocket(o), { cmd: 'dropcopy-replay', session, from: o.from }, (line, end) => {
    if (!line.ok) throw new Error(line.error);
    answer = { session: line['session'] as string, from: o.from, sent: line['sent'] as number };
    end();
  });
  process.once('SIGINT', stop);
  await done;
  if (!answer) throw new NoGateway('the replay ended before it was over');
  return answer;
}
