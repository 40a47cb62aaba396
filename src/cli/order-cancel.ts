import type { Command } from 'commander';
import type { ClientRow } from '../run/order-client-messages';
import { rowLine } from './order-lines';
import { asOms, namedOrder, type OrderFlags, orderFile, withNaming, withSession } from './order-options';
import { follow } from './order-wait';
import { printer } from './output';

/** `order cancel`. */
export function orderCancelCommand(order: Command): void {
  const command = order.command('cancel <clordid>').description('Cancels an order and shows what becomes of it.');
  withSession(withNaming(command))
    .addHelpText(
      'after',
      '\nExample:\n  sluice order cancel omi8jx1k2\n\nExit code: 0 cancelled, 1 refused or too late, 2 usage.',
    )
    .action(async (clOrdId: string, o: OrderFlags) => {
      const file = orderFile(o);
      const named = namedOrder(file, clOrdId, o);
      process.exitCode = await asOms(o, file, async client => {
        const verdict = follow(client, named.clOrdId, printer<ClientRow>(o.json === true, rowLine), row => {
          if (row.kind === 'cancelReject' || row.kind === 'refused') return 1;
          return row.kind === 'report' && row.ordStatus === '4' ? 0 : undefined;
        });
        client.cancel(named);
        return verdict;
      });
    });
}
