import type { Command } from 'commander';
import { type ControlAnswer, control, NoGateway } from '../run/control-client';
import { word } from './order-input';
import { reportFactLine, withoutRepeats } from './order-lines';
import { controlSocket } from './order-options';
import { printer } from './output';

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
      process.exitCode = await watch(
        controlSocket(o),
        word('CLORDID', clOrdId),
        printer(o.json === true, withoutRepeats(reportFactLine)),
      );
    });
}

async function watch(socketPath: string, clOrdId: string, show: (answer: ControlAnswer) => void): Promise<0 | 1> {
  let closed = false;
  const { done, stop } = control(socketPath, { cmd: 'watch', clOrdId }, (answer, end) => {
    if (!answer.ok) throw new Error(answer.error);
    show(answer);
    closed = isClosed(answer);
    if (closed) end();
  });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await done;
  if (closed) return 0;
  throw new NoGateway('the watch ended before the order was closed');
}

/**
 * OrdStatus (39) once nothing more happens to an order, where its LeavesQty (151) is 0 too: a GTC or GTD order that is done for the day
 * keeps its LeavesQty and trades on another.
 */
const CLOSED: ReadonlySet<string> = new Set(['2', '3', '4', '8', 'B', 'C']);

/** By the report itself: the order's state beside it is already that of the whole batch. */
export function isClosed({ fact, order }: ControlAnswer): boolean {
  const told = fact as { type: string; ordStatus?: string; leavesQty?: string } | undefined;
  if (told?.type === 'ParentOrderDenied') return true;
  if (told && told.type !== 'ParentReported') return false;
  const { leavesQty, ordStatus } = told ?? (order as { ordStatus?: string; leavesQty?: string } | undefined) ?? {};
  return leavesQty === '0' && CLOSED.has(ordStatus ?? '');
}
