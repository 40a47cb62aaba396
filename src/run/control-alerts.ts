import { PAGE, plain, wholeOf } from './control-request';
import type { ControlHandler } from './control-server';
import type { Gateway } from './gateway';

/**
 * Alerts over the control socket: `alerts` lists them; `alert-acknowledge` and `alert-resolve` take `alert` (its id), `by` and `note`. Both are facts: a
 * restart knows them.
 */
export function alertsHandler(gateway: Pick<Gateway, 'line' | 'alerts'>): ControlHandler {
  const { line, alerts } = gateway;
  return (request, reply) => {
    if (request.cmd === 'alerts') {
      reply({ ok: true, ...alerts.feed.after(wholeOf(request['after'], 'after', 0), wholeOf(request['limit'], 'limit', PAGE)) });
      return 'done';
    }
    const id = plain(request['alert'], 'alert');
    const by = plain(request['by'], 'by');
    const reason = plain(request['note'], 'note');
    const alert = alerts.feed.find(id);
    if (!alert) throw new Error(`no alert '${id}' among the latest: older ones are in the journal only`);
    if (alert.resolved) throw new Error(`alert '${id}' was resolved by ${alert.resolved.by}`);
    const resolves = request.cmd === 'alert-resolve';
    if (!resolves && alert.acknowledged) throw new Error(`alert '${id}' was acknowledged by ${alert.acknowledged.by}`);
    line.post({ type: resolves ? 'AlertResolved' : 'AlertAcknowledged', alert: id, by, reason });
    line.commitNow();
    reply({ ok: true, alert: alerts.feed.find(id) });
    return 'done';
  };
}
