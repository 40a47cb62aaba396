import type { Command } from 'commander';
import { type ControlAnswer, control, NoGateway } from '../run/control-client';
import { word } from './order-input';
import { reportFactLine } from './order-lines';
import { controlSocket } from './order-options';
import { printer } from './output';

/** OrdStatus by name, once nothing more happens to an order. */
const CLOSED: ReadonlySet<unknown> = new Set(['Filled', 'Canceled', 'Rejected', 'Expired', 'DoneForDay']);

/** `order watch`: reads the control socket and is no second logon. */
export function orderWatchCommand(order: Command): void {
  order
    .command('watch <clordid>')
    .description(
      "Shows an order's slices, children, fills and reports as they happen, until it is closed. Reads the control socket: no logon.",
    )
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--json', 'one JSON object a line')
    .addHelpText(
      'after',
      '\nExample:\n  sluice order watch omi8jx1k2\n\nExit code: 0 closed, 1 unknown or the gateway went away, 2 usage.',
    )
    .action(async (clOrdId: string, o: { data: string; json?: boolean }) => {
      process.exitCode = await watch(controlSocket(o), word('CLORDID', clOrdId), printer(o.json === true, reportFactLine));
    });
}

async function watch(socketPath: string, clOrdId: string, show: (answer: ControlAnswer) => void): Promise<0 | 1> {
  let closed = false;
  const { done, stop } = control(socketPath, { cmd: 'watch', clOrdId }, (answer, end) => {
    if (!answer.ok) throw new Error(answer.error);
    show(answer);
    closed = CLOSED.has((answer['order'] as { status?: unknown } | undefined)?.status);
    if (closed) end();
  });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await done;
  if (closed) return 0;
  throw new NoGateway('the watch ended before the order was closed');
}
