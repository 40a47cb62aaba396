import type { Command } from 'commander';
import type { ClientRow } from '../run/order-client-messages';
import { rowLine } from './order-lines';
import { asOms, namedOrder, type OrderFlags, orderFile, withNaming, withSession } from './order-options';
import { follow } from './order-wait';
import { printer } from './output';

/** `order status`. */
export function orderStatusCommand(order: Command): void {
  const command = order
    .command('status <clordid>')
    .description('Asks the gateway what it knows of an order (OrderStatusRequest, H).');
  withSession(withNaming(command))
    .addHelpText(
      'after',
      '\nExample:\n  sluice order status omi8jx1k2 --json\n\nExit code: 0 told, 1 unknown to the gateway, 2 usage.',
    )
    .action(async (clOrdId: string, o: OrderFlags) => {
      const file = orderFile(o);
      const named = namedOrder(file, clOrdId, o);
      process.exitCode = await asOms(o, file, async client => {
        const verdict = follow(client, named.clOrdId, printer<ClientRow>(o.json === true, rowLine), row => {
          if (row.kind === 'refused') return 1;
          if (row.kind !== 'report' || row.execType !== 'I') return undefined;
          return row.orderId === 'NONE' ? 1 : 0;
        });
        client.askStatus(named);
        return verdict;
      });
    });
}
