import { alertsHandler } from './control-alerts';
import { estimateFor } from './control-estimate';
import { heldHandler } from './control-held';
import { killHandler } from './control-kill';
import { limitsHandler } from './control-limits';
import { modelsHandler } from './control-models';
import { ordersHandler } from './control-orders';
import { textOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import { sessionBy, sessionsHandler } from './control-sessions';
import { statesHandler } from './control-states';
import { copiesHandler } from './copies-in/desk';
import type { Gateway } from './gateway';
import type { ModelsDesk } from './models/desk';
import { reconcileRows } from './reconcile';
import { statsOf } from './stats';

/** What can be asked of a running gateway over its control socket; about models where it has a registry. */
export function controlHandler(gateway: Gateway, registry?: ModelsDesk): ControlHandler {
  const sessions = sessionsHandler(gateway);
  const orders = ordersHandler(gateway);
  const kills = killHandler(gateway);
  const limits = limitsHandler(gateway);
  const states = statesHandler(gateway);
  const held = heldHandler(gateway);
  const alerts = alertsHandler(gateway);
  const models = modelsHandler(registry);
  const copies = copiesHandler(gateway);
  return (request, reply, closed) => {
    switch (request.cmd) {
      case 'kill':
      case 'release':
      case 'kill-status':
        return kills(request, reply, closed);
      case 'orders':
      case 'order':
      case 'order-stop':
      case 'watch':
        return orders(request, reply, closed);
      case 'limits':
      case 'limits-set':
      case 'limits-reload':
      case 'instruments-reload':
        return limits(request, reply, closed);
      case 'states':
      case 'state-set':
      case 'throttle-reset':
        return states(request, reply, closed);
      case 'held':
      case 'held-release':
      case 'held-refuse':
        return held(request, reply, closed);
      case 'models':
      case 'models-promote':
      case 'models-rollback':
        return models(request, reply, closed);
      case 'alerts':
      case 'alert-acknowledge':
      case 'alert-resolve':
        return alerts(request, reply, closed);
      case 'estimate':
        reply({ ok: true, ...estimateFor(gateway, request) });
        return 'done';
      case 'stats':
        reply({ ok: true, stats: statsOf(gateway, request['reset'] === true) });
        return 'done';
      case 'reconcile':
        reply({ ok: true, orders: reconcileRows(gateway.line.books) });
        return 'done';
      case 'dropcopy-status':
      case 'reconcile-adopt':
      case 'reconcile-dismiss':
        return copies(request, reply, closed);
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
