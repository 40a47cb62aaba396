import { type ControlAnswer, control } from '../run/control-client';
import type { OrderClient } from '../run/order-client';
import type { ClientRow } from '../run/order-client-messages';

/** How a command that waited ends: its exit code. */
export type Verdict = 0 | 1;

/**
 * Shows every row of an order and resolves with the first verdict that `judge` reaches. Ctrl-C resolves with 1 and says that the order
 * works on. Begin it before sending, so that no row is missed: `of` tells the order's ClOrdID once there is one.
 */
export function follow(
  client: OrderClient,
  of: () => string,
  show: (row: ClientRow) => void,
  judge: (row: ClientRow) => Verdict | undefined,
): Promise<Verdict> {
  return new Promise(resolve => {
    const end = (verdict: Verdict): void => {
      stop();
      process.removeListener('SIGINT', interrupted);
      process.removeListener('SIGTERM', interrupted);
      resolve(verdict);
    };
    const interrupted = (): void => {
      process.stderr.write(
        `sluice: order ${of()} goes on working: 'sluice order watch ${of()}' shows it, 'sluice order cancel ${of()}' ends it\n`,
      );
      end(1);
    };
    const stop = client.on(row => {
      if (row.kind !== 'sent' && row.order !== of()) return;
      show(row);
      const verdict = judge(row);
      if (verdict !== undefined) end(verdict);
    });
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
  });
}

/** Shows what the gateway's control socket tells of an order (slices, children) for as long as it runs; without a socket, nothing. */
export function showInside(socketPath: string, clOrdId: string, show: (answer: ControlAnswer) => void): () => void {
  const { done, stop } = control(socketPath, { cmd: 'watch', clOrdId, wait: true }, answer => {
    if (answer.ok) show(answer);
  });
  done.catch(() => undefined);
  return stop;
}
