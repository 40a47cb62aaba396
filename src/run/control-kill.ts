import { randomUUID } from 'node:crypto';
import { KILL_LEVELS, type KillLevel, type KillPlace } from '../core/control/kills';
import { STRATEGIES } from '../core/strategies';
import { plain, textOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import { sessionBy } from './control-sessions';
import type { Gateway } from './gateway';
import type { KillCommand } from './kill-desk';

/**
 * Kill switches over the control socket: `kill` and `release` with `by`, `reason`, `level` (firm unless told), `key` and an `id` that makes
 * them idempotent; `kill-status`. Each is answered with every kill that is engaged and how far its cancels are confirmed.
 */
export function killHandler(gateway: Gateway): ControlHandler {
  const { kills } = gateway;
  return (request, reply) => {
    let place: KillPlace | undefined;
    try {
      place = request.cmd === 'kill-status' ? undefined : placeOf(gateway, request);
    } catch (error) {
      // whoever asks has made a mistake: they must not believe that anything is engaged
      reply({ ok: false, mistake: true, error: (error as Error).message });
      return 'done';
    }
    if (place && request.cmd === 'kill') kills.kill(commandOf(request, place));
    const outcome = place && request.cmd === 'release' ? kills.release(commandOf(request, place)) : undefined;
    const rows = kills.rows();
    const here = rows.find(row => row.level === place?.level && row.key === place.key);
    reply({
      ok: true,
      killed: rows.length > 0,
      ...place,
      ...outcome,
      outstanding: here?.outstanding ?? 0,
      kills: rows,
    });
    return 'done';
  };
}

const commandOf = (request: ControlRequest, place: KillPlace): KillCommand => ({
  ...place,
  id: request['id'] === undefined ? randomUUID() : plain(request['id'], 'id'),
  by: plain(request['by'], 'by'),
  reason: plain(request['reason'], 'reason'),
});

/** Where a request wants to kill or release; throws an Error where the gateway has no such session, venue, strategy or order. */
function placeOf(gateway: Gateway, request: ControlRequest): KillPlace {
  const level = (request['level'] ?? 'firm') as KillLevel;
  if (!KILL_LEVELS.includes(level)) throw new Error(`'level' must be one of ${KILL_LEVELS.join(', ')}`);
  if (level === 'firm') return { level, key: '' };
  const named = plain(request['key'], 'key');
  // what is engaged can be released whatever has become of it
  if (gateway.line.books.kills.at({ level, key: named })) return { level, key: named };
  return { level, key: keyOf(gateway, level, named) };
}

function keyOf(gateway: Gateway, level: Exclude<KillLevel, 'firm'>, named: string): string {
  switch (level) {
    case 'venue':
    case 'session': {
      const role = level === 'venue' ? 'venue' : 'oms';
      const session = sessionBy(gateway, named);
      if (session.settings.role !== role) throw new Error(`${session.id} is no ${level === 'venue' ? 'venue' : 'OMS session'}`);
      return session.id;
    }
    case 'strategy': {
      const names = Object.values(STRATEGIES).map(s => s.name);
      const found = names.find(n => n === named.toUpperCase());
      if (!found) throw new Error(`no strategy '${named}': ${names.join(', ')}`);
      return found;
    }
    case 'symbol':
      if (!gateway.line.books.instruments.get(named)) throw new Error(`no instrument '${named}'`);
      return named;
    case 'order':
      return orderOf(gateway, named);
    default:
      return named;
  }
}

/** An order by its OrderID (37), or by a ClOrdID that only one OMS session has used. */
function orderOf(gateway: Gateway, named: string): string {
  if (gateway.line.books.parents.has(named)) return named;
  const oms = gateway.engine.sessions().filter(s => s.settings.role === 'oms');
  const found = oms.flatMap(s => gateway.closed.named(s.id, textOf(named, 'key')) ?? []);
  if (found.length === 1) return found[0]!.parentId;
  throw new Error(
    found.length === 0 ? `no order '${named}'` : `several sessions have used ClOrdID '${named}': name the OrderID (37)`,
  );
}
