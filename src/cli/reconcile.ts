import type { Command } from 'commander';
import { askControl } from '../run/control-client';
import type { ReconcileRow } from '../run/reconcile';
import { printer, table } from './output';
import { controlSocket, type SessionsFlags, sessionsFlags } from './sessions-row';

/** `reconcile`: where a venue and a running gateway may not agree about an order. */
export function reconcileCommand(program: Command): void {
  sessionsFlags(program.command('reconcile'))
    .description('Lists orders in doubt and what venues say otherwise than we have booked.')
    .addHelpText('after', '\nExample:\n  sluice reconcile --data var\n\nExit code: 0 nothing is listed, 1 something is, 2 usage.')
    .action(async (o: SessionsFlags) => {
      const answer = await askControl(controlSocket(o), { cmd: 'reconcile' });
      const rows = answer['orders'] as ReconcileRow[];
      printer<readonly ReconcileRow[]>(o.json === true, reconcileText)(rows);
      process.exitCode = rows.length > 0 ? 1 : 0;
    });
}

const HEAD = ['order', 'parent', 'session', 'ours', 'theirs', 'since', 'action'];

const reconcileText = (rows: readonly ReconcileRow[]): string =>
  rows.length === 0
    ? 'no order is in doubt, and no venue says otherwise than we have it'
    : table(
        HEAD,
        rows.map(r => [r.order, r.clOrdId ?? '', r.session, r.ours, r.theirs, r.since ?? '', r.action]),
      );
