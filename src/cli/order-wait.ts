import { type ControlAnswer, control } from '../run/control-client';
import type { ClientRow } from '../run/order-client-messages';
import type { OrderDesk } from '../run/order-client-relay';

/** How a command that waited ends: its exit code. */
export type Verdict = 0 | 1;

/**
 * Shows every row of an order and resolves with the first verdict that `judge` reaches. Ctrl-C resolves with 1 and says that the order
 * works on. Begin it before sending, so that no row is missed.
 */
export function follow(
  client: OrderDesk,
  order: string,
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
        `sluice: order ${order} goes on working: 'sluice order watch ${order}' shows it, 'sluice order cancel ${order}' ends it\n`,
      );
      end(1);
    };
    const stop = client.on(row => {
      if (row.order !== order) return;
      show(row);
      const verdict = judge(row);
      if (verdict !== undefined) end(verdict);
    });
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
  });
}

/** How soon (ms) a control socket that went away is looked for again: its gateway may be restarting. */
const AGAIN_MS = 1000;

/**
 * Shows what the gateway's control socket tells of an order that is about to be sent (plan, slices, children); without a socket, nothing.
 * Resolves once it listens, with how to stop.
 */
export async function showInside(
  socketPath: string,
  clOrdId: string,
  show: (answer: ControlAnswer) => void,
): Promise<() => void> {
  let stopped = false;
  let hangUp = (): void => undefined;
  const stop = (): void => {
    stopped = true;
    hangUp();
  };
  return new Promise(resolve => {
    const listen = (): void => {
      if (stopped) return;
      const { done, stop: close } = control(socketPath, { cmd: 'watch', clOrdId, wait: true }, answer => {
        resolve(stop);
        if (answer.ok && answer['fact']) show(answer);
      });
      hangUp = close;
      const again = (): void => {
        resolve(stop);
        if (!stopped) setTimeout(listen, AGAIN_MS).unref();
      };
      done.then(again, again);
    };
    listen();
  });
}
