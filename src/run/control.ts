import { leavesQty } from '../core/order/order';
import { limitsHandler } from './control-limits';
import { ordersHandler } from './control-orders';
import { plain, textOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import { sessionBy, sessionsHandler } from './control-sessions';
import type { Gateway } from './gateway';
import type { KillLatch, KillState } from './kill-latch';
import { reconcileRows } from './reconcile';
import { statsOf } from './stats';

/** What can be asked of a running gateway over its control socket. */
export function controlHandler(gateway: Gateway, latch: KillLatch): ControlHandler {
  const sessions = sessionsHandler(gateway);
  const orders = ordersHandler(gateway);
  const limits = limitsHandler(gateway.limits);
  return (request, reply, closed) => {
    switch (request.cmd) {
      case 'kill':
      case 'release': {
        const killed = request.cmd === 'kill';
        setLatch(gateway, latch, { killed, by: plain(request['by'], 'by'), reason: plain(request['reason'], 'reason') });
        reply({ ok: true, killed, outstanding: outstanding(gateway) });
        return 'done';
      }
      case 'orders':
      case 'order':
      case 'watch':
        return orders(request, reply, closed);
      case 'limits':
      case 'limits-set':
      case 'limits-reload':
        return limits(request, reply, closed);
      case 'stats':
        reply({ ok: true, stats: statsOf(gateway, request['reset'] === true) });
        return 'done';
      case 'reconcile':
        reply({ ok: true, orders: reconcileRows(gateway.line.books) });
        return 'done';
      case 'dropcopy-replay':
        copiesAgain(gateway, request, reply, closed);
        return 'stream';
      default:
        return sessions(request, reply, closed);
    }
  };
}

/** Answers once everything is sent again; a client that leaves ends it. */
function copiesAgain(
  gateway: Gateway,
  request: ControlRequest,
  reply: (line: unknown) => void,
  closed: (cleanup: () => void) => void,
): void {
  const session = sessionBy(gateway, textOf(request['session'], 'session'));
  const from = Date.parse(textOf(request['from'], 'from')) * 1000;
  if (Number.isNaN(from)) throw new Error("'from' is no time");
  closed(
    gateway.replayCopies(session.id, from, (sent, early) =>
      reply(
        early === undefined
          ? { ok: true, session: session.id, sent }
          : { ok: false, error: `${early}; ${sent} copies were sent` },
      ),
    ),
  );
}

/** A kill holds at once even where it cannot be written (a full disk), but is not acknowledged: a restart would not know of it. */
function setLatch(gateway: Gateway, latch: KillLatch, state: KillState): void {
  try {
    latch.write(state);
  } catch (error) {
    if (!state.killed) throw error;
    gateway.engageKill(state.by, state.reason);
    throw new Error(`engaged in memory, latch not written: ${(error as Error).message}`);
  }
  gateway.lookAtLatch();
  gateway.line.commitNow();
}

/** Children at venues that are not confirmed closed. */
function outstanding(gateway: Gateway): number {
  let n = 0;
  for (const child of gateway.line.books.children.values()) if (child.venue && leavesQty(child.state) > 0) n++;
  return n;
}
