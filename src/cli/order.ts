import type { Command } from 'commander';
import { orderCancelCommand } from './order-cancel';
import { orderPlaceCommand } from './order-place';
import { orderReplaceCommand } from './order-replace';
import { orderStatusCommand } from './order-status';
import { orderWatchCommand } from './order-watch';

/** `order`: a small OMS. */
export function orderCommand(program: Command): void {
  const order = program
    .command('order')
    .description('A small OMS: sends, cancels, replaces and watches orders.')
    .addHelpText('after', '\nExample:\n  sluice order buy 10000 ACME --algo twap --over 30s');
  orderPlaceCommand(order, 'buy');
  orderPlaceCommand(order, 'sell');
  orderCancelCommand(order);
  orderReplaceCommand(order);
  orderStatusCommand(order);
  orderWatchCommand(order);
}
