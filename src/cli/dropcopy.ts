import type { Command } from 'commander';
import { control, NoGateway } from '../run/control-client';
import { timeOption } from './options';
import { printer } from './output';
import { controlSocket, ID_HELP, type SessionsFlags, sessionsFlags } from './sessions-row';

interface Replayed {
  readonly session: string;
  readonly from: string;
  readonly sent: number;
}

/** `dropcopy replay`: sends a consumer its copies again. */
export function dropCopyCommand(program: Command): void {
  const dropcopy = program.command('dropcopy').description('What is done to the drop copy sessions of a running gateway.');
  sessionsFlags(dropcopy.command('replay'))
    .argument('<session>', ID_HELP)
    .requiredOption('--from <time>', 'copies of events at or after this time: ISO 8601, as 2026-01-05T09:30:00Z', timeOption)
    .description('Sends a consumer again what it was sent from a time on: new messages with PossResend (97=Y), the same ExecIDs.')
    .addHelpText('after', '\nExample:\n  sluice dropcopy replay COPY --from 2026-01-05T09:30:00Z --data var')
    .action(async (session: string, o: SessionsFlags & { from: string }) => {
      printer<Replayed>(o.json === true, r => `${r.sent} copies sent again to ${r.session}`)(await replay(session, o));
    });
}

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
