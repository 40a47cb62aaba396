import type { Command } from 'commander';
import type { ClientRow } from '../run/order-client-messages';
import { decimalAboveZero } from './order-input';
import { rowLine } from './order-lines';
import { asOms, knownOrder, orderFile, type SessionFlags, withSession } from './order-options';
import { follow } from './order-wait';
import { printer } from './output';

interface Flags extends SessionFlags {
  readonly qty?: string;
  readonly limit?: string;
}

/** `order replace`. */
export function orderReplaceCommand(order: Command): void {
  const command = order
    .command('replace <clordid>')
    .description('Changes the total quantity of an order, and its limit price.')
    .requiredOption('--qty <n>', 'new total quantity (38): what is filled counts')
    .option('--limit <px>', 'new limit price; without one it stays');
  withSession(command)
    .addHelpText(
      'after',
      '\nExample:\n  sluice order replace omi8jx1k2 --qty 500 --limit 99.40\n\nExit code: 0 replaced, 1 refused, 2 usage.',
    )
    .action(async (clOrdId: string, o: Flags) => {
      const to = {
        orderQty: decimalAboveZero('--qty', o.qty ?? ''),
        price: o.limit === undefined ? undefined : decimalAboveZero('--limit', o.limit),
      };
      const file = orderFile(o);
      const known = knownOrder(file, clOrdId);
      process.exitCode = await asOms(o, file, async client => {
        const verdict = follow(client, known.clOrdId, printer<ClientRow>(o.json === true, rowLine), row => {
          if (row.kind === 'cancelReject' || row.kind === 'refused') return 1;
          return row.kind === 'report' && row.execType === '5' ? 0 : undefined;
        });
        client.replace(known, to);
        return verdict;
      });
    });
}
