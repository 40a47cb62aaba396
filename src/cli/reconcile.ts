import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { askControl, type ControlAnswer } from '../run/control-client';
import type { ReconcileRow } from '../run/reconcile';
import { UsageError } from '../run/usage-error';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

/** `reconcile`: where a venue, or a drop copy, and a running gateway may not agree about an order or a trade. */
export function reconcileCommand(program: Command): void {
  const reconcile = program.command('reconcile').description('Orders in doubt, and what venues and drop copies say otherwise.');
  sessionsFlags(reconcile.command('list', { isDefault: true }))
    .description('Lists orders in doubt and what venues and drop copies say otherwise than we have booked.')
    .addHelpText('after', '\nExample:\n  sluice reconcile --data var\n\nExit code: 0 nothing is listed, 1 something is, 2 usage.')
    .action(async (o: SessionsFlags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'reconcile' });
      const rows = answer['orders'] as ReconcileRow[];
      printer<readonly ReconcileRow[]>(o.json === true, reconcileText)(rows);
      process.exitCode = rows.length > 0 ? 1 : 0;
    });
  judging(reconcile.command('adopt'))
    .description('Books a trade that the drop copy has and the venue has not told. Where the venue tells it later, it is known.')
    .addHelpText('after', '\nExample:\n  sluice reconcile adopt E42 --why "confirmed by the venue\'s desk, Ana" --data var')
    .action(async (name: string, o: JudgeFlags) => judge('reconcile-adopt', name, o));
  judging(reconcile.command('dismiss'))
    .description('Takes a difference with a drop copy off the list; what is booked stays as it is.')
    .addHelpText('after', '\nExample:\n  sluice reconcile dismiss E42 --why "the broker withdrew it" --data var')
    .action(async (name: string, o: JudgeFlags) => judge('reconcile-dismiss', name, o));
}

interface JudgeFlags extends SessionsFlags {
  readonly why: string;
  readonly by: string;
}

const judging = (command: Command): Command =>
  sessionsFlags(command)
    .argument('<execId>', 'ExecID (17) of the trade, or the order as `sluice reconcile` lists it')
    .requiredOption('--why <text>', 'why it is done')
    .option('--by <name>', 'who does it', userInfo().username);

async function judge(cmd: string, name: string, o: JudgeFlags): Promise<void> {
  for (const flag of ['why', 'by'] as const) if (o[flag].trim() === '') throw new UsageError(`--${flag}: must not be empty`);
  const { ok: _ok, ...row } = await askControl(controlSocket(o), { cmd, name, by: o.by, reason: o.why });
  const done = cmd === 'reconcile-adopt' ? 'booked' : 'taken off the list';
  printer<Omit<ControlAnswer, 'ok'>>(o.json === true, r => `${r['execId'] ?? r['order']} of order ${r['order']} is ${done}`)(row);
}

const HEAD = ['order', 'parent', 'session', 'ExecID', 'ours', 'theirs', 'venue', 'since', 'action'];

const reconcileText = (rows: readonly ReconcileRow[]): string =>
  rows.length === 0
    ? 'no order is in doubt, and no venue or drop copy says otherwise than we have it'
    : table(
        HEAD,
        rows.map(r => [
          r.order,
          r.clOrdId ?? '',
          r.session,
          r.execId ?? '',
          r.ours,
          r.theirs,
          r.venue ?? '',
          r.since ?? '',
          r.action,
        ]),
      );
